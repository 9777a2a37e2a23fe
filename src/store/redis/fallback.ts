import { type Redis, ReplyError } from 'ioredis';
import { createMemoryStore } from '../memory.ts';
import type { Space, Window, WindowStatus } from '../types.ts';

/** Milliseconds that the first commands of a process wait for its first connection. */
const FIRST_CONNECTION_MS = 1_000;

/** Milliseconds without commands after one failed on a live connection. */
const PAUSE_MS = 1_000;

/** Bound of the starts of one process: a few bytes for each of its own calls. */
const STARTS_BYTES = 4 * 1024 * 1024;

/**
 * Watches one connection. During an outage every space is served from memory, which begins empty: the entries of an
 * earlier outage have missed the writes since.
 */
export class ConnectionMonitor {
  #lost = false;
  #ended = false;
  #outages = 0;
  #pausedUntil = 0;
  #memory = createMemoryStore();
  readonly #redis: Redis;
  readonly #warn: (message: string) => void;
  readonly #firstConnection: Promise<void>;

  constructor(redis: Redis, warn: (message: string) => void) {
    this.#redis = redis;
    this.#warn = warn;
    // Without a listener an error event would end the process.
    redis.on('error', () => this.#lose());
    redis.on('close', () => this.#lose());
    redis.on('ready', () => {
      this.#pausedUntil = 0;
      this.#regain();
    });
    this.#firstConnection = new Promise((resolve) => {
      const timer = setTimeout(resolve, FIRST_CONNECTION_MS).unref();
      for (const event of ['ready', 'error', 'close']) {
        redis.once(event, () => {
          clearTimeout(timer);
          resolve();
        });
      }
    });
  }

  /** From now on a closed connection is no outage: the process ends. */
  end(): void {
    this.#ended = true;
  }

  /**
   * The space, with a fallback to memory during outages. The starts of this process are noted at all times, so that an
   * outage does not give it a fresh budget.
   */
  fallbackSpace(shared: Space, name: string, maxBytes: number): Space {
    const starts = createMemoryStore().space(name, { maxBytes: STARTS_BYTES });
    const run = <T>(work: (space: Space) => Promise<T>) =>
      this.#withFallback(
        () => work(shared),
        () => work(this.#memory.space(name, { maxBytes })),
      );
    const addShared = async (key: string, window: Window): Promise<WindowStatus> => {
      const status = await shared.tryAdd(key, window);
      if (status.taken) await starts.tryAdd(key, { ...window, limit: Number.MAX_SAFE_INTEGER });
      return status;
    };
    const monitor = this;
    return {
      get degraded() {
        return monitor.#lost;
      },
      get outages() {
        return monitor.#outages;
      },
      get: (...args) => run((space) => space.get(...args)),
      getMany: (...args) => run((space) => space.getMany(...args)),
      set: (...args) => run((space) => space.set(...args)),
      delete: (...args) => run((space) => space.delete(...args)),
      compareAndSet: (...args) => run((space) => space.compareAndSet(...args)),
      nextVersion: (...args) => run((space) => space.nextVersion(...args)),
      tryAdd: (...args) =>
        this.#withFallback(
          () => addShared(...args),
          () => starts.tryAdd(...args),
        ),
      peek: (...args) =>
        this.#withFallback(
          () => shared.peek(...args),
          () => starts.peek(...args),
        ),
    };
  }

  /**
   * Runs a command in Redis, or in memory if the Redis can't be reached or does not answer. Rejects only with an error
   * reply of the Redis.
   */
  async #withFallback<T>(shared: () => Promise<T>, local: () => Promise<T>): Promise<T> {
    await this.#firstConnection;
    if (this.#redis.status !== 'ready') this.#lose();
    else if (Date.now() >= this.#pausedUntil) {
      try {
        const result = await shared();
        this.#regain();
        return result;
      } catch (error) {
        // The Redis is there and refuses, because it is full or a replica. The operator must see that.
        if (error instanceof ReplyError) throw error;
        this.#pausedUntil = Date.now() + PAUSE_MS;
        this.#lose();
      }
    }
    return local();
  }

  #lose(): void {
    if (this.#lost || this.#ended) return;
    this.#lost = true;
    this.#outages += 1;
    this.#memory = createMemoryStore();
    this.#warn('The store can not be reached. This process uses its own memory until it is back.');
  }

  #regain(): void {
    if (!this.#lost) return;
    this.#lost = false;
    this.#warn('The store can be reached again.');
  }
}
