import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { stepFindings } from './steps.ts';

type Offboarding = NonNullable<TenantSpec['offboarding']>;

const leaving = (change: Partial<Offboarding> = {}): Partial<TenantSpec> => ({
  lifecycle: 'offboarding',
  offboarding: { reason: 'The contract ended.', retainUntil: '2026-06-30', ...change },
});
const recorded = (finalBackup: string | undefined, deletesData: boolean) => ({
  lifecycle: 'offboarding',
  offboarding: { retainUntil: '2026-06-30', deletesData, ...(finalBackup !== undefined && { finalBackup }) },
});
const kept = recorded('wanted', false);
const going = recorded('confirmed', true);

function step(record: object | undefined, change: Partial<TenantSpec>): readonly (readonly [string, string])[] {
  return stepFindings('lifecycle-step', {
    record: record === undefined ? null : { version: 1, ...record },
    after: (spec) => void Object.assign(spec, change),
  });
}

describe('the step to another state', () => {
  it.each([
    ['a new tenant', undefined, {}],
    ['stopped', { lifecycle: 'active' }, { lifecycle: 'suspended' }],
    ['taken up again', { lifecycle: 'suspended' }, {}],
    ['begins to leave', { lifecycle: 'active' }, leaving()],
    ['leaves without steps', { lifecycle: 'active' }, { lifecycle: 'offboarding' }],
    ['is kept longer', kept, leaving({ retainUntil: '2026-12-31' })],
    ['comes back before its data went', kept, {}],
    ['has its final backup confirmed', kept, leaving({ backupConfirmed: '2026-03-02' })],
    ['keeps its confirmation', recorded('confirmed', false), leaving({ backupConfirmed: '2026-03-02' })],
    ['has its final backup made again', recorded('confirmed', false), leaving()],
    ['leaves without a backup', { lifecycle: 'active' }, leaving({ withoutBackup: 'Invented data.' })],
    ['confirms and asks for the deletion', kept, leaving({ backupConfirmed: '2026-03-02', deleteData: 'acme' })],
    [
      'asks for the deletion of its data',
      recorded('none', false),
      leaving({ withoutBackup: 'No.', deleteData: 'acme' }),
    ],
    ['waits for its deletion', going, leaving({ deleteData: 'acme' })],
  ] as const)('is free: %s', (_, record, change) => {
    expect(step(record, change)).toEqual([]);
  });

  it.each<{ name: string; record: object; change: Partial<TenantSpec>; expected: readonly (readonly string[])[] }>([
    { name: 'a promise kept longer', record: kept, change: leaving({ retainUntil: '2026-12-31' }), expected: [] },
    {
      name: 'everything in one change',
      record: { lifecycle: 'active' },
      change: leaving({ deleteData: 'acme' }),
      expected: [
        [
          '/offboarding/deleteData',
          'deleteData is given in the change that begins the offboarding, must be given in a later one',
        ],
      ],
    },
    {
      name: 'a promise cut short',
      record: kept,
      change: leaving({ retainUntil: '2026-06-29' }),
      expected: [
        [
          '/offboarding/retainUntil',
          'retainUntil is 2026-06-29, must be no earlier than 2026-06-30, which was promised',
        ],
      ],
    },
    {
      name: 'a backup confirmed in the change that asks for it',
      record: { lifecycle: 'active' },
      change: leaving({ backupConfirmed: '2026-03-02' }),
      expected: [
        [
          '/offboarding/backupConfirmed',
          'backupConfirmed is given before a final backup was asked for, must be given in a later change',
        ],
      ],
    },
    ...(['none', undefined] as const).map((finalBackup) => ({
      name: `a backup confirmed that was not made: ${finalBackup ?? 'of an older record'}`,
      record: recorded(finalBackup, false),
      change: leaving({ backupConfirmed: '2026-03-02' }),
      expected: [
        [
          '/offboarding/backupConfirmed',
          'backupConfirmed is given before a final backup was asked for, must be given in a later change',
        ],
      ],
    })),
    {
      name: 'back from a deletion that may have happened',
      record: going,
      change: {},
      expected: [
        [
          '/lifecycle',
          'the tenant takes up its data again after their deletion was asked for, must be removed or stay as it is',
        ],
      ],
    },
  ])('is judged: $name', ({ record, change, expected }) => {
    expect(step(record, change)).toEqual(expected);
  });
});
