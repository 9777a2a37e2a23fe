import { type Redis, ReplyError } from 'ioredis';
import { createMemoryStore } from '../memory.ts';
import type { Space, Window, WindowStatus } from '../types.ts';

/** Milliseconds that the first commands of a process wait for its first connection. */
const FIRST_CONNECTION_MS = 1_000;

/** After a command that failed on a live connection, milliseconds until the next one is tried. */
const PAUSE_MS = 1_000;

/** The starts of one process are few: a row per call of its own. */
const STARTS_BYTES = 4 * 1024 * 1024;

/**
 * Watches one connection. While it is lost every space is served from memory, which begins empty: what was kept there in
 * an earlier outage has missed the writes since.
 */
export class ConnectionMonitor {
  #lost = false;
  #ended = false;
  #count = 0;
  #pausedUntil = 0;
  #memory = createMemoryStore();
  readonly #redis: Redis;
  readonly #warn: (message: string) => void;
  readonly #begun: Promise<void>;

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
    this.#begun = new Promise((resolve) => {
      const timer = setTimeout(resolve, FIRST_CONNECTION_MS).unref();
      for (const event of ['ready', 'error', 'close']) {
        redis.once(event, () => {
          clearTimeout(timer);
          resolve();
        });
      }
    });
  }

  /** Whether memory stands in at the moment. */
  get lost(): boolean {
    return this.#lost;
  }

  /** How often the connection was lost. */
  get count(): number {
    return this.#count;
  }

  /** The process ends: what closes now is no outage. */
  end(): void {
    this.#ended = true;
  }

  /** The space, with memory standing in for it while the connection is lost. */
  fallbackSpace(shared: Space, name: string, maxBytes: number): Space {
    const starts = createMemoryStore().space(name, { maxBytes: STARTS_BYTES });
    return new FallbackSpace(shared, this, () => this.#memory.space(name, { maxBytes }), starts);
  }

  /**
   * Runs it against Redis if that can be reached, else against memory. A command that gets no answer is repeated in memory.
   * Rejects only with what the Redis itself answers.
   */
  async withFallback<T>(shared: () => Promise<T>, local: () => Promise<T>): Promise<T> {
    await this.#begun;
    if (this.#redis.status !== 'ready') this.#lose();
    else if (Date.now() >= this.#pausedUntil) {
      try {
        const result = await shared();
        this.#regain();
        return result;
      } catch (error) {
        // It is there, and says no: it is full, say, or a replica. That is told, not hidden.
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
    this.#count += 1;
    this.#memory = createMemoryStore();
    this.#warn('The store can not be reached: this process goes on with its own memory, shared with nobody');
  }

  #regain(): void {
    if (!this.#lost) return;
    this.#lost = false;
    this.#warn('The store is reached again');
  }
}

/** A space in Redis with memory behind it. */
class FallbackSpace implements Space {
  readonly #shared: Space;
  readonly #outage: ConnectionMonitor;
  readonly #local: () => Space;
  /** This process's own starts, noted at all times: an outage must not hand it a fresh budget. */
  readonly #starts: Space;

  constructor(shared: Space, outage: ConnectionMonitor, local: () => Space, starts: Space) {
    this.#shared = shared;
    this.#outage = outage;
    this.#local = local;
    this.#starts = starts;
  }

  get degraded(): boolean {
    return this.#outage.lost;
  }

  get outages(): number {
    return this.#outage.count;
  }

  get(key: string): Promise<Buffer | null> {
    return this.#run((space) => space.get(key));
  }

  getMany(keys: readonly string[]): Promise<(Buffer | null)[]> {
    return this.#run((space) => space.getMany(keys));
  }

  set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void> {
    return this.#run((space) => space.set(key, value, ttlMs));
  }

  delete(key: string): Promise<boolean> {
    return this.#run((space) => space.delete(key));
  }

  compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean> {
    return this.#run((space) => space.compareAndSet(key, expected, value, ttlMs));
  }

  nextVersion(key: string, ttlMs: number): Promise<number> {
    return this.#run((space) => space.nextVersion(key, ttlMs));
  }

  tryAdd(key: string, window: Window): Promise<WindowStatus> {
    return this.#outage.withFallback(
      async () => {
        const slot = await this.#shared.tryAdd(key, window);
        if (slot.taken) await this.#starts.tryAdd(key, { ...window, limit: Number.MAX_SAFE_INTEGER });
        return slot;
      },
      () => this.#starts.tryAdd(key, window),
    );
  }

  peek(key: string, window: Window): Promise<WindowStatus> {
    return this.#outage.withFallback(
      () => this.#shared.peek(key, window),
      () => this.#starts.peek(key, window),
    );
  }

  #run<T>(work: (space: Space) => Promise<T>): Promise<T> {
    return this.#outage.withFallback(
      () => work(this.#shared),
      () => work(this.#local()),
    );
  }
}
