import { describe, expect, it } from 'vitest';
import type { FleetDocuments } from '../minimal-tenant.ts';
import type { Change } from './rendered-stack.ts';
import { type StepCase, stepFindings } from './steps.ts';

const classes =
  (database: string, filestore: string) =>
  ({ clusters }: FleetDocuments): void => {
    clusters[0]!.storage.database.className = database;
    clusters[0]!.storage.filestore.className = filestore;
  };

const claim = (storageClassName: string): Change => ({
  object: 'ConfigMap odoo-config',
  at: '',
  value: {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'reports', namespace: 'tenant-acme' },
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
});

describe('storage classes', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'that stay', step: { after: (spec) => void (spec.plan = 'large') }, expected: [] },
    {
      name: 'of the cluster, changed',
      step: { fleetBefore: classes('block', 'shared'), fleet: classes('fast', 'nfs') },
      expected: [
        [
          '/placement/cluster',
          'the storage class of the database on cluster eu-1 is fast, must be block, on which the volume is',
        ],
        [
          '/placement/cluster',
          'the storage class of the files on cluster eu-1 is nfs, must be shared, on which the volume is',
        ],
      ],
    },
    {
      name: 'of the cluster, changed with a new generation of the database',
      step: {
        fleetBefore: classes('block', 'shared'),
        fleet: classes('fast', 'shared'),
        before: () => {},
        after: (spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } }),
      },
      expected: [],
    },
    {
      name: 'of a claim that no record tells of',
      step: { had: [claim('block')], has: [claim('fast')] },
      expected: [
        [
          'PersistentVolumeClaim reports /spec/storageClassName',
          'the storage class is "fast", must be "block", on which the volume is',
        ],
      ],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('storage-class-changes', step)).toEqual(expected);
  });
});
