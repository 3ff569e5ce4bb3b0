import { describe, expect, it } from 'vitest';
import type { Change } from './rendered-stack.ts';
import { type StepCase, stepFindings } from './steps.ts';

const store = (at: string, value?: string): Change => ({
  object: 'ObjectStore backups',
  at,
  ...(value !== undefined && { value }),
});
const retention = '/spec/retentionPolicy';
const place = '/spec/configuration/destinationPath';

describe('backups', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'of an unrelated change', step: { after: (spec) => void (spec.plan = 'large') }, expected: [] },
    {
      name: 'kept longer',
      step: { had: [store(retention, '4w')], has: [store(retention, '2m')] },
      expected: [],
    },
    {
      name: 'kept for a shorter time',
      step: { had: [store(retention, '1m')], has: [store(retention, '4w')] },
      expected: [
        [`ObjectStore backups ${retention}`, 'backups are kept for 4w, must be kept for 1m as those that there are'],
      ],
    },
    {
      name: 'kept for a shorter time than for ever',
      step: { had: [store(retention, '1m')], has: [store(retention)] },
      expected: [],
    },
    {
      name: 'of files, kept for a shorter time',
      step: {
        before: (spec) => void (spec.backup = { retentionDays: 40 }),
        after: (spec) => void (spec.backup = { retentionDays: 30 }),
      },
      expected: [
        [
          'CronJob filestore-backup /spec/jobTemplate/spec/template/spec/containers/0/env/8/value',
          'backups are kept for 32 days, must be kept for 42 days as those that there are',
        ],
        [
          'ObjectStore backups /spec/retentionPolicy',
          'backups are kept for 30d, must be kept for 40d as those that there are',
        ],
      ],
    },
    {
      name: 'in another place',
      step: { has: [store(place, 's3://other/acme/database')] },
      expected: [
        [
          `ObjectStore backups ${place}`,
          'backups are in "s3://other/acme/database", must stay in "s3://backups/acme/database", where the older ones are',
        ],
      ],
    },
    {
      name: 'removed while the tenant is active',
      step: {
        has: [
          { object: 'ScheduledBackup', at: '' },
          { object: 'ObjectStore', at: '' },
        ],
      },
      expected: [
        ['ObjectStore backups', 'the backup is removed, must stay as long as the tenant is active'],
        ['ScheduledBackup database', 'the backup is removed, must stay as long as the tenant is active'],
      ],
    },
    {
      name: 'of a new generation, restored',
      step: {
        before: () => {},
        after: (spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } }),
      },
      expected: [],
    },
    {
      name: 'of a tenant that leaves',
      step: {
        after: (spec) => {
          spec.lifecycle = 'offboarding';
          spec.offboarding = { reason: 'The contract ended.', retainUntil: '2026-06-30' };
        },
      },
      expected: [],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('backups-kept', step)).toEqual(expected);
  });
});
