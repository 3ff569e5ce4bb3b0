import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lines, policy } from './cluster.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { reach } from '../../src/isolation/reach.ts';
import { inventoryOf, includes } from './cluster.ts';
import { manifestsOf, probedPorts, randomCluster, randomPolicy } from './random-cluster.ts';
import type { JsonObject } from '../../src/model/manifest.ts';

const modes = fc.constantFrom('reference' as const, 'sound' as const);

function connsOf(manifests: readonly JsonObject[], mode: 'reference' | 'sound'): ReadonlyMap<string, string> {
  const rows = reach(networkInventory(inventoryOf(manifests)), { mode }).rows({
    from: ({ range }) => range === undefined,
    to: ({ range }) => range === undefined,
  });
  return new Map(Array.from(rows, ({ src, dst, conn }) => [`${src} ${dst}`, conn]));
}

describe('reach', () => {
  it('never reaches less with one more policy for pods that are isolated already', () => {
    fc.assert(
      fc.property(randomCluster, randomPolicy, modes, (cluster, added, mode) => {
        const closed = ['x', 'y', 'z'].map((name) => policy(`${name}/deny`, { policyTypes: ['Ingress', 'Egress'] }));
        const manifests = [...manifestsOf(cluster), ...closed];
        const after = connsOf(
          [...manifests, policy(`${added.namespace}/more`, added.spec as unknown as JsonObject)],
          mode,
        );
        for (const [pair, conn] of connsOf(manifests, mode)) {
          for (const protocol of ['TCP', 'UDP', 'SCTP']) {
            for (const port of probedPorts) {
              if (includes(conn, protocol, port)) expect(includes(after.get(pair), protocol, port)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('neither reaches nor leaves a namespace that denies by default and allows nothing', () => {
    fc.assert(
      fc.property(randomCluster, modes, (cluster, mode) => {
        const pods = cluster.pods.map((pod) => Object.assign({}, pod, { hostNetwork: false }));
        const policies = cluster.policies.filter(({ namespace }) => namespace !== 'x');
        const deny = policy('x/deny', { policyTypes: ['Ingress', 'Egress'] });
        const found = lines([...manifestsOf({ pods, policies }), deny], { mode });
        expect(found.filter((line) => /(?:^| => )x\//.test(line))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('reaches in the sound mode at least what it reaches in the other', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const sound = connsOf(manifestsOf(cluster), 'sound');
        for (const [pair, conn] of connsOf(manifestsOf(cluster), 'reference')) {
          for (const port of probedPorts) {
            if (includes(conn, 'TCP', port)) expect(includes(sound.get(pair), 'TCP', port)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('does not depend on the order of the manifests', () => {
    fc.assert(
      fc.property(randomCluster, modes, (cluster, mode) => {
        const manifests = manifestsOf(cluster);
        expect(lines(manifests.toReversed(), { mode })).toEqual(lines(manifests, { mode }));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
