/** Pseudo-random numbers for generated fleets. */

export interface Random {
  /** Next number, from 0 up to but without 1. */
  next(): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

/** Pseudo-random numbers that a seed decides (mulberry32): the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)]!,
  };
}
