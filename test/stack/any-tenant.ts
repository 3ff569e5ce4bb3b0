/** Tenants of every shape, with the fleet around them. */
import { type Arbitrary, array, constantFrom, integer, option, record, stringMatching, uniqueArray } from 'fast-check';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import type { ClusterSpecs, TenantSpec } from '../../src/model/specs.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { monitoring } from './monitoring/monitored.ts';

export interface AnyTenant {
  readonly tenant: Tenant;
  readonly fleet: Fleet;
}

// What is under `tenant-` is taken for a namespace, in an id or a name too.
const name = stringMatching(/^[a-z][a-z0-9]{0,11}(-[a-z0-9]{1,9}){0,2}$/).filter((text) => !text.startsWith('tenant-'));
const domain = stringMatching(/^[a-z][a-z0-9]{0,30}(\.[a-z][a-z0-9]{0,20}){1,3}\.example$/).filter(
  (text) => !text.includes('tenant-'),
);

const limits = record(
  {
    limit_time_cpu: integer({ min: 60, max: 3600 }),
    limit_time_real: integer({ min: 60, max: 3600 }),
    limit_time_real_cron: integer({ min: 60, max: 86_400 }),
    log_level: constantFrom('info' as const, 'warn' as const, 'error' as const),
  },
  { requiredKeys: [] },
);

const network = record({ a: integer({ min: 0, max: 255 }), length: integer({ min: 24, max: 32 }) }).map(
  ({ a, length }) => `203.0.${length === 32 ? 113 : a}.0/${length}`,
);

const entryNetworks = uniqueArray(network, { minLength: 1, maxLength: 2 });

/** How the cluster lets requests in and out, and what the tenant asks of it. */
const surroundings = record({
  entry: constantFrom(
    'other' as const,
    'envoy' as const,
    'shared' as const,
    'shared-other' as const,
    'traefik' as const,
  ),
  mechanism: constantFrom('cidr' as const, 'cilium-fqdn' as const, 'egress-gateway' as const),
  challenge: constantFrom('dns-01' as const, 'http-01' as const),
  trustedHops: integer({ min: 0, max: 2 }),
  externalDns: option(record({ target: domain, ttlSeconds: integer({ min: 30, max: 3600 }) }, { requiredKeys: [] })),
  allowedCidrs: option(entryNetworks),
  maxRequestMiB: integer({ min: 1, max: 1024 }),
  remoteCalls: constantFrom('allowed' as const, 'refused' as const),
  webhooks: array(record({ name, cidrs: option(entryNetworks), maxRequestMiB: integer({ min: 1, max: 64 }) }), {
    maxLength: 3,
  }).map((list) => list.filter((item, index) => list.findIndex((other) => other.name === item.name) === index)),
  hosts: uniqueArray(domain, { maxLength: 2 }),
});

type Surroundings = typeof surroundings extends Arbitrary<infer T> ? T : never;

interface Draft {
  readonly around: Surroundings;
  readonly spec: Partial<TenantSpec>;
  readonly odoo: Partial<TenantSpec['odoo']>;
  readonly engine: 'cloudnative-pg' | 'statefulset';
  readonly instances: number | null;
  readonly storageGiB: number | null;
  readonly filestoreGiB: number | null;
  readonly integrations: NonNullable<TenantSpec['integrations']>;
  readonly cluster: Pick<ClusterSpecs[number], 'kubernetes'>;
  readonly isShared: boolean;
  readonly isMonitored: boolean;
  readonly delivery: 'artifact-per-tenant' | 'repository';
  readonly series: '18.0' | '19.0';
  readonly major: 17 | 18;
  readonly contract: TenantSpec['contract'];
  readonly generation: number;
  readonly leaving: NonNullable<TenantSpec['offboarding']> | null;
  readonly hasStore: boolean;
  /** `copy`: staging whose database is made from production's backup. */
  readonly kind: 'production' | 'staging' | 'copy';
}

const draft: Arbitrary<Draft> = record({
  around: surroundings,
  spec: record({
    id: name,
    plan: constantFrom('small' as const, 'medium' as const, 'large' as const),
    isolation: constantFrom('namespace' as const, 'node' as const, 'cluster' as const),
    lifecycle: constantFrom('active' as const, 'active' as const, 'suspended' as const, 'offboarding' as const),
    dataClassification: constantFrom('public' as const, 'internal' as const, 'pii' as const, 'phi' as const),
    domains: uniqueArray(domain, { minLength: 1, maxLength: 4 }),
  }),
  odoo: record(
    {
      modules: uniqueArray(stringMatching(/^[a-z][a-z0-9_]{0,20}$/), { minLength: 1, maxLength: 6 }),
      replicas: integer({ min: 1, max: 10 }),
      workers: integer({ min: 3, max: 16 }),
      cronThreads: integer({ min: 1, max: 4 }),
      config: limits,
    },
    { requiredKeys: ['modules'] },
  ),
  engine: constantFrom('cloudnative-pg' as const, 'statefulset' as const),
  instances: option(integer({ min: 1, max: 3 })),
  storageGiB: option(integer({ min: 5, max: 4096 })),
  filestoreGiB: option(integer({ min: 1, max: 16_384 })),
  integrations: array(
    record({
      name,
      purpose: constantFrom('Mail.', 'What tenant-b calls "portal": \\ 100 %', '支払い'),
      cidrs: uniqueArray(network, { minLength: 1, maxLength: 3 }),
      ports: uniqueArray(integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 4 }),
      protocol: constantFrom('TCP' as const, 'UDP' as const),
    }),
    { maxLength: 3 },
  ).map((list) => list.filter((item, index) => list.findIndex((other) => other.name === item.name) === index)),
  cluster: record({ kubernetes: constantFrom('1.34' as const, '1.35' as const, '1.36' as const) }),
  isShared: constantFrom(true, true, false),
  isMonitored: constantFrom(true, true, false),
  delivery: constantFrom('artifact-per-tenant' as const, 'repository' as const),
  series: constantFrom('18.0' as const, '19.0' as const),
  major: constantFrom(17 as const, 18 as const),
  contract: record(
    {
      rpoMinutes: integer({ min: 1, max: 10_080 }),
      filesRpoMinutes: integer({ min: 1, max: 10_080 }),
      rtoMinutes: integer({ min: 1, max: 10_080 }),
      retentionYears: integer({ min: 1, max: 10 }),
    },
    { requiredKeys: [] },
  ),
  generation: constantFrom(1, 1, 2, 17),
  leaving: constantFrom(
    null,
    { reason: 'It left.', retainUntil: '2026-03-01' },
    { reason: 'It left.', retainUntil: '2026-03-01', backupConfirmed: '2026-02-20' },
  ),
  hasStore: constantFrom(true, true, true, false),
  kind: constantFrom('production' as const, 'production' as const, 'staging' as const, 'copy' as const),
});

/** Valid in every respect: what the checks of a spec refuse is not among them. */
export const anyTenant: Arbitrary<AnyTenant> = draft.map((drawn) => {
  const fleet = minimalFleet((documents) => adjust(documents, drawn));
  const tenant = minimalTenant((spec) => fill(spec, drawn), fleet);
  return { tenant, fleet };
});

function fill(spec: TenantSpec, drawn: Draft): void {
  const { engine, instances, storageGiB, filestoreGiB, integrations, isShared } = drawn;
  Object.assign(spec, drawn.spec, { integrations });
  Object.assign(spec.odoo, drawn.odoo);
  // Several web pods need files that several nodes can mount.
  if (!isShared) spec.odoo.replicas = 1;
  spec.database = { engine };
  if (drawn.hasStore) {
    spec.contract = drawn.contract;
    spec.database.generation = drawn.generation;
    if (drawn.generation > 1) spec.database.restoreFrom = { generation: 1, time: '2026-11-24T09:30:00Z' };
  } else {
    spec.dataClassification = 'internal';
  }
  if (spec.lifecycle === 'offboarding' && drawn.leaving !== null) {
    spec.offboarding = drawn.hasStore ? drawn.leaving : { ...drawn.leaving, withoutBackup: 'There is no store.' };
    if (!drawn.hasStore) delete spec.offboarding.backupConfirmed;
  }
  if (instances !== null && engine === 'cloudnative-pg') spec.database.instances = instances;
  surround(spec, drawn.around);
  if (drawn.kind !== 'production') stage(spec, drawn);
  if (storageGiB !== null) spec.database.storageGiB = storageGiB;
  if (filestoreGiB !== null) spec.filestore = { storageGiB: filestoreGiB };
}

/** Staging calls nobody and is called by nobody, and may be a copy where there are backups. */
function stage(spec: TenantSpec, { kind, hasStore, generation }: Draft): void {
  Object.assign(spec, { environment: 'staging', stagingOf: 'some-production', integrations: [], webhooks: [] });
  if (kind === 'copy' && hasStore) {
    spec.database!.restoreFrom = { tenant: 'production', generation: 3 };
    spec.database!.generation = generation;
  }
}

/** Asks only for what the cluster can enforce. */
function surround(spec: TenantSpec, around: Surroundings): void {
  const { entry, mechanism, allowedCidrs, maxRequestMiB, remoteCalls } = around;
  const isShared = entry === 'shared' || entry === 'shared-other';
  const enforces = entry !== 'other' && entry !== 'shared-other';
  spec.exposure = {
    gateway: isShared ? 'cluster' : 'tenant',
    remoteCalls,
    ...(enforces && { maxRequestMiB }),
    ...(enforces && allowedCidrs !== null && { allowedCidrs }),
  };
  spec.webhooks = around.webhooks.map(({ name: called, cidrs, maxRequestMiB: most }) => ({
    name: called,
    purpose: 'Callbacks.',
    path: `/callback/${called}`,
    ...(enforces && { maxRequestMiB: most }),
    ...(enforces && cidrs !== null && { cidrs }),
  }));
  if (mechanism === 'cidr') return;
  const named = around.hosts.map((host, index) => ({
    name: `named${index}-by-host-of-others`,
    purpose: 'By name.',
    host,
    ports: [443],
  }));
  spec.integrations = [...(spec.integrations ?? []), ...named];
}

function adjustEntry(first: ClusterSpecs[number], around: Surroundings): void {
  const { entry, challenge, trustedHops, externalDns, mechanism } = around;
  const isEnvoy = entry === 'envoy' || entry === 'shared';
  const { className, namespace, podLabels, clusterIssuer } = first.gateway!;
  if (entry === 'traefik') {
    delete first.gateway;
    first.ingress = { controller: 'traefik', className, namespace, podLabels, clusterIssuer, challenge };
  } else {
    Object.assign(first.gateway!, {
      challenge,
      implementation: isEnvoy ? 'envoy-gateway' : 'other',
      trustedHops: isEnvoy ? trustedHops : 0,
      ...(entry.startsWith('shared') && { shared: { name: 'tenants', namespace: 'gateway-system' } }),
    });
  }
  if (externalDns !== null) first.externalDns = externalDns;
  const proxy = { namespace: 'egress-system', podLabels: { app: 'squid' }, host: 'egress.egress-system.svc' };
  first.egress = { mechanism, ...(mechanism === 'egress-gateway' && { proxy }) };
}

function adjust(documents: FleetDocuments, drawn: Draft): void {
  const { clusters, releases } = documents;
  const { cluster, isShared, isMonitored, delivery, series, major, hasStore } = drawn;
  if (isMonitored) monitoring(documents);
  const [first] = clusters;
  Object.assign(first!, cluster, { flux: { version: '2.9', delivery } });
  adjustEntry(first!, drawn.around);
  if (!hasStore) delete first!.objectStore;
  first!.storage.filestore.accessMode = isShared ? 'ReadWriteMany' : 'ReadWriteOnce';
  const release = releases['19.0-1']!;
  release.odoo.series = series;
  release.postgresql.major = major;
}
