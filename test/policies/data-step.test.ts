import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { stepFindings } from './steps.ts';

type Tweak = (spec: TenantSpec) => void;
type Found = readonly (readonly [pointer: string, message: string])[];

const step = (before: Tweak, after: Tweak): Found => stepFindings('data-step', { before, after });

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

  it.each<[string, Tweak, Tweak, Found]>([
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
  ])('is refused: %s', (_, ...[before, after, expected]) => {
    expect(step(before, after)).toEqual(expected);
  });

  it('is not judged without a record, or by one that says nothing of the data', () => {
    const after = database({ generation: 7 });
    expect(stepFindings('data-step', { record: null, after })).toEqual([]);
    expect(stepFindings('data-step', { record: { lifecycle: 'active' }, after })).toEqual([]);
  });

  const refused: Found[number] = [
    '/placement/cluster',
    'placement.cluster is eu-2 without database.restoreFrom, must bring the data along from eu-1, or wait until it is deleted there',
  ];
  it.each<{ name: string; record: object; after?: Tweak; expected: Found }>([
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
    const others = { 'dist/tenants/eu-1/acme/tenant.json': JSON.stringify(record) };
    expect(stepFindings('data-step', { before: null, after: moved, fleet: secondCluster, others })).toEqual(expected);
  });
});
