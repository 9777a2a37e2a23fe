/** Numbers that one integer decides: the same seed always throws the same dice. */
export interface Dice {
  /** A whole number from 0 to `bound - 1`; `bound` is at least 1. */
  below(bound: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of the items. Throws a RangeError when there are none. */
  pick<Item>(items: readonly Item[]): Item;
}

/**
 * Dice for a seed (any integer; only its low 32 bits count). The sequence is part of the stored data's meaning: a media
 * keeps its seed, not its bytes, so changing this function changes every generated file. Never fails.
 */
export function diceOf(seed: number): Dice {
  let state = mix(seed | 0);
  // The generator known as mulberry32: 32 bits of state, good enough here, and fast.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (bound: number): number => next() % bound;
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (items) => {
      const item = items[below(Math.max(1, items.length))];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

/** A seed of its own for the n-th thing of a parent: a positive integer below 2^31, the same for the same pair. */
export function childSeed(seed: number, ordinal: number): number {
  return mix(Math.imul(seed | 0, 0x9e3779b1) ^ mix(ordinal + 1)) & 0x7fffffff;
}

/** Spreads neighbouring integers far apart, so that the seeds 1, 2, 3 give different results. */
function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return bits ^ (bits >>> 15);
}
