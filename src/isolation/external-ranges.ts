/** Splits the world outside of the cluster into the ranges that policies tell apart. */
import { type AddressRange, byFirst, everyAddress } from '../model/address-range.ts';
import type { NetworkPolicy } from './network-policy.ts';

/**
 * Disjoint ranges that cover all addresses, ascending: each lies wholly inside or outside of every block of the policies.
 * IPv6 is part of the world where a policy speaks of it.
 */
export function externalRanges(policies: readonly NetworkPolicy[]): readonly AddressRange[] {
  const blocks = policies.flatMap(({ rules: { ingress = [], egress = [] } }) =>
    [...ingress, ...egress].flatMap(({ peers = [] }) =>
      peers.flatMap((peer) => (peer.kind === 'addresses' ? peer.ranges : [])),
    ),
  );
  return ([4, 6] as const).flatMap((family) => {
    const own = blocks.filter((block) => block.family === family);
    return family === 6 && own.length === 0 ? [] : split(everyAddress[family], own);
  });
}

/** The positions of the ranges that lie in a block. */
export function positionsIn(ranges: readonly AddressRange[], block: AddressRange): readonly number[] {
  // The block starts where one of the ranges does.
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byFirst(ranges[middle]!, block) < 0) low = middle + 1;
    else high = middle;
  }
  const positions: number[] = [];
  for (let at = low; at < ranges.length; at++) {
    const range = ranges[at]!;
    if (range.family !== block.family || range.last > block.last) break;
    positions.push(at);
  }
  return positions;
}

function split(
  { family, first: lowest, last: highest }: AddressRange,
  blocks: readonly AddressRange[],
): readonly AddressRange[] {
  const starts = new Set([lowest]);
  for (const { first, last } of blocks) {
    starts.add(first);
    if (last < highest) starts.add(last + 1n);
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map((first, index) => ({ family, first, last: (sorted[index + 1] ?? highest + 1n) - 1n }));
}
