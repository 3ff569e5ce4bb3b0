import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, describeRange, overlap, parseAddress, parseCidr, without } from '../../src/model/address-range.ts';

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
});
