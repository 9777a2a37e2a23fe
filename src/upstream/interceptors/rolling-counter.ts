/** Counts events of the last seconds, by second. Time is monotonic milliseconds. */
export class RollingCounter {
  readonly #seconds: number;
  readonly #counts = new Map<number, number>();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Counts one. */
  add(now: number): void {
    // The first of a second drops the seconds that have left the window.
    if (this.currentSecond(now) === 0) this.sum(now);
    this.#counts.set(Math.floor(now / 1000), this.currentSecond(now) + 1);
  }

  /** How many there were within the window that ends now. */
  sum(now: number): number {
    let sum = 0;
    for (const [second, count] of this.#counts) {
      if (second > Math.floor(now / 1000) - this.#seconds) sum += count;
      else this.#counts.delete(second);
    }
    return sum;
  }

  /** How many there were in this second. */
  currentSecond(now: number): number {
    return this.#counts.get(Math.floor(now / 1000)) ?? 0;
  }

  clear(): void {
    this.#counts.clear();
  }
}
