/** Counts events of the last seconds, by second. Time is monotonic milliseconds. */
export class RollingCounter {
  readonly #seconds: number;
  readonly #counts = new Map<number, number>();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Counts one. */
  add(now: number): void {
    const second = Math.floor(now / 1000);
    this.#forget(second);
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + 1);
  }

  /** How many there were within the window that ends now. */
  sum(now: number): number {
    this.#forget(Math.floor(now / 1000));
    let sum = 0;
    for (const count of this.#counts.values()) sum += count;
    return sum;
  }

  /** How many there were in this second. */
  currentSecond(now: number): number {
    return this.#counts.get(Math.floor(now / 1000)) ?? 0;
  }

  clear(): void {
    this.#counts.clear();
  }

  #forget(second: number): void {
    for (const counted of this.#counts.keys()) {
      if (counted <= second - this.#seconds) this.#counts.delete(counted);
    }
  }
}
