import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { dataStep } from '../../src/run/data-step.ts';
import { readRecord } from '../../src/run/read-record.ts';
import { dataOf } from '../../src/synth/record.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';

type Tweak = (spec: TenantSpec) => void;

/** Pointer and message of each finding, after the tenant was changed from `before`. */
function step(before: Tweak, after: Tweak, tweakFleet: (documents: FleetDocuments) => void = () => {}) {
  return judged({ 'eu-1': { data: dataOf(minimalTenant(before)) } }, after, tweakFleet);
}

function judged(
  records: Readonly<Record<string, object>>,
  after: Tweak,
  tweakFleet: (documents: FleetDocuments) => void = () => {},
) {
  const root = mkdtempSync(join(tmpdir(), 'fleet-step-'));
  for (const [cluster, record] of Object.entries(records)) {
    const folder = join(root, 'dist/tenants', cluster, 'acme');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tenant.json'), JSON.stringify({ version: 1, ...record }));
  }
  const fleet = minimalFleet(tweakFleet);
  const tenant = minimalTenant(after, fleet);
  return dataStep(readRecord(root, { cluster: tenant.cluster.name, tenant: 'acme' }), tenant, { root, fleet }).map(
    ({ pointer, message }) => [pointer, message],
  );
}

const database =
  (of: NonNullable<TenantSpec['database']>): Tweak =>
  (spec) =>
    void (spec.database = of);
const plan =
  (of: TenantSpec['plan']): Tweak =>
  (spec) =>
    void (spec.plan = of);
const secondCluster = ({ clusters }: FleetDocuments): void => {
  clusters.push({ ...clusters[0]!, name: 'eu-2' });
};

describe('the step that keeps the data', () => {
  it.each<[string, Tweak, Tweak]>([
    ['nothing changed', () => {}, () => {}],
    ['grown', plan('small'), plan('large')],
    ['more instances', database({ instances: 1 }), database({ instances: 3 })],
    ['fewer instances', database({ instances: 3 }), database({ instances: 1 })],
    ['restored', database({}), database({ generation: 2, restoreFrom: { generation: 1 } })],
    [
      'restored, and the source removed',
      database({ generation: 2, restoreFrom: { generation: 1 } }),
      database({ generation: 2 }),
    ],
    [
      'restored, and then other things changed',
      database({ generation: 2, restoreFrom: { generation: 1 } }),
      database({ generation: 2, restoreFrom: { generation: 1 }, instances: 2 }),
    ],
    [
      'restored into a smaller volume',
      database({ storageGiB: 100 }),
      database({ storageGiB: 50, generation: 2, restoreFrom: { generation: 1 } }),
    ],
    [
      'the plan smaller, the sizes as they were',
      (spec) => Object.assign(spec, { plan: 'small', database: { storageGiB: 50 }, filestore: { storageGiB: 50 } }),
      (spec) => Object.assign(spec, { plan: 'small', database: { storageGiB: 50 }, filestore: { storageGiB: 60 } }),
    ],
  ])('is free: %s', (_, before, after) => {
    expect(step(before, after)).toEqual([]);
  });

  it.each<[string, Tweak, Tweak, readonly (readonly string[])[]]>([
    [
      'a restore into the database that is there',
      database({ generation: 2 }),
      database({ generation: 2, restoreFrom: { generation: 1 } }),
      [
        [
          '/database/generation',
          'database.generation is 2, in which there is a database, must be 3 for what restoreFrom brings',
        ],
      ],
    ],
    [
      'an earlier generation',
      database({ generation: 3, restoreFrom: { generation: 1 } }),
      database({ generation: 2, restoreFrom: { generation: 1 } }),
      [['/database/generation', 'database.generation is 2, must be at least 3, in which the data is']],
    ],
    [
      'a restore from a generation that never was',
      database({}),
      database({ generation: 3, restoreFrom: { generation: 2 } }),
      [
        [
          '/database/restoreFrom/generation',
          'database.restoreFrom.generation is 2, must be at most 1, the newest that has a backup',
        ],
      ],
    ],
    [
      'a later generation that is empty',
      database({}),
      database({ generation: 2 }),
      [
        [
          '/database/generation',
          'database.generation is 2 without restoreFrom, must be 1, in which the data is, or be restored from it',
        ],
      ],
    ],
    [
      'another engine',
      database({}),
      database({ engine: 'statefulset' }),
      [['/database/engine', 'database.engine is statefulset, must be cloudnative-pg, whose data no other can read']],
    ],
    [
      'a smaller plan',
      plan('medium'),
      plan('small'),
      [
        ['/plan', 'the volume of the database is 20 GiB by plan, must be at least 50 GiB, which it has'],
        ['/plan', "the volume of the database's log is 5 GiB by plan, must be at least 10 GiB, which it has"],
        ['/plan', 'the volume of the files is 10 GiB by plan, must be at least 50 GiB, which it has'],
      ],
    ],
    [
      'smaller volumes',
      (spec) => Object.assign(spec, { database: { storageGiB: 100 }, filestore: { storageGiB: 40 } }),
      (spec) => Object.assign(spec, { database: { storageGiB: 99 }, filestore: { storageGiB: 39 } }),
      [
        [
          '/database/storageGiB',
          'the volume of the database is 99 GiB by database.storageGiB, must be at least 100 GiB, which it has',
        ],
        [
          '/filestore/storageGiB',
          'the volume of the files is 39 GiB by filestore.storageGiB, must be at least 40 GiB, which it has',
        ],
      ],
    ],
  ])('is refused: %s', (_, ...[before, after, expected]) => {
    expect(step(before, after)).toEqual(expected);
  });

  it('is refused: other storage classes of the cluster', () => {
    const found = step(
      () => {},
      () => {},
      ({ clusters }) => {
        clusters[0]!.storage.database.className = 'fast';
        clusters[0]!.storage.filestore.className = 'nfs';
      },
    );
    expect(found).toEqual([
      [
        '/placement/cluster',
        'the storage class of the database on cluster eu-1 is fast, must be block, on which the volume is',
      ],
      [
        '/placement/cluster',
        'the storage class of the files on cluster eu-1 is nfs, must be shared, on which the volume is',
      ],
    ]);
  });

  it('is not judged without a record, or by one that says nothing of the data', () => {
    expect(judged({}, database({ generation: 7 }))).toEqual([]);
    expect(judged({ 'eu-1': { lifecycle: 'active' } }, database({ generation: 7 }))).toEqual([]);
  });

  const refused = [
    '/placement/cluster',
    'placement.cluster is eu-2 without database.restoreFrom, must bring the data along from eu-1, or wait until it is deleted there',
  ];
  it.each<{ name: string; record: object; after?: Tweak; expected: readonly (readonly string[])[] }>([
    { name: 'still active there, which is said elsewhere', record: { lifecycle: 'active' }, expected: [] },
    { name: 'left without steps', record: { lifecycle: 'offboarding' }, expected: [refused] },
    {
      name: 'kept there',
      record: { lifecycle: 'offboarding', offboarding: { deletesData: false } },
      expected: [refused],
    },
    {
      name: 'its data deleted there',
      record: { lifecycle: 'offboarding', offboarding: { deletesData: true } },
      expected: [],
    },
    {
      name: 'brought along from its backups',
      record: { lifecycle: 'offboarding' },
      after: database({ generation: 2, restoreFrom: { generation: 1 } }),
      expected: [],
    },
  ])('is judged when it leads to another cluster: $name', ({ record, after, expected }) => {
    const moved: Tweak = (spec) => {
      spec.placement.cluster = 'eu-2';
      after?.(spec);
    };
    expect(judged({ 'eu-1': record }, moved, secondCluster)).toEqual(expected);
  });
});
