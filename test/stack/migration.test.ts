import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { at, nameOf, podsOf, rendered, type RenderedStack, statefulSet } from './rendered.ts';

function jobName(tweak?: (spec: TenantSpec) => void, tweakFleet?: (documents: FleetDocuments) => void): string {
  return String(at(rendered(tweak, tweakFleet).find('Job odoo-migrate-'), 'metadata.name'));
}

const before = jobName();
const digest = `sha256:${'e'.repeat(64)}`;

type Change = readonly [
  name: string,
  tweak: ((spec: TenantSpec) => void) | undefined,
  tweakFleet?: (documents: FleetDocuments) => void,
];

const again: readonly Change[] = [
  [
    'the image',
    undefined,
    ({ releases }) => void (releases['19.0-1']!.odoo.image = `docker.io/library/odoo@${digest}`),
  ],
  ['the modules', (spec) => void (spec.odoo.modules = ['crm', 'sale'])],
  ['the configuration', (spec) => void (spec.odoo.config = { limit_time_real: 1200 })],
  ['the workers, which stand in it', (spec) => void (spec.odoo.workers = 5)],
  ['the main domain', (spec) => void (spec.domains = ['new.example.com', 'acme.example.com'])],
  ['the language', (spec) => void (spec.odoo.language = 'de_DE')],
  ['the country', (spec) => void (spec.odoo.country = 'DE')],
  ['the nodes', (spec) => void (spec.isolation = 'node')],
  [
    'the release, although its images are the same',
    undefined,
    (documents) => {
      documents.releases['19.0-2'] = documents.releases['19.0-1']!;
      documents.rings[0]!.release = '19.0-2';
    },
  ],
];

const unchanged: readonly Change[] = [
  ['nothing', undefined],
  ['the number of web pods', (spec) => void (spec.odoo.replicas = 3)],
  ['the cron workers', (spec) => void (spec.odoo.cronThreads = 2)],
  ['a further domain', (spec) => void spec.domains.push('portal.example.com')],
  ['the name', (spec) => void (spec.name = 'Acme Corporation')],
  ['the owners', (spec) => void spec.owners.push({ name: 'Security', email: 'security@example.com' })],
  [
    'an integration',
    (spec) => void (spec.integrations = [{ name: 'a', purpose: 'Mail.', cidrs: ['203.0.113.0/28'], ports: [25] }]),
  ],
  ['storage', (spec) => Object.assign(spec, { filestore: { storageGiB: 99 }, database: { storageGiB: 99 } })],
  ['the engine of the database', statefulSet],
  ['the ring', (spec) => void (spec.ring = 'early'), ({ rings }) => void rings.push({ ...rings[0]!, name: 'early' })],
  ['the contract', (spec) => void (spec.contract = { baa: 'BAA-2026-001' })],
];

function named(changes: readonly Change[]) {
  return changes.map(([name, tweak, tweakFleet]) => ({ name, tweak, tweakFleet }));
}

describe('the migration', () => {
  it.each(named(again))('runs again when this changes: $name', ({ tweak, tweakFleet }) => {
    expect(jobName(tweak, tweakFleet)).toMatch(/^odoo-migrate-[0-9a-f]{10}$/);
    expect(jobName(tweak, tweakFleet)).not.toBe(before);
  });

  it.each(named(unchanged))('does not run again when this changes: $name', ({ tweak, tweakFleet }) => {
    expect(jobName(tweak, tweakFleet)).toBe(before);
  });

  it('has the same name whatever the order in which modules are written', () => {
    const names = [
      ['crm', 'sale', 'hr'],
      ['hr', 'crm', 'sale'],
    ].map((modules) => jobName((spec) => void (spec.odoo.modules = modules)));
    expect(new Set(names).size).toBe(1);
  });

  it('is told what to reach, and web and cron wait for the same', () => {
    const stack = rendered((spec) => void (spec.odoo.modules = ['sale', 'crm']));
    const wanted = [
      { name: 'FLEET_IMAGE', value: `docker.io/library/odoo:19.0@sha256:${'a'.repeat(64)}` },
      { name: 'FLEET_MODULES', value: 'crm,sale' },
    ];
    const own = at(stack.find('Job odoo-migrate'), 'spec.template.spec.containers.0.env') as readonly object[];
    expect(own.slice(-5)).toEqual([
      ...wanted,
      { name: 'FLEET_RELEASE', value: '19.0-1' },
      { name: 'FLEET_LANGUAGE', value: 'en_US' },
      { name: 'FLEET_BASE_URL', value: 'https://acme.example.com' },
    ]);
    for (const workload of ['Deployment odoo-web', 'Deployment odoo-cron']) {
      const waiting = at(stack.find(workload), 'spec.template.spec.initContainers.1') as Record<string, unknown>;
      expect(waiting['name']).toBe('wait-migrated');
      expect((waiting['env'] as readonly object[]).slice(-2)).toEqual(wanted);
    }
  });

  it('neutralises the database of a staging tenant, once for each copy, and web and cron wait for that', () => {
    const copyOf = (stack: RenderedStack) =>
      ['Job odoo-migrate', 'Deployment odoo-web', 'Deployment odoo-cron'].map((name) => {
        const pod = podsOf(stack)[nameOf(stack.find(name))]!;
        const lists = [
          at(pod, 'spec.initContainers'),
          at(pod, 'spec.containers'),
        ] as readonly (readonly JsonObject[])[];
        const env = lists.flat().flatMap((container) => container['env'] as readonly JsonObject[]);
        return env.filter((variable) => variable['name'] === 'FLEET_STAGING').map(({ value }) => value);
      });
    const staging = (generation: number) => (spec: TenantSpec) =>
      void Object.assign(spec, { environment: 'staging', stagingOf: 'globex', database: { generation } });
    expect(copyOf(rendered(staging(1)))).toEqual([['acme/1'], ['acme/1'], ['acme/1']]);
    expect(copyOf(rendered(staging(2)))).toEqual([['acme/2'], ['acme/2'], ['acme/2']]);
    expect(copyOf(rendered())).toEqual([[], [], []]);
  });

  it('is kept after its end, so that Flux does not run it again, and tries again when it fails', () => {
    const job = rendered().find('Job odoo-migrate');
    expect(at(job, 'spec.ttlSecondsAfterFinished')).toBeUndefined();
    expect(at(job, 'spec.backoffLimit')).toBe(4);
    expect(at(job, 'spec.template.spec.restartPolicy')).toBe('Never');
  });
});
