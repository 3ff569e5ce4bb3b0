/** Wrong specs as people, and strangers, write them. Each is laid over the minimal fleet. */
import { fleetDocuments, fleetFiles, specText, tenantSpec, type FleetDocuments } from '../minimal-tenant.ts';
import type { TenantSpec } from '../../src/model/specs.ts';

export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** `tenants/acme.ts` with a literal in the style of the examples. */
function acme(lines: string, before = ''): Files {
  return {
    'tenants/acme.ts': `import { defineTenant } from 'aos-fleet';\n${before}\nexport default defineTenant({\n${lines}\n});\n`,
  };
}

/** The fields of a valid tenant, one a line, some replaced or added. The first stands on line 4. */
function fields(changes: Readonly<Record<string, string>> = {}): string {
  const all = {
    id: "'acme'",
    name: "'Acme'",
    class: "'internal'",
    contract: '{}',
    placement: "{ cluster: 'eu-1' }",
    ring: "'stable'",
    domains: "['acme.example.com']",
    plan: "'small'",
    odoo: "{ modules: ['crm'] }",
    owners: "[{ name: 'Operations', email: 'operations@example.com' }]",
    ...changes,
  };
  return Object.entries(all)
    .map(([name, value]) => (value === '' ? `  // no ${name}` : `  ${name}: ${value},`))
    .join('\n');
}

function withTenant(changes: Readonly<Record<string, string>>, before = ''): Files {
  return acme(fields(changes), before);
}

export function withFleet(tweak: (documents: FleetDocuments) => void): Files {
  const documents = fleetDocuments();
  tweak(documents);
  return fleetFiles(documents);
}

export function tenant(id: string, tweak: (spec: TenantSpec) => void = () => {}): Files {
  const spec = { ...tenantSpec(), id, domains: [`${id}.example.com`] };
  tweak(spec);
  return { [`tenants/${id}.ts`]: specText('defineTenant', spec) };
}

/** A tenant whose data may go since today. */
function leaving(id: string, change: Partial<NonNullable<TenantSpec['offboarding']>>): Files {
  return tenant(id, (spec) => {
    const offboarding = { reason: 'It left.', retainUntil: '2026-03-01', ...change };
    Object.assign(spec, { dataClassification: 'internal', lifecycle: 'offboarding', offboarding });
  });
}

/** A staging tenant that anybody may see. */
const staging = (stagingOf: string): Partial<TenantSpec> => ({
  environment: 'staging',
  stagingOf,
  dataClassification: 'internal',
});

const release = JSON.stringify(fleetDocuments().releases['19.0-1'], null, 2);

const sealed = 'apiVersion: v1\nkind: Secret\n';

export const documentCases: Readonly<Record<string, Files>> = {
  'unknown field near a known one': withTenant({ lifecicle: "'active'" }),
  'unknown field near nothing': withTenant({ colour: "'red'" }),
  'misspelt required field is one mistake': withTenant({ owners: '', onwers: '[]' }),
  'wrong types': withTenant({
    odoo: "{ modules: ['crm'], replicas: 'three', workers: 4.5 }",
    domains: "'acme.example.com'",
    contract: 'null',
  }),
  'wrong choice': withTenant({ plan: "'smal'", class: 'true' }),
  'choice of another type': {
    ...withFleet(({ clusters }) => Object.assign(clusters[0]!, { kubernetes: 1.36 })),
    'fleet/releases/20.yaml': "odoo:\n  series: 18.0\npostgresql:\n  major: '18'\n",
    ...withTenant({ plan: '1' }),
  },
  'out of bounds': withTenant({ odoo: '{ modules: [], workers: 2 }', name: "''", domains: "['a.io', 'a.io']" }),
  'id that is no DNS label': withTenant({ id: "'Acme_1'" }),
  'path segments in ids': withTenant({ id: "'../acme'", ring: "'a/b'" }),
  'control characters in names': withTenant({
    name: String.raw`'Ac\nme'`,
    owners: String.raw`[{ name: '\u202eevil\u001b[31m', email: 'a@example.com\n' }]`,
  }),
  'long id': withTenant({ id: `'${'a'.repeat(300)}'` }),
  'wrong domains': withTenant({
    domains: "['Acme.example.com', '*.example.com', 'localhost', '10.0.0.1', 'a.example.com.']",
  }),
  'wrong networks': withTenant({
    integrations:
      "[{ name: 'mail', purpose: 'Outgoing mail', cidrs: ['203.0.113.7/24', '::ffff:10.0.0.0/104', '2001:DB8::/32', '10.1/16'], ports: [25] }]",
  }),
  'not supported yet': withTenant({
    maintenanceWindow: "{ day: 'sunday', start: '22:00', hours: 3, colour: 1 }",
  }),
  'wrong backups': {
    ...withFleet(({ clusters: [cluster] }) =>
      Object.assign(cluster!.objectStore!, {
        bucket: 'Backups',
        endpoint: 'http://s3.example.com/backups',
        region: 'EU',
        cidrs: [],
        encryption: 'none',
      }),
    ),
    ...withTenant({
      backup: "{ schedule: '0 2 1 * *', retentionDays: 1, restoreDrill: 'never', colour: 1 }",
      contract: '{ rpoMinutes: 0, rtoMinutes: 100000, retentionYears: 1.5 }',
      database: "{ generation: 0, restoreFrom: { time: '2026-11-24T09:30:00+01:00' } }",
    }),
  },
  'prototype keys': withTenant({
    constructor: '1',
    toString: "'x'",
    "['__proto__']": '{ polluted: true }',
  }),
  'prototype key in YAML': {
    'fleet/releases/19.0-1.yaml': release.replace('{', '{ "__proto__": { "polluted": true },'),
  },
};

export const evaluationCases: Readonly<Record<string, Files>> = {
  'function call': withTenant({ id: 'makeId()', name: "['Ac', 'me'].join('')" }),
  'computed value': withTenant({ odoo: "{ modules: ['crm'], workers: 2 + 2 }", plan: "true ? 'small' : 'large'" }),
  environment: withTenant({ name: 'process.env.HOME', plan: 'globalThis.plan' }),
  'code in objects': acme(
    `${fields({ plan: '', name: '' })}\n  get plan() { return 'small'; },\n  name() { return 'x'; },`,
  ),
  'literal that sets a prototype': acme(`${fields()}\n  __proto__: { polluted: true },\n  "__proto__": 1,`),
  statements: acme(
    fields({ plan: 'plan', name: 'name' }),
    "let plan = 'small'; function name() {} console.log(1); export * from './beta.ts'; import './beta.ts'; enum Size { A } class B {}",
  ),
  'templates with objects and calls': withTenant({
    name: '`${{}} ${[1]} ${null}`',
    plan: '`${String.raw`small`}`',
    id: 'tag`acme`',
  }),
  'numbers that are no JSON': withTenant({
    odoo: '{ modules: [/crm/], workers: 4n, replicas: 1e999, cronThreads: +1 }',
  }),
  'names that stand for nothing': withTenant(
    { plan: 'sizes.smal', ring: 'rings[3]', name: 'nme', class: 'undefined' },
    "const sizes = { small: 'small' }, rings = ['stable'], name = 'Acme';",
  ),
  'spread of the wrong kind': withTenant(
    { domains: '[...owner]', owners: '[owner, , owner]' },
    "const owner = { name: 'A', email: 'a@example.com' };",
  ),
  'duplicate keys': acme(`${fields()}\n  plan: 'large',\n  'plan': 'medium',`),
  'several mistakes at once': withTenant({
    id: "'beta'",
    plan: 'size()',
    lifecicle: "'active'",
    ring: "'stabel'",
    placement: '{}',
  }),
  'syntax errors': acme("  id: 'acme'\n  name: 'Acme',"),
  'declared twice': withTenant({ plan: 'plan' }, "const plan = 'small'; const plan = 'large';"),
  'no default export': { 'tenants/acme.ts': "export const id = 'acme';\n" },
  'wrong define function': { 'tenants/acme.ts': specText('defineFleet', tenantSpec()) },
  'define function that is not imported': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replace(/^import.*\n/, ''),
  },
  'define function imported as a type': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replace('import {', 'import type {'),
  },
  'misspelt define function': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replaceAll('defineTenant(', 'defineTennant('),
  },
  'misspelt import': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replaceAll('defineTenant', 'defineTennant'),
  },
  'import from another package': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replace("'aos-fleet'", "'aos-flet'"),
  },
  'import of the whole package': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec())
      .replace('{ defineTenant }', '* as fleet')
      .replace('default defineTenant', 'default fleet.defineTenant'),
  },
  'number as a spec': { 'tenants/acme.ts': 'export default 5;\n' },
  'specs in the wrong place': {
    'tenants/shared/gamma.ts': specText('defineTenant', { ...tenantSpec(), id: 'gamma' }),
    'fleet/price.ts': "import { definePrices } from 'aos-fleet';\nexport default definePrices({});\n",
  },
  'text that shows other than is read': {
    'tenants/acme.ts': specText('defineTenant', tenantSpec()).replace('{', '{ // note\u2028 plan: 1, //'),
    'tenants/shared/names.ts': "export const name = 'Ac\u202eme';\n",
  },
  'invisible characters in names': withTenant({
    name: String.raw`'Ac\u200eme'`,
    owners: String.raw`[{ name: 'A\u{e0041}', email: 'a@example.com' }]`,
  }),
  'octal numbers and escapes': withTenant({ filestore: '{ storageGiB: 010 }', name: String.raw`'Ac\012me'` }),
  'plain data': { 'tenants/acme.ts': `export default ${JSON.stringify(tenantSpec())};\n` },
  'two arguments': {
    'tenants/acme.ts': "import { defineTenant } from 'aos-fleet';\nexport default defineTenant({}, {});\n",
  },
  'imports outside': withTenant(
    { name: 'a', plan: 'b', ring: 'c' },
    "import a from '../../etc/passwd'; import { readFileSync as b } from 'node:fs'; import { c } from '../package.json' with { type: 'json' };",
  ),
  'imports that do not exist': {
    ...withTenant(
      { name: 'owner', plan: 'plan', ring: 'ring' },
      "import { owner } from './shared/owner.ts'; import { plan } from './shared/owners'; import { ring } from './shared/owners.ts';",
    ),
    'tenants/shared/owners.ts': "export const rings = 'stable', plan = 'small';\n",
  },
  'broken shared module is reported once': {
    ...withTenant({ plan: 'plan', name: '3' }, "import { plan } from './shared/plans.ts';"),
    ...tenant('beta'),
    'tenants/beta.ts':
      "import { plan } from './shared/plans.ts';\nimport { defineTenant } from 'aos-fleet';\nexport default defineTenant(plan);\n",
    'tenants/shared/plans.ts': 'export const plan = choose();\n',
  },
  'wrong value from a shared module stands there': {
    ...withTenant({ plan: 'sizes.little' }, "import { sizes } from './shared/sizes.ts';"),
    'tenants/shared/sizes.ts': "export const sizes = {\n  little: 'tiny',\n};\n",
  },
  'cycle of modules': {
    'tenants/shared/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
    'tenants/shared/b.ts': "import { c } from './c.ts';\nexport const b = c;\n",
    'tenants/shared/c.ts': "import { a } from './a.ts';\nexport const c = a;\n",
  },
  'cycle of tenants': {
    'tenants/shared/other.ts': `export const other = ${JSON.stringify({ ...tenantSpec(), id: undefined })};\n`,
    'tenants/acme.ts':
      "import { b } from './beta.ts';\nimport { defineTenant } from 'aos-fleet';\nexport const a = 'a';\nimport { other } from './shared/other.ts';\nexport default defineTenant({ ...b, ...other });\n",
    'tenants/beta.ts':
      "import { a } from './acme.ts';\nimport { defineTenant } from 'aos-fleet';\nexport const b = { id: a };\nimport { other } from './shared/other.ts';\nexport default defineTenant({ ...b, ...other });\n",
  },
  'shared module that imports a tenant': {
    'tenants/shared/a.ts': "import acme from '../acme.ts';\nexport const a = acme;\n",
  },
  'huge file': { 'tenants/acme.ts': `// ${'x'.repeat(300_000)}\n` },
  'bomb of spreads': withTenant(
    { domains: 'f' },
    `const a = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], b = [a, a, a, a, a, a, a, a, a, a], c = [b, b, b, b, b, b, b, b, b, b], d = [c, c, c, c, c, c, c, c, c, c], e = [d, d, d, d, d, d, d, d, d, d];\nconst f = [e, e, e, e, e, e, e, e, e, e];`,
  ),
  'bomb of templates': withTenant(
    { name: 'd' },
    `const a = '${'x'.repeat(1000)}', b = \`\${a}\${a}\${a}\${a}\`, c = \`\${b}\${b}\${b}\${b}\`, d = \`\${c}\${c}\${c}\${c}\`;`,
  ),
  'not UTF-8': { 'tenants/acme.ts': new Uint8Array([0x2f, 0x2f, 0xff, 0xfe]) },
  'byte order mark': { 'tenants/acme.ts': '\uFEFFexport default 1;\n' },
  'NUL character': { 'tenants/acme.ts': '// \0\n' },
  'wrong file names': {
    'tenants/Beta.ts': '',
    'tenants/notes.txt': '',
    'tenants/eu/gamma.ts': '',
    'fleet/rings.yaml': '',
    'fleet/releases/20.yml': '',
    'tenants/.gitkeep': '',
  },
};

const restoredTo = (time: string) => ({ generation: 2, restoreFrom: { generation: 1, time } });

export const fleetCases: Readonly<Record<string, Files>> = {
  'external tenant in phase internal': withTenant({ class: "'external'" }),
  'unencrypted storage in phase commercial': withFleet(({ fleet, clusters }) => {
    fleet.phase = 'commercial';
    clusters[0]!.storage.filestore.encrypted = false;
  }),
  'demo tenant with health data': withTenant({ class: "'demo'" }),
  'unknown cluster, ring and release': withTenant({
    placement: "{ cluster: 'eu-2' }",
    ring: "'canary'",
    pin: "{ release: '19.0-2', until: '2026-03-02', reason: 'Waits for a fix' }",
  }),
  'expired pin': withTenant({ pin: "{ release: '19.0-1', until: '2026-03-01', reason: 'Waits for a fix' }" }),
  'wrong file for the id': withTenant({ id: "'beta'" }),
  'reserved id': { ...tenant('con'), ...tenant('shared') },
  'residency elsewhere': withTenant({ contract: "{ residency: 'us-east' }" }),
  'tier cluster without dedicated cluster': withTenant({ isolation: "'cluster'" }),
  'dedicated to another': {
    ...withFleet(({ clusters }) => {
      clusters[0]!.dedicatedTo = 'beta';
    }),
  },
  'database that cannot run': {
    ...withFleet(({ clusters }) => {
      delete clusters[0]!.cloudnativePg;
    }),
    ...tenant('beta', (spec) => {
      spec.database = { engine: 'statefulset', instances: 2 };
    }),
  },
  'no backups where they are needed': {
    ...withFleet(({ clusters }) => {
      delete clusters[0]!.objectStore;
    }),
    ...tenant('beta', (spec) => {
      Object.assign(spec, { dataClassification: 'public', contract: { rtoMinutes: 60 } });
    }),
    ...tenant('delta', (spec) => {
      Object.assign(spec, {
        class: 'demo',
        dataClassification: 'public',
        database: { generation: 2, restoreFrom: { generation: 1 } },
      });
    }),
    ...tenant('staging', (spec) => {
      Object.assign(spec, { environment: 'staging', stagingOf: 'acme', dataClassification: 'internal' });
    }),
  },
  'restore from the same database': withTenant({
    database: '{ generation: 2, restoreFrom: { generation: 2 } }',
  }),
  'restore to a moment to come': {
    ...tenant('yesterday', (spec) => void (spec.database = restoredTo('2026-03-01T23:59:59Z'))),
    ...tenant('today', (spec) => void (spec.database = restoredTo('2026-03-02T23:59:59Z'))),
    ...tenant('tomorrow', (spec) => void (spec.database = restoredTo('2026-03-03T00:00:00Z'))),
  },
  'object store inside the cluster': withFleet(({ clusters: [cluster] }) => {
    cluster!.objectStore!.cidrs = ['10.96.7.0/24', '198.51.100.0/24', '0.0.0.0/0', '169.254.169.254/32'];
  }),
  'integrations that lead inside': withTenant({
    integrations:
      "[\n    { name: 'all', purpose: 'Everything', cidrs: ['0.0.0.0/0'], ports: [443] },\n    { name: 'pods', purpose: 'Other pods', cidrs: ['10.244.7.0/24', '198.51.100.0/24'], ports: [443] },\n    { name: 'pods', purpose: 'Metadata', cidrs: ['169.254.169.254/32', '::1/128', 'fd00:ec2::254/128'], ports: [80] },\n    { name: 'none', purpose: 'Nowhere', ports: [80] },\n  ]",
  }),
  'host names where networks are enforced, where names are, and through a proxy': {
    ...withFleet(({ clusters }) => {
      const [first] = clusters;
      const proxy = { namespace: 'egress-system', podLabels: { app: 'squid' }, host: 'egress.egress-system.svc' };
      clusters.push({ ...first!, name: 'eu-2', egress: { mechanism: 'cilium-fqdn' } });
      clusters.push({ ...first!, name: 'eu-3', egress: { mechanism: 'egress-gateway', proxy } });
    }),
    ...withTenant({
      integrations: "[{ name: 'api', purpose: 'Payments', host: 'api.example.com', ports: [443] }]",
    }),
    ...tenant('beta', (spec) => {
      spec.placement.cluster = 'eu-2';
      spec.integrations = [
        { name: 'both', purpose: 'Payments', host: 'api.example.com', cidrs: ['203.0.113.0/24'], ports: [443] },
        { name: 'inside', purpose: 'Metadata', host: 'metadata.google.internal', ports: [80] },
      ];
    }),
    ...tenant('gamma', (spec) => {
      spec.placement.cluster = 'eu-3';
      spec.integrations = [
        { name: 'mail', purpose: 'Outgoing mail', host: 'mail.example.com', ports: [587, 443] },
        { name: 'log', purpose: 'Audit log', host: 'log.example.com', ports: [6514], protocol: 'UDP' },
      ];
    }),
  },
  'exposure that the cluster cannot enforce': withTenant({
    exposure: "{ gateway: 'cluster', maxRequestMiB: 64, allowedCidrs: ['203.0.113.0/24'] }",
    webhooks:
      "[{ name: 'stripe', purpose: 'Payments', path: '/payment/stripe', cidrs: ['198.51.100.0/24'], maxRequestMiB: 2 }]",
  }),
  'webhooks at paths of others': withTenant({
    exposure: "{ remoteCalls: 'refused' }",
    webhooks:
      "[\n    { name: 'all', purpose: 'Everything', path: '/web' },\n    { name: 'manager', purpose: 'Databases', path: '/web/database/manager' },\n    { name: 'calls', purpose: 'Programs', path: '/jsonrpc' },\n    { name: 'hook', purpose: 'Automation', path: '/web/hook' },\n    { name: 'hook', purpose: 'The same', path: '/web/hook' },\n  ]",
  }),
  'staging without and production with stagingOf': {
    ...withTenant({ environment: "'staging'", dataClassification: "'internal'" }),
    ...tenant('beta', (spec) => {
      spec.stagingOf = 'acme';
    }),
  },
  'missing files': { 'fleet/rings.ts': null, 'fleet/releases': null, 'fleet/exceptions.ts': null },
  'old Flux': withFleet(({ clusters }) => {
    clusters[0]!.flux.version = '2.8';
  }),
  'shared service in the namespace of a tenant': withFleet(({ clusters }) => {
    clusters[0]!.gateway!.namespace = 'tenant-acme';
  }),
  'clusters without a way in, with two, and with half an egress proxy': withFleet(({ clusters }) => {
    const [first] = clusters;
    const { gateway, ...rest } = first!;
    const { className, namespace, podLabels, clusterIssuer } = gateway!;
    const ingress = { controller: 'traefik' as const, className, namespace, podLabels, clusterIssuer };
    const proxy = { namespace: 'tenant-egress', podLabels: { app: 'squid' }, host: 'egress.svc' };
    clusters.push({ ...rest, name: 'none' });
    clusters.push({ ...first!, name: 'two', ingress, egress: { mechanism: 'egress-gateway' } });
    clusters.push({ ...first!, name: 'hops', gateway: { ...gateway!, trustedHops: 1 }, egress: { proxy } });
  }),
  'webhook at a path that is spelt in a trick': withTenant({
    webhooks: "[{ name: 'odd', purpose: 'Tricks', path: '/a/../web' }]",
  }),
  'monitoring in the namespace of a tenant': withFleet(({ clusters }) => {
    clusters[0]!.monitoring = {
      namespace: 'tenant-acme',
      podLabels: { app: 'prometheus' },
      blackbox: { address: 'blackbox.monitoring.svc:9115' },
      runbooks: 'https://runbooks.example.com/alerts.md',
    };
  }),
  'monitoring that cannot be reached': withFleet(({ clusters }) => {
    clusters[0]!.monitoring = {
      namespace: 'monitoring',
      podLabels: {},
      blackbox: { address: 'http://blackbox/' },
      runbooks: 'runbooks/alerts.md',
    };
  }),
  'duplicate cluster and ring, unknown release': withFleet(({ clusters, rings }) => {
    clusters.push({ ...clusters[0]! });
    rings.push({ name: 'stable', release: '19.0-2' });
  }),
  exceptions: withFleet((documents) => {
    documents.exceptions = [
      { policy: 'a', tenant: 'acme', reason: 'Until the upgrade', owner: 'a@example.com', expires: '2026-03-01' },
      { policy: 'a', tenant: 'acme', reason: 'Until the upgrade', owner: 'a@example.com', expires: '2026-06-01' },
      { policy: 'a', tenant: 'acme', reason: 'Until the upgrade', owner: 'a@example.com', expires: '2026-05-31' },
    ];
  }),
  'exception until a day that does not exist': withFleet((documents) => {
    documents.exceptions = [
      { policy: 'a', tenant: 'acme', reason: 'Until the upgrade', owner: 'a@example.com', expires: '2026-02-30' },
    ];
  }),
  'broken exceptions': {
    'fleet/exceptions.ts': "import { defineExceptions } from 'aos-fleet';\nexport default defineExceptions({});\n",
  },
  'alias bomb': { 'fleet/releases/19.0-1.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\nnotes: [*b, *b]\n' },
  'YAML duplicate keys': { 'fleet/releases/19.0-1.yaml': 'released: 2026-01-01\nnotes: first\nnotes: second\n' },
  'YAML merge key, tag, directive, documents': {
    'fleet/releases/a.yaml': 'odoo:\n  <<: { series: "19.0" }\n',
    'fleet/releases/b.yaml': 'released: !!timestamp 2026-01-01\n',
    'fleet/releases/c.yaml': '%YAML 1.1\n---\na: no\n',
    'fleet/releases/d.yaml': 'a: 1\n---\nb: 2\n',
    'fleet/releases/e.yaml': 'a: [\n',
  },
};

export const joinCases: Readonly<Record<string, Files>> = {
  'duplicate domain': tenant('beta', (spec) => {
    spec.domains = ['beta.example.com', 'acme.example.com'];
  }),
  'code of the tenant’s own that cannot be mounted or does not fit': {
    ...withFleet(({ clusters }) => Object.assign(clusters[0]!, { kubernetes: '1.34' })),
    ...tenant('beta', (spec) => {
      const image = `ghcr.io/acme/a@sha256:${'a'.repeat(64)}`;
      spec.odoo.addons = [
        { name: 'a', image },
        { name: 'a', image, folder: 'b' },
      ];
      spec.odoo.image = { release: '18.0-1', reference: image, reason: 'A font for reports.' };
    }),
  },
  'offboarding of an active tenant, too early, and of another tenant': {
    ...tenant('one', (spec) => Object.assign(spec, { offboarding: { reason: 'It left.', retainUntil: '2026-12-31' } })),
    ...tenant('two', (spec) =>
      Object.assign(spec, {
        lifecycle: 'offboarding',
        offboarding: { reason: 'It left.', retainUntil: '2026-03-02', deleteData: 'two' },
      }),
    ),
    ...tenant('three', (spec) =>
      Object.assign(spec, {
        lifecycle: 'offboarding',
        offboarding: { reason: 'It left.', retainUntil: '2026-03-01', deleteData: 'two' },
      }),
    ),
  },
  'release that is too old, that will be, and pins that let it become so': {
    ...tenant('fresh', (spec) => void (spec.contract.maxPatchAgeDays = 36)),
    ...tenant('soon', (spec) => void (spec.contract.maxPatchAgeDays = 35)),
    ...tenant('on-its-last-day', (spec) => void (spec.contract.maxPatchAgeDays = 29)),
    ...tenant('old', (spec) => void (spec.contract.maxPatchAgeDays = 28)),
    ...tenant('pinned-old', (spec) => {
      spec.contract.maxPatchAgeDays = 1;
      spec.pin = { release: '19.0-1', until: '2026-04-01', reason: 'Waits.' };
    }),
    ...tenant('pinned-long', (spec) => {
      spec.contract.maxPatchAgeDays = 60;
      spec.pin = { release: '19.0-1', until: '2026-04-03', reason: 'Waits.' };
    }),
    ...tenant('pinned-right', (spec) => {
      spec.contract.maxPatchAgeDays = 60;
      spec.pin = { release: '19.0-1', until: '2026-04-02', reason: 'Waits.' };
    }),
    ...tenant('stopped', (spec) => Object.assign(spec, { lifecycle: 'suspended', contract: { maxPatchAgeDays: 1 } })),
  },
  'offboarding with a doubtful final backup': {
    ...leaving('unconfirmed', { deleteData: 'unconfirmed' }),
    ...leaving('confirmed-tomorrow', { backupConfirmed: '2026-03-03' }),
    ...leaving('confirmed-without', { backupConfirmed: '2026-03-02', withoutBackup: 'Invented data.' }),
    ...leaving('right', { backupConfirmed: '2026-03-02', deleteData: 'right' }),
  },
  'offboarding with a final backup where there is no store': {
    ...withFleet(({ clusters }) => void delete clusters[0]!.objectStore),
    'tenants/acme.ts': null,
    ...leaving('one', { backupConfirmed: '2026-03-02' }),
  },
  'patches of what other parts rely on': tenant('beta', (spec) => {
    spec.customisations = [
      {
        part: 'web',
        reason: 'More pods.',
        patch: { spec: { replicas: 9, template: { spec: { serviceAccountName: 'x', hostAliases: [] } } } },
      },
      {
        part: 'cron',
        reason: 'Another name.',
        patch: { metadata: { name: 'x', annotations: { a: 'b' } }, kind: 'Pod' },
      },
      {
        part: 'database',
        reason: 'No backups.',
        patch: { spec: { plugins: [], template: {}, postgresql: { pg_hba: [] } } },
      },
    ];
  }),
  'patches of what keeps data and makes pods wait': tenant('beta', (spec) => {
    const pod = (within: object) => ({ spec: { template: { spec: within } } });
    const reason = 'To be quicker.';
    spec.customisations = [
      {
        part: 'web',
        reason,
        patch: pod({
          initContainers: [{ name: 'wait-migrated', command: ['true'] }, { name: 'fonts' }],
          containers: [
            {
              name: 'odoo',
              image: 'ghcr.io/x/y',
              env: [{ name: 'TZ', value: 'UTC' }, { name: 'FLEET_STAGING' }],
              volumeMounts: [
                { name: 'fonts', mountPath: '/opt/fleet/wait_migrated.py' },
                { name: 'fonts', mountPath: '/usr/share/fonts' },
              ],
              resources: null,
            },
            { name: 'helper', command: ['sleep'] },
          ],
          volumes: [{ name: 'fonts' }, { name: 'temporary' }, { name: 'scripts' }, { name: 'addons-care' }],
        }),
      },
      {
        part: 'cron',
        reason,
        patch: pod({ initContainers: null, volumes: [{}], containers: [{ name: 'odoo', env: null }] }),
      },
      {
        part: 'database',
        reason,
        patch: { spec: { postgresql: { parameters: { archive_timeout: '1d', fsync: 'off', jit: 'off' } } } },
      },
    ];
  }),
  'duplicate domain in other spellings': tenant('beta', (spec) => {
    spec.domains = ['beta.example.com', 'ACME.example.com.', 'bücher.example.com'];
  }),
  'duplicate id': {
    'tenants/beta.ts': specText('defineTenant', { ...tenantSpec(), id: 'delta', domains: ['beta.example.com'] }),
    'tenants/gamma.ts': specText('defineTenant', { ...tenantSpec(), id: 'delta', domains: ['gamma.example.com'] }),
  },
  'copy whose id was not changed': { 'tenants/aardvark.ts': specText('defineTenant', tenantSpec()) },
  'names of layers': { ...tenant('acme-data'), ...tenant('acme-app'), ...tenant('beta-data') },
  'staging of a missing, a staging and a broken tenant': {
    ...tenant('one', (spec) => Object.assign(spec, staging('acmee'))),
    ...tenant('two', (spec) => Object.assign(spec, staging('one'))),
    ...tenant('three', (spec) => Object.assign(spec, staging('broken'))),
    'tenants/broken.ts': '{',
  },
  'secrets in specs': {
    ...tenant('key', (spec) => void (spec.name = '-----BEGIN RSA PRIVATE KEY-----')),
    'tenants/shared/mail.ts': "export const relay = { host: 'mail', password: 'hunter2' };\n",
    ...tenant('comment'),
    'tenants/comment.ts': '// AGE-SECRET-KEY-1QQQQQQQQQQQQQ\nexport default {};\n',
    'tenants/random.ts': "export const value = 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZgXyZ0Qk';\n",
    'fleet/releases/19.0-2.yaml': `${release}\n# https://robot:hunter22@registry.example.com/\n`,
  },
  'secrets of clusters': withFleet((documents) => {
    const [cluster] = documents.clusters;
    const vault = { server: 'https://vault.example.org' };
    const awsSecretsManager = { region: 'us-east-1', accountId: '123456789012' };
    documents.clusters.push(
      { ...cluster!, name: 'without-keys', secrets: {} },
      { ...cluster!, name: 'with-both', secrets: { ...cluster!.secrets, vault } },
      { ...cluster!, name: 'without-store', secrets: { provider: 'external-secrets' } },
      { ...cluster!, name: 'two-stores', secrets: { provider: 'external-secrets', vault, awsSecretsManager } },
      { ...cluster!, name: 'with-keys', secrets: { ...cluster!.secrets, provider: 'external-secrets' } },
    );
    documents.fleet.secrets = {};
  }),
  'keys and stores that are none': withFleet((documents) => {
    documents.clusters[0]!.secrets = {
      recipients: ['AGE-SECRET-KEY-1QQQ'],
      vault: { server: 'http://vault.example.org', prefix: '/tenants/' },
      awsSecretsManager: { region: 'Ohio', accountId: '12', rolePrefix: 'a/b' },
    };
  }),
  'files in secrets': {
    'tenants/secrets/acme/Odoo.yaml': 'kind: Secret\n',
    'tenants/secrets/acme/two.yaml': `${sealed}---\n${sealed}`,
    'tenants/secrets/acme/none.yaml': '# empty\n',
    'tenants/secrets/acme/list.yaml': 'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Secret }]\n',
    'tenants/secrets/acme/binary.yaml': new Uint8Array([0xff, 0xfe]),
    'tenants/secrets/acme/large.yaml': `# ${'x'.repeat(300_000)}\n`,
    'tenants/secrets/acme/deeper/odoo.yaml': 'kind: Secret\n',
    'tenants/secrets/beta/odoo-admin.yaml': 'kind: Secret\n',
    'tenants/secrets/passwords.txt': 'x\n',
  },
  'fleet names missing tenants': withFleet((documents) => {
    documents.clusters.push({ ...documents.clusters[0]!, name: 'eu-9', dedicatedTo: 'acne' });
    documents.exceptions = [
      { policy: 'a', tenant: 'zeta', reason: 'Until the upgrade', owner: 'a@example.com', expires: '2026-04-01' },
    ];
  }),
};
