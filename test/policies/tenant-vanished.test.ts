import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type StepCase, stepFindings } from './steps.ts';

const leaving =
  (change: Partial<NonNullable<TenantSpec['offboarding']>> = {}) =>
  (spec: TenantSpec): void => {
    spec.lifecycle = 'offboarding';
    spec.offboarding = { reason: 'The contract ended.', retainUntil: '2026-03-01', ...change };
  };
const gone = 'tenant "acme" is no longer placed on cluster "eu-1", but';

describe('a tenant that is gone', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    {
      name: 'active',
      step: { after: null },
      expected: [['', `${gone} its lifecycle there was "active", must have been "offboarding"`]],
    },
    {
      name: 'suspended',
      step: { before: (spec) => void (spec.lifecycle = 'suspended'), after: null },
      expected: [['', `${gone} its lifecycle there was "suspended", must have been "offboarding"`]],
    },
    {
      name: 'its data kept',
      step: { before: leaving(), after: null },
      expected: [['', `${gone} its data there is kept until 2026-03-01, must be deleted first`]],
    },
    {
      name: 'its deletion asked for before',
      step: { before: leaving({ deleteData: 'acme', withoutBackup: 'Invented data.' }), after: null },
      expected: [],
    },
    {
      name: 'left without steps',
      step: { before: (spec) => void (spec.lifecycle = 'offboarding'), after: null },
      expected: [],
    },
    {
      name: 'a record that allows nothing',
      step: { record: { lifecycle: 7 }, after: null },
      expected: [['', `${gone} its lifecycle there was 7, must have been "offboarding"`]],
    },
    {
      name: 'without a record',
      step: { record: null, after: null },
      expected: [
        [
          '',
          'tenant "acme" is placed on cluster "eu-1" by no spec and has no record (tenant.json) there, must have one with lifecycle "offboarding"',
        ],
      ],
    },
    { name: 'never there', step: { before: null, after: () => {} }, expected: [] },
    { name: 'still there', step: { after: (spec) => void (spec.name = 'Other') }, expected: [] },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('tenant-vanished', step)).toEqual(expected);
  });
});
