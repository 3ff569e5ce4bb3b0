import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { Change } from './rendered-stack.ts';
import { type StepCase, stepFindings } from './steps.ts';

const plan =
  (of: TenantSpec['plan']) =>
  (spec: TenantSpec): void =>
    void (spec.plan = of);

const claim = (name: string, storage: Json): Change => ({
  object: 'ConfigMap odoo-config',
  at: '',
  value: {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'tenant-acme' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  },
});
const size = '/spec/resources/requests/storage';

describe('volumes', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'that grow', step: { before: plan('small'), after: plan('large') }, expected: [] },
    { name: 'of more instances', step: { after: (spec) => void (spec.database = { instances: 3 }) }, expected: [] },
    {
      name: 'of a smaller plan',
      step: { before: plan('medium'), after: plan('small') },
      expected: [
        ['/plan', 'the volume of the database is 20 GiB by plan, must be at least 50 GiB, which it has'],
        ['/plan', "the volume of the database's log is 5 GiB by plan, must be at least 10 GiB, which it has"],
        ['/plan', 'the volume of the files is 10 GiB by plan, must be at least 50 GiB, which it has'],
      ],
    },
    {
      name: 'whose fields are smaller',
      step: {
        before: (spec) => Object.assign(spec, { database: { storageGiB: 100 }, filestore: { storageGiB: 40 } }),
        after: (spec) => Object.assign(spec, { database: { storageGiB: 99 }, filestore: { storageGiB: 39 } }),
      },
      expected: [
        [
          '/database/storageGiB',
          'the volume of the database is 99 GiB by database.storageGiB, must be at least 100 GiB, which it has',
        ],
        [
          '/filestore/storageGiB',
          'the volume of the files is 39 GiB by filestore.storageGiB, must be at least 40 GiB, which it has',
        ],
      ],
    },
    {
      name: 'of a smaller plan, with the sizes as they were',
      step: {
        before: plan('medium'),
        after: (spec) =>
          Object.assign(spec, { plan: 'large', database: { storageGiB: 200 }, filestore: { storageGiB: 200 } }),
      },
      expected: [],
    },
    {
      name: 'of a new generation',
      step: {
        before: (spec) => void (spec.database = { storageGiB: 100 }),
        after: (spec) => void (spec.database = { storageGiB: 50, generation: 2, restoreFrom: { generation: 1 } }),
      },
      expected: [],
    },
    {
      name: 'that no record tells of',
      step: { had: [claim('reports', '10Gi')], has: [claim('reports', '5120Mi')] },
      expected: [
        [`PersistentVolumeClaim reports ${size}`, 'the volume is "5120Mi", must be at least "10Gi", which it has'],
      ],
    },
    {
      name: 'that no record tells of, in another spelling',
      step: { had: [claim('reports', '1Gi')], has: [claim('reports', '1024Mi')] },
      expected: [],
    },
    {
      name: 'of another claim',
      step: { had: [claim('reports', '10Gi')], has: [claim('papers', '5Gi')] },
      expected: [],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('volume-shrinks', step)).toEqual(expected);
  });
});
