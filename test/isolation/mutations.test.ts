import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/model/isolation.ts';
import { closesChannel } from '../../src/policies/channels.ts';
import { policies } from '../../src/policies/index.ts';
import { commercial, today } from '../run/fleet-folder.ts';
import { mutants } from './mutants/index.ts';
import { cleanFleet, foundIn, type Mutant, planted } from './mutants/plant.ts';

const clean = cleanFleet(commercial, today);
const seeds = [11, 222, 3333];

/** Those on which the proof rests. */
const proving = new Set(
  policies
    .filter(({ id, family }) => closesChannel(id) || family === 'fleet' || family === 'isolation')
    .map(({ id }) => id),
);

/** Of each seed the policies, of those that are asked, which find the fault. */
function found(mutant: Mutant, asked: readonly Policy[]): readonly (readonly string[])[] {
  return seeds.map((seed) => [...foundIn(clean, planted(clean, mutant, seed), asked)].toSorted());
}

describe('a fault of isolation', () => {
  it('is not in the fleet before', () => {
    expect([...foundIn(clean, new Map(clean.stacks.map((stack) => [stack, stack])))]).toEqual([]);
  });

  it('is of its own kind', () => {
    const kinds = mutants.map(({ kind }) => kind);
    expect(kinds).toEqual([...new Set(kinds)]);
    expect(kinds.length).toBeGreaterThan(150);
  });

  it.each(mutants)('is found by $finds: $kind', (mutant) => {
    const asked = policies.filter(({ id }) => mutant.finds.includes(id));
    expect(found(mutant, asked)).toEqual(seeds.map(() => mutant.finds.toSorted()));
    expect(mutant.finds.filter((policy) => proving.has(policy))).not.toEqual([]);
  });

  it('is found when a tenant stands on the cluster of another', () => {
    const stack = clean.stacks.find(({ tenant }) => tenant.spec.id === 'kite-demo')!;
    const cluster = clean.fleet.clusters.get('us-east-bayview')!;
    const moved = { ...stack, tenant: { ...stack.tenant, cluster } };
    expect([...foundIn(clean, new Map([[stack, moved]]))]).toContain('nodes-between-tenants');
  });
});
