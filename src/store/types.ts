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
  nextVersion(key: string, ttlMs: number): Promise<number>;
  /** Notes a start if the window has room for it, in one step. */
  tryAdd(key: string, window: Window): Promise<WindowStatus>;
  /** The same without noting it. */
  peek(key: string, window: Window): Promise<WindowStatus>;
  /** True while a shared place can't be reached and the memory of this process stands in for it. */
  readonly degraded: boolean;
  /** How often that has begun: whoever relies on what others wrote can tell that writes may have been missed. */
  readonly outages: number;
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
export interface WindowStatus {
  readonly taken: boolean;
  /** Starts in the window, this one included. */
  readonly used: number;
  /** Milliseconds until a start can be taken behind the `ahead` others; 0 where it could be now. */
  readonly waitMs: number;
  /** Milliseconds until the window is empty if nothing else starts. */
  readonly resetMs: number;
}

/**
 * Which start has to leave a window so that a place behind the `ahead` others is free, counted from the end of the starts
 * in it, and how many windows later. Those who are ahead start as soon as they may.
 */
export function leavingStart({ limit, ahead = 0 }: Window): {
  readonly shift: number;
  readonly rounds: number;
} {
  const rounds = Math.floor(ahead / Math.max(1, limit)) + 1;
  return { shift: ahead - rounds * limit, rounds };
}

/** What a window says of itself. All of it in epoch milliseconds; `before` is the start that has to leave it. */
export function windowStatus(
  { used, before, last }: { used: number; before: number | null; last: number | null },
  now: number,
  window: Window,
  taken: boolean,
): WindowStatus {
  const { rounds } = leavingStart(window);
  const wait =
    window.limit <= 0
      ? window.windowMs
      : before === null
        ? (rounds - 1) * window.windowMs
        : before + rounds * window.windowMs - now;
  const reset = last === null ? 0 : last + window.windowMs - now;
  return { taken, used, waitMs: taken ? 0 : Math.max(0, wait), resetMs: Math.max(0, reset) };
}

/** The same from all starts in the window, ascending. */
export function statusFromStarts(
  starts: readonly number[],
  now: number,
  window: Window,
  taken: boolean,
): WindowStatus {
  const before = starts[starts.length + leavingStart(window).shift] ?? null;
  return windowStatus({ used: starts.length, before, last: starts.at(-1) ?? null }, now, window, taken);
}
