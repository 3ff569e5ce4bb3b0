import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allPorts,
  describePorts,
  intersect,
  isEmpty,
  noPorts,
  portsOf,
  type PortSet,
  protocols,
  unite,
} from '../../src/isolation/port-set.ts';

const interval = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4 }));
const sets = fc
  .array(fc.tuple(fc.constantFrom(...protocols), interval), { maxLength: 5 })
  .map((parts) =>
    parts.reduce((set, [protocol, [first, more]]) => unite(set, portsOf(protocol, first, first + more)), noPorts),
  );

function membersOf(set: PortSet): string[] {
  return protocols.flatMap((protocol) =>
    set[protocol].flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, at) => `${protocol} ${first + at}`),
    ),
  );
}

describe('sets of ports', () => {
  it('unite and intersect as sets do, and are written in one way only', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const own = new Set(membersOf(a));
        const other = new Set(membersOf(b));
        const union = unite(a, b);
        expect(new Set(membersOf(union))).toEqual(own.union(other));
        expect(new Set(membersOf(intersect(a, b)))).toEqual(own.intersection(other));
        expect(isEmpty(intersect(a, b))).toBe(own.isDisjointFrom(other));
        expect(unite(b, a)).toEqual(union);
        for (const protocol of protocols) {
          // Ascending, disjoint, and with a gap between.
          const ends = union[protocol].flat();
          expect(ends).toEqual(ends.toSorted((one, two) => one - two));
          for (const [at, [first]] of union[protocol].entries()) {
            if (at > 0) expect(first).toBeGreaterThan(union[protocol][at - 1]![1] + 1);
          }
        }
      }),
    );
  });

  it.each([
    [noPorts, 'No Connections'],
    [allPorts, 'All Connections'],
    [portsOf('TCP', 1, 65_535), 'TCP 1-65535'],
    [unite(portsOf('UDP', 53, 53), unite(portsOf('TCP', 443, 443), portsOf('TCP', 80, 80))), 'TCP 80,443,UDP 53'],
    [unite(portsOf('TCP', 8000, 8050), portsOf('TCP', 8051, 8100)), 'TCP 8000-8100'],
    [protocols.reduce((set, protocol) => unite(set, portsOf(protocol, 1, 65_535)), noPorts), 'All Connections'],
  ])('are written as text: $1', (set, text) => {
    expect(describePorts(set)).toBe(text);
  });
});
