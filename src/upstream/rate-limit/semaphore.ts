/**
 * How many calls of all callers together may be under way, and whose turn is next. Each caller stands in line at most once,
 * so nobody waits behind more than one call of anybody else, however many that one has.
 */
export class Semaphore {
  readonly #most: number;
  readonly #line: (() => void)[] = [];
  #underWay = 0;

  /** @param most calls under way at once */
  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when it is the caller's turn. Whoever enters must leave. */
  acquire(): Promise<void> {
    if (this.#underWay < this.#most) {
      this.#underWay += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#line.push(resolve));
  }

  /** A call is over, or its turn was not needed: it is handed on. */
  release(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#underWay -= 1;
    else next();
  }
}
