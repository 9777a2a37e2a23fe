/** A seeded random generator (mulberry32): the same seed gives the same values on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items. @throws RangeError if there is none */
  pick<T>(items: readonly T[]): T {
    const [item] = items.slice(this.below(items.length)).slice(0, 1);
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** Up to `count` different items, in their order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const indices = new Set<number>();
    while (indices.size < Math.min(count, items.length)) indices.add(this.below(items.length));
    return items.filter((_, index) => indices.has(index));
  }
}
