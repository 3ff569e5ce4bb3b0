/** Finds the tenants that claim something of each other. */
import type { Contests } from './tenant-memory.ts';

const several = -1;

/** Places in the list. Linear in what is claimed. */
export function contestedTenants(tenants: readonly Contests[]): ReadonlySet<number> {
  const takers = new Map<number, number>();
  const contested = new Set<number>();
  for (const [index, { takes }] of tenants.entries()) {
    for (let at = 0; at < takes.length; at += 1) {
      const first = takers.get(takes[at]!);
      if (first === undefined) takers.set(takes[at]!, index);
      else if (first !== index) {
        contested.add(index);
        if (first !== several) contested.add(first);
        takers.set(takes[at]!, several);
      }
    }
  }
  for (const [index, { meets }] of tenants.entries()) {
    for (let at = 0; at < meets.length; at += 1) {
      const taker = takers.get(meets[at]!);
      if (taker === undefined || taker === index) continue;
      contested.add(index);
      if (taker !== several) contested.add(taker);
    }
  }
  return contested;
}
