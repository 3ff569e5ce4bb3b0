import { describe, expect, it } from 'vitest';
import { closesChannel } from '../../src/policies/channels.ts';
import { policies } from '../../src/policies/index.ts';
import { commercial, today } from '../run/fleet-folder.ts';
import { dataMutants } from './data-mutants.ts';
import { identityMutants } from './identity-mutants.ts';
import { cleanFleet, foundIn, type Mutant, planted } from './mutants.ts';
import { networkMutants } from './network-mutants.ts';
import { podMutants } from './pod-mutants.ts';

const clean = cleanFleet(commercial, today);
const mutants = [...networkMutants, ...podMutants, ...identityMutants, ...dataMutants];
const seeds = [11, 222, 3333];

/** Those on which the proof rests. */
const proving = new Set(
  policies
    .filter(({ id, family }) => closesChannel(id) || family === 'fleet' || family === 'isolation')
    .map(({ id }) => id),
);

/** Of each seed the policies that find the fault. */
function found(mutant: Mutant): readonly ReadonlySet<string>[] {
  return seeds.map((seed) => foundIn(clean, planted(clean, mutant, seed)));
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

  it.each(mutants.filter(({ awaits }) => awaits === undefined))('is found by $finds: $kind', (mutant) => {
    for (const policy of found(mutant)) expect([...policy]).toEqual(expect.arrayContaining([...mutant.finds]));
    expect(mutant.finds.filter((policy) => proving.has(policy))).not.toEqual([]);
  });

  // A policy that learns to find one moves it to the others.
  it.each(mutants.filter(({ awaits }) => awaits !== undefined))('waits for a policy: $kind ($awaits)', (mutant) => {
    expect(found(mutant).flatMap((policy) => [...policy])).toEqual([]);
    expect(mutant.finds).toEqual([]);
  });

  it('is found when a tenant stands on the cluster of another', () => {
    const [stack] = clean.stacks.filter(({ tenant }) => tenant.spec.id === 'kite-demo');
    const cluster = clean.fleet.clusters.get('us-east-bayview')!;
    const moved = { ...stack!, tenant: { ...stack!.tenant, cluster } };
    expect([...foundIn(clean, new Map([[stack!, moved]]))]).toContain('nodes-between-tenants');
  });
});
