import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { externalRanges, positionsIn } from '../../src/isolation/external-ranges.ts';
import { readNetworkPolicy } from '../../src/isolation/network-policy.ts';
import { contains, overlap, parseCidr } from '../../src/model/address-range.ts';
import { inventoryOf, policy } from './cluster.ts';

describe('ranges of the world', () => {
  const cidr = fc
    .record({ number: fc.nat(0xff), bits: fc.integer({ min: 0, max: 32 }) })
    .map(({ number, bits }) => `10.0.0.${number}/${bits}`);

  it('are disjoint, complete, and each inside or outside of every block', () => {
    fc.assert(
      fc.property(fc.array(cidr, { minLength: 1, maxLength: 5 }), (cidrs) => {
        const [object] = inventoryOf([
          policy('x/p', { ingress: [{ from: cidrs.map((one) => ({ ipBlock: { cidr: one } })) }] }),
        ]);
        const ranges = externalRanges([readNetworkPolicy(object!, 'x', 'p')]);
        expect(ranges[0]?.first).toBe(0n);
        expect(ranges.at(-1)?.last).toBe(0xffff_ffffn);
        for (const [at, range] of ranges.entries()) if (at > 0) expect(range.first).toBe(ranges[at - 1]!.last + 1n);
        for (const one of cidrs) {
          const block = parseCidr(one)!;
          const inside = ranges.flatMap((range, at) => (contains(block, range) ? [at] : []));
          expect(ranges.flatMap((range, at) => (overlap(block, range) ? [at] : []))).toEqual(inside);
          expect(positionsIn(ranges, block)).toEqual(inside);
        }
      }),
    );
  });
});
