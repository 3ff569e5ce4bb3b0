import { describe, expect, it } from 'vitest';
import type { ReleaseSpec, TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { stepFindings } from './steps.ts';

type Reversibility = ReleaseSpec['reversibility'];
type Found = readonly (readonly [pointer: string, message: string])[];

/** A fleet whose ring runs `release`; `b` follows `a`. */
const running =
  (release: 'a' | 'b', reversibility: Reversibility, back: readonly string[] = []) =>
  (documents: FleetDocuments): void => {
    const [first] = Object.values(documents.releases);
    documents.releases = {
      a: { ...first!, upgradeableFrom: [...back] },
      b: { ...first!, upgradeableFrom: ['a'], reversibility },
    };
    documents.rings = [{ name: 'stable', release }];
  };

function revert(
  reversibility: Reversibility,
  after: (spec: TenantSpec) => void = () => {},
  back: string[] = [],
): Found {
  return stepFindings('release-revert', {
    before: () => {},
    after,
    fleetBefore: running('b', reversibility, back),
    fleet: running('a', reversibility, back),
  });
}

const restored =
  (generation: number, time?: string) =>
  (spec: TenantSpec): void =>
    void (spec.database = { generation, restoreFrom: { generation: 1, ...(time !== undefined && { time }) } });

const refused = (reversibility: Reversibility): Found => [
  [
    '/ring',
    `release is "a", which cannot run on the database that "b" migrated (${reversibility}), must come with a new generation restored to a moment before that`,
  ],
];

describe('taking a release back', () => {
  it.each<{ name: string; found: Found; expected: Found }>([
    { name: 'over a reversible step', found: revert('reversible'), expected: [] },
    { name: 'over a restorable step', found: revert('restorable'), expected: [...refused('restorable')] },
    { name: 'over a one-way step', found: revert('one-way'), expected: refused('one-way') },
    {
      name: 'with the database of a moment before',
      found: revert('one-way', restored(2, '2026-02-01T03:00:00Z')),
      expected: [],
    },
    {
      name: 'with the newest state, which is one after the step',
      found: revert('restorable', restored(2)),
      expected: refused('restorable'),
    },
    {
      name: 'with a source that makes nothing in the present generation',
      found: revert('restorable', restored(1, '2026-02-01T03:00:00Z')),
      expected: refused('restorable'),
    },
    { name: 'when the old one knows the way', found: revert('one-way', () => {}, ['b']), expected: [] },
    {
      name: 'forward is no way back',
      found: stepFindings('release-revert', {
        fleetBefore: running('a', 'one-way'),
        fleet: running('b', 'one-way'),
      }),
      expected: [],
    },
  ])('$name', ({ found, expected }) => {
    expect(found).toEqual(expected);
  });
});
