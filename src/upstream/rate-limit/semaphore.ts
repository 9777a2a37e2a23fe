/**
 * Limits the calls in flight of all callers together. Each caller waits with one call at a time, so no caller waits behind
 * more than one call of another.
 */
export class Semaphore {
  readonly #permits: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(permits: number) {
    this.#permits = permits;
  }

  /** Resolves when there is a permit, which must be released. */
  acquire(): Promise<void> {
    if (this.#taken < this.#permits) {
      this.#taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Passes a permit to the next that waits. */
  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
