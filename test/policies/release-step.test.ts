import { describe, expect, it } from 'vitest';
import type { ReleaseSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { stepFindings } from './steps.ts';

type Found = readonly (readonly [pointer: string, message: string])[];

/** A fleet with releases `a` and `b`, of which its only ring runs one. */
const running =
  (release: string, releases: Readonly<Record<'a' | 'b', Partial<ReleaseSpec>>>) =>
  (documents: FleetDocuments): void => {
    const [first] = Object.values(documents.releases);
    documents.releases = { a: { ...first!, ...releases.a }, b: { ...first!, ...releases.b } };
    documents.rings = [{ name: 'stable', release }];
  };

function step(from: 'a' | 'b', to: 'a' | 'b', releases: Readonly<Record<'a' | 'b', Partial<ReleaseSpec>>>): Found {
  return stepFindings('release-step', { fleetBefore: running(from, releases), fleet: running(to, releases) });
}

const refused = (from: string, to: string): Found => [
  ['/ring', `release is "${to}", must be one that can be reached from "${from}", which the tenant runs`],
];

describe('the step to another release', () => {
  it.each<{ name: string; found: Found; expected: Found }>([
    { name: 'the same release', found: step('a', 'a', { a: {}, b: {} }), expected: [] },
    { name: 'one that knows the way', found: step('a', 'b', { a: {}, b: { upgradeableFrom: ['a'] } }), expected: [] },
    { name: 'one that does not', found: step('a', 'b', { a: {}, b: {} }), expected: refused('a', 'b') },
    { name: 'back to one that was never left', found: step('b', 'a', { a: {}, b: {} }), expected: refused('b', 'a') },
    {
      name: 'back on the way that it came, which another policy judges',
      found: step('b', 'a', { a: {}, b: { upgradeableFrom: ['a'], reversibility: 'one-way' } }),
      expected: [],
    },
    {
      name: 'by a pin',
      found: stepFindings('release-step', {
        fleet: running('a', { a: {}, b: {} }),
        after: (spec) => void (spec.pin = { release: 'b', until: '2026-12-31', reason: 'Proving it.' }),
        before: () => {},
      }),
      expected: [['/pin/release', refused('a', 'b')[0]![1]]],
    },
  ])('is judged: $name', ({ found, expected }) => {
    expect(found).toEqual(expected);
  });

  it('is free for a tenant without a record', () => {
    const fleet = running('b', { a: {}, b: {} });
    expect(stepFindings('release-step', { record: null, fleetBefore: running('a', { a: {}, b: {} }), fleet })).toEqual(
      [],
    );
  });
});
