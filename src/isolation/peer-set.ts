/** Sets of peers: classes of pods by their id, ranges of addresses by their position after those. */

export interface PeerSet {
  /** Ascending. */
  readonly ids: readonly number[];
  has(id: number): boolean;
}

/** @param count how many peers there are. */
export function peerSet(members: Iterable<number>, count: number): PeerSet {
  const ids = [...new Set(members)].sort((a, b) => a - b);
  // A flag for each peer is fastest, but costs memory whether it is set or not.
  if (ids.length * 32 < count) {
    const set = new Set(ids);
    return { ids, has: (id) => set.has(id) };
  }
  const flags = new Uint8Array(count);
  for (const id of ids) flags[id] = 1;
  return { ids, has: (id) => flags[id] === 1 };
}
