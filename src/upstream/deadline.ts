/** The time of one try: ends it when its own time is up, when the operation's is, or when the client leaves. */

/** Why a try was ended. */
export type LimitReached = 'timeout' | 'cancelled';

/** What is thrown when the limit is reached. Says nothing by itself: see `reached`. */
class LimitSignal extends Error {}

/** One try's limit. `clear` must be called in the end, or its timer and its listener stay. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #scope: AbortSignal;
  #until: number;
  #timer: NodeJS.Timeout;
  #reached: LimitReached | null = null;

  /** @param until epoch milliseconds @param scope aborted when the client leaves */
  constructor(until: number, scope: AbortSignal) {
    this.#until = until;
    this.#scope = scope;
    this.#timer = this.#wait();
    scope.addEventListener('abort', this.#giveUp, { once: true });
    if (scope.aborted) this.#giveUp();
  }

  /** Aborted when the limit is reached, which frees the socket. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended the try; null while nothing has. */
  get reached(): LimitReached | null {
    return this.#reached;
  }

  /**
   * The promise, or a rejection as soon as the limit is reached. Needed beside `signal`, because a request that waits
   * for a free socket hears its signal only when its turn comes.
   */
  within<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    return Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        if (signal.aborted) reject(new LimitSignal());
        signal.addEventListener('abort', () => reject(new LimitSignal()), { once: true });
      }),
    ]);
  }

  /** Brings the end nearer: at most so many milliseconds from now. */
  shorten(ms: number): void {
    clearTimeout(this.#timer);
    this.#until = Math.min(this.#until, Date.now() + ms);
    this.#timer = this.#wait();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#scope.removeEventListener('abort', this.#giveUp);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#end('timeout'), Math.max(0, this.#until - Date.now()));
  }

  /** A scope that ends itself at its deadline is a timeout, not a client that left. */
  readonly #giveUp = () => this.#end(Date.now() >= this.#until ? 'timeout' : 'cancelled');

  #end(reached: LimitReached): void {
    this.#reached ??= reached;
    this.#controller.abort(new LimitSignal());
  }
}
