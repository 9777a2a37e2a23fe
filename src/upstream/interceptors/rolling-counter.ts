/** Counts of the last seconds, for what is judged by its recent past: how many calls, how many of them failed. */

/** Adds up what was noted within the last so many seconds, a second at a time. Time is monotonic milliseconds. */
export class RollingCounter {
  readonly #seconds: number;
  /** By second, only those that still count. */
  readonly #counts = new Map<number, number>();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Notes one. */
  add(now: number): void {
    const second = Math.floor(now / 1000);
    this.#forget(second);
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + 1);
  }

  /** How many were noted within the window that ends now. */
  sum(now: number): number {
    this.#forget(Math.floor(now / 1000));
    let sum = 0;
    for (const count of this.#counts.values()) sum += count;
    return sum;
  }

  /** How many were noted in the second that runs. */
  lately(now: number): number {
    return this.#counts.get(Math.floor(now / 1000)) ?? 0;
  }

  /** Begins anew. */
  clear(): void {
    this.#counts.clear();
  }

  #forget(second: number): void {
    for (const noted of this.#counts.keys()) {
      if (noted <= second - this.#seconds) this.#counts.delete(noted);
    }
  }
}
