import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type StepCase, stepFindings } from './steps.ts';

const prune = 'kustomize.toolkit.fluxcd.io/prune';
const pruneAt = '/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune';
const missing = `annotation ${prune} is missing, must stay "disabled"`;
const removed = 'the object is removed, must stay: it holds data whose deletion nobody asked for';

const leaving = (deleteData?: string) => (spec: TenantSpec) => {
  spec.lifecycle = 'offboarding';
  spec.offboarding = {
    reason: 'The contract ended.',
    retainUntil: '2026-03-01',
    withoutBackup: 'Invented data.',
    ...(deleteData !== undefined && { deleteData }),
  };
};

describe('guards of data', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'that stay', step: { after: (spec) => void (spec.plan = 'large') }, expected: [] },
    {
      name: 'taken away',
      step: {
        has: [
          { object: 'Cluster database', at: pruneAt },
          { object: 'PersistentVolumeClaim odoo-filestore', at: pruneAt, value: 'enabled' },
        ],
      },
      expected: [
        ['Cluster database /metadata/annotations', missing],
        [
          'PersistentVolumeClaim odoo-filestore /metadata/annotations',
          `annotation ${prune} is "enabled", must stay "disabled"`,
        ],
      ],
    },
    {
      name: 'of the layers',
      step: {
        has: [
          { object: 'Kustomization tenant-acme-data', at: '/spec/prune', value: true },
          { object: 'Kustomization tenant-acme-data', at: '/spec/deletionPolicy', value: 'Delete' },
        ],
      },
      expected: [
        ['Kustomization tenant-acme-data /spec/prune', 'prune is true, must stay false'],
        ['Kustomization tenant-acme-data /spec/deletionPolicy', 'deletionPolicy is "Delete", must stay "Orphan"'],
      ],
    },
    {
      name: 'with the objects themselves',
      step: {
        has: [
          { object: 'Cluster database', at: '' },
          { object: 'PersistentVolumeClaim odoo-filestore', at: '' },
          { object: 'Namespace tenant-acme', at: '' },
        ],
      },
      expected: [
        ['Namespace tenant-acme', removed],
        ['Cluster database', removed],
        ['PersistentVolumeClaim odoo-filestore', removed],
      ],
    },
    {
      name: 'of the server of an older generation',
      step: { after: (spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } }) },
      expected: [],
    },
    {
      name: 'of a tenant whose deletion was asked for',
      step: { before: leaving(), after: leaving('acme') },
      expected: [],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('data-guards', step)).toEqual(expected);
  });
});
