/** A step of a real tenant that each policy of steps refuses. */
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import type { StepCase } from './steps.ts';

export interface StepSeed {
  readonly step: StepCase;
  /** Where the policy must report, as `stepFindings` tells it. */
  readonly at: readonly string[];
  /** Other policies that rightly report the same step. */
  readonly also?: readonly string[];
}

const releases =
  (running: string, upgradeableFrom: readonly string[]) =>
  (documents: FleetDocuments): void => {
    const [first] = Object.values(documents.releases);
    documents.releases = {
      a: { ...first!, upgradeableFrom: [] },
      b: { ...first!, upgradeableFrom: [...upgradeableFrom], reversibility: 'one-way' },
    };
    documents.rings = [{ name: 'stable', release: running }];
  };

const leaving = (change: Partial<NonNullable<TenantSpec['offboarding']>>) => (spec: TenantSpec) => {
  spec.lifecycle = 'offboarding';
  spec.offboarding = {
    reason: 'The contract ended.',
    retainUntil: '2026-06-30',
    withoutBackup: 'Invented data.',
    ...change,
  };
};

/** By policy. */
export const stepSeeds: Readonly<Record<string, StepSeed>> = {
  'backups-kept': {
    step: { has: [{ object: 'ObjectStore backups', at: '/spec/retentionPolicy', value: '1d' }] },
    at: ['ObjectStore backups /spec/retentionPolicy'],
  },
  'data-guards': {
    step: {
      has: [
        {
          object: 'Cluster database',
          at: '/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune',
          value: 'enabled',
        },
      ],
    },
    at: ['Cluster database /metadata/annotations'],
  },
  'data-step': {
    step: { before: () => {}, after: (spec) => void (spec.database = { generation: 2 }) },
    at: ['/database/generation'],
  },
  'database-renamed': {
    step: { has: [{ object: 'Cluster database', at: '/spec/bootstrap/initdb/database', value: 'other' }] },
    at: ['Cluster database /spec/bootstrap/initdb/database'],
  },
  'fixed-fields': {
    step: {
      has: [
        {
          object: 'Deployment odoo-web',
          at: '/spec/selector/matchLabels/app.kubernetes.io~1component',
          value: 'other',
        },
      ],
    },
    at: ['Deployment odoo-web /spec/selector/matchLabels/app.kubernetes.io~1component'],
  },
  'foreign-change': {
    step: { has: [{ object: 'Deployment odoo-web', at: '/spec/replicas', value: 7 }], cause: 'none' },
    at: ['Deployment odoo-web'],
  },
  'lifecycle-step': {
    step: { before: leaving({}), after: leaving({ retainUntil: '2026-06-29' }) },
    at: ['/offboarding/retainUntil'],
  },
  'release-revert': { step: { fleetBefore: releases('b', ['a']), fleet: releases('a', ['a']) }, at: ['/ring'] },
  'release-step': { step: { fleetBefore: releases('a', []), fleet: releases('b', []) }, at: ['/ring'] },
  'storage-class-changes': {
    step: { fleet: ({ clusters }) => void (clusters[0]!.storage.database.className = 'fast'), fleetBefore: () => {} },
    at: ['/placement/cluster'],
  },
  'tenant-vanished': { step: { after: null }, at: [''] },
  'volume-shrinks': {
    step: {
      before: (spec) => void (spec.database = { storageGiB: 100 }),
      after: (spec) => void (spec.database = { storageGiB: 99 }),
    },
    at: ['/database/storageGiB'],
  },
};
