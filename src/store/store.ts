/**
 * What is kept beside the answers: budgets, cached reads, idempotency keys, persisted documents, callers. One small
 * interface, three places to keep things: the memory of the process, a SQLite file, a Redis that gateways share.
 */

/** A place that keeps things, divided into spaces. */
export interface Store {
  /** Where: `memory` ends with the process, `sqlite` survives it, `redis` is shared by several. */
  readonly kind: 'memory' | 'sqlite' | 'redis';
  /** A part that others can't touch. Asking twice for a name gives the same part; the first `maxBytes` counts. */
  space(name: string, options: SpaceOptions): Space;
  /** Lets go of files and sockets. Calls made afterwards fail. */
  close(): Promise<void>;
}

/** How a space is bounded. */
export interface SpaceOptions {
  /**
   * Most bytes of keys and values; what was used longest ago goes first (in SQLite: written longest ago). A Redis is
   * bounded by its own `maxmemory`.
   */
  readonly maxBytes: number;
}

/**
 * Keys and values of one purpose. Keys are any text up to 512 characters; secrets only as their hash. Nothing is kept for
 * ever: each entry says how long. All reject only where the place itself is broken (a full disk).
 */
export interface Space {
  /** The value, or null if there is none (any more). */
  get(key: string): Promise<Buffer | null>;
  /** Several at once, in the order of the keys. */
  getMany(keys: readonly string[]): Promise<(Buffer | null)[]>;
  /** Writes over what was there. */
  set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void>;
  /** Takes it away; whether there was one. */
  delete(key: string): Promise<boolean>;
  /**
   * Writes only if the value is still `expected` (null: if there is none), in one step; whether it did. `value` null
   * deletes. For locks, and for records that several write.
   */
  compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean>;
  /**
   * The next number of a clock that all who share the place have in common: above every number it gave before, and never
   * below the milliseconds since 1970, so that a clock that was lost goes on instead of starting over.
   */
  tick(key: string, ttlMs: number): Promise<number>;
  /** Notes a start if the window has room for it, in one step. */
  take(key: string, window: Window): Promise<Slot>;
  /** The same without noting it. */
  peek(key: string, window: Window): Promise<Slot>;
  /** True while a shared place can't be reached and the memory of this process stands in for it. */
  readonly degraded: boolean;
}

/** A window that slides over starts. */
export interface Window {
  /** Most starts in it; 0 lets none through. */
  readonly limit: number;
  readonly windowMs: number;
  /** How many others are to go first: the wait is told for the place behind them. Default 0. */
  readonly ahead?: number;
}

/** Whether there was room, and when there will be. */
export interface Slot {
  readonly taken: boolean;
  /** Starts in the window, this one included. */
  readonly used: number;
  /** Milliseconds until a start can be taken behind the `ahead` others; 0 where it could be now. */
  readonly waitMs: number;
  /** Milliseconds until the window is empty if nothing else starts. */
  readonly resetMs: number;
}

/**
 * Milliseconds until a place in a window is free behind `ahead` others, from the times of its starts (ascending). Those
 * who are ahead start as soon as they may. Pure.
 */
export function waitIn(
  starts: readonly number[],
  now: number,
  { limit, windowMs, ahead = 0 }: Window,
): number {
  if (limit <= 0) return windowMs;
  const rounds = Math.floor(ahead / limit) + 1;
  const before = starts[starts.length + ahead - rounds * limit];
  return before === undefined ? (rounds - 1) * windowMs : Math.max(0, before + rounds * windowMs - now);
}

/** What a window says of itself. `starts` ascending, those that left it already gone; `taken` if the last one is new. */
export function slotOf(starts: readonly number[], now: number, window: Window, taken: boolean): Slot {
  const last = starts.at(-1);
  return {
    taken,
    used: starts.length,
    waitMs: taken ? 0 : waitIn(starts, now, window),
    resetMs: last === undefined ? 0 : Math.max(0, last + window.windowMs - now),
  };
}
