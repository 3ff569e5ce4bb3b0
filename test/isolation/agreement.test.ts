/** The evaluator by classes and intervals says the same as the naive one, which knows neither. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parseAddress } from '../../src/model/address-range.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { type Reach, reach } from '../../src/isolation/reach.ts';
import { includes, inventoryOf } from './cluster.ts';
import { type End, naivelyAllows } from './naive.ts';
import { manifestsOf, probedAddresses, probedPorts, randomCluster, type RandomCluster } from './random-cluster.ts';

const modes = ['reference', 'sound'] as const;

describe.each(modes)('reach in mode %s', (mode) => {
  it('agrees with the rules applied pod by pod and port by port', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const inventory = networkInventory(inventoryOf(manifestsOf(cluster)));
        expect(inventory.inconclusive).toEqual([]);
        const result = reach(inventory, { mode });
        const conns = new Map(Array.from(result.rows(), ({ src, dst, conn }) => [`${src} ${dst}`, conn]));
        const ends = endsOf(cluster, result);
        for (const [from, source] of ends) {
          for (const [to, target] of ends) {
            if (from === to || (Array.isArray(source) && Array.isArray(target))) continue;
            for (const protocol of ['TCP', 'UDP', 'SCTP']) {
              for (const port of probedPorts) {
                const wire = { from: source, to: target, protocol, port };
                const expected = naivelyAllows(cluster.policies, wire, mode);
                const found = includes(conns.get(`${from} ${to}`), protocol, port);
                if (found !== expected) expect({ from, to, protocol, port, found }).toEqual({ found: expected });
              }
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

/** By the name that rows have for it. Of several probes in one range the last stands for it; others are other runs' work. */
function endsOf({ pods }: RandomCluster, { peers }: Reach): ReadonlyMap<string, End> {
  const ends = new Map<string, End>(pods.map((pod, at) => [`${pod.namespace}/p${at}[Pod]`, pod]));
  for (const text of probedAddresses) {
    const address = parseAddress(text)!;
    const peer = peers.find(({ range }) => range && contains(range, address));
    if (peer) ends.set(peer.name, text.split('.').map(Number));
  }
  return ends;
}
