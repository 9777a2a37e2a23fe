/** Chance that can be repeated: the same seed gives the same rolls. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below `most`. */
  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of them. @throws RangeError if there is none */
  pick<T>(from: readonly T[]): T {
    const [one] = from.slice(this.below(from.length)).slice(0, 1);
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  /** So many of them, each once, in their order. */
  some<T>(from: readonly T[], count: number): T[] {
    const places = new Set<number>();
    while (places.size < Math.min(count, from.length)) places.add(this.below(from.length));
    return from.filter((_, at) => places.has(at));
  }
}
