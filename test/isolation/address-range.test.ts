import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  describeRange,
  overlap,
  parseAddress,
  parseCidr,
  without,
} from '../../src/isolation/address-range.ts';
import { externalRanges, positionsIn } from '../../src/isolation/external-ranges.ts';
import { readNetworkPolicy } from '../../src/isolation/network-policy.ts';
import { inventoryOf, policy } from './cluster.ts';

describe('ranges of addresses', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255'],
    ['10.1.2.3/8', '10.0.0.0-10.255.255.255'],
    ['10.1.2.3/32', '10.1.2.3-10.1.2.3'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
    ['::/0', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db8::1/127', '2001:db8::-2001:db8::1'],
  ])('of the CIDR %s are %s', (cidr, range) => {
    expect(describeRange(parseCidr(cidr)!)).toBe(range);
  });

  it.each([
    '10.0.0',
    '1e1.0.0.0',
    '0x0a.0.0.0',
    '010.0.0.1',
    '256.0.0.0',
    '::ffff:1.2.3.4',
    'fe80::1%eth0',
    ' ::1',
    '',
  ])('refuse the address %j, which readers understand differently', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  const cidr = fc
    .record({ number: fc.nat(0xff), bits: fc.integer({ min: 0, max: 32 }) })
    .map(({ number, bits }) => `10.0.0.${number}/${bits}`);

  it('without others cover exactly what those do not', () => {
    fc.assert(
      fc.property(cidr, fc.array(cidr, { maxLength: 4 }), fc.nat(0xff), (whole, holes, number) => {
        const address = parseAddress(`10.0.0.${number}`)!;
        const ranges = holes.map((hole) => parseCidr(hole)!);
        const left = without(parseCidr(whole)!, ranges);
        const expected = overlap(parseCidr(whole)!, address) && !ranges.some((hole) => overlap(hole, address));
        expect(left.filter((range) => contains(range, address)).length).toBe(expected ? 1 : 0);
      }),
    );
  });

  it('of the world are disjoint, complete, and each inside or outside of every block', () => {
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
