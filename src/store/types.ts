/** The interface of stores: the memory of the process, a SQLite file, or a Redis that gateways share. */

/** Epoch milliseconds; tests replace it. */
export type Clock = () => number;

/** A key-value store that is divided into spaces. */
export interface Store {
  /** `memory` ends with the process, `sqlite` survives it, `redis` is shared by several. */
  readonly kind: 'memory' | 'sqlite' | 'redis';
  /** The space of that name. Its first `maxBytes` counts. */
  space(name: string, options: SpaceOptions): Space;
  /** Closes files and sockets. Later calls fail. */
  close(): Promise<void>;
}

/** The bound of a space. */
export interface SpaceOptions {
  /**
   * Largest size of keys and values in bytes. Above it the least recently used entries are evicted (in SQLite the oldest
   * ones). A Redis has its own `maxmemory` instead.
   */
  readonly maxBytes: number;
}

/**
 * Keys and values of one purpose. A key is a string of up to 512 characters, without secrets. Every entry has a lifetime.
 * Methods reject only if the store itself fails (a full disk).
 */
export interface Space {
  /** The value; null if there is none or it has expired. */
  get(key: string): Promise<Buffer | null>;
  /** Several values, in the order of the keys. */
  getMany(keys: readonly string[]): Promise<(Buffer | null)[]>;
  set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void>;
  /** Deletes an entry; false if there was none. */
  delete(key: string): Promise<boolean>;
  /**
   * Atomically writes if the value is still `expected` (null: no entry); false if it is not. A null `value` deletes. For
   * locks, and for records with several writers.
   */
  compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean>;
  /**
   * The next number of a logical clock that all processes on the store share: above every earlier one, and at least the
   * current epoch milliseconds, so that a clock that was lost continues instead of starting over.
   */
  nextVersion(key: string, ttlMs: number): Promise<number>;
  /** Atomically adds a start to a window if there is room for it. */
  tryAdd(key: string, window: Window): Promise<WindowStatus>;
  /** The status of a window, without a new start. */
  peek(key: string, window: Window): Promise<WindowStatus>;
  /** Whether a shared store can't be reached and the memory of this process replaces it. */
  readonly degraded: boolean;
  /** Number of outages so far. If it has changed, writes of other processes may have been missed. */
  readonly outages: number;
}

/** A sliding window over starts. */
export interface Window {
  /** Most starts in the window; 0 allows none. */
  readonly limit: number;
  readonly windowMs: number;
  /** Starts that must go first: `waitMs` is that of the start after them. Default 0. */
  readonly ahead?: number;
}

/** The status of a window. */
export interface WindowStatus {
  /** Whether the start was added. */
  readonly taken: boolean;
  /** Starts in the window, this one included. */
  readonly used: number;
  /** Milliseconds until a start can be added after the `ahead` others; 0 if it could be now. */
  readonly waitMs: number;
  /** Milliseconds until the window is empty if nothing else starts. */
  readonly resetMs: number;
}
