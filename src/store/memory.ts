import { LRUCache } from 'lru-cache';
import { type Space, type Store, statusFromStarts, type Window, type WindowStatus } from './types.ts';

/** The time, so that tests can turn it: epoch milliseconds. */
export type Clock = () => number;

/** What an entry costs beside its key and value, in bytes. */
const OVERHEAD = 100;

/** Keeps everything in this process. */
export function createMemoryStore(clock: Clock = () => Date.now()): Store {
  const spaces = new Map<string, Space>();
  return {
    kind: 'memory',
    space(name, { maxBytes }) {
      const space = spaces.get(name) ?? new MemorySpace(maxBytes, clock);
      spaces.set(name, space);
      return space;
    },
    close: () => Promise.resolve(),
  };
}

/** One space in memory. Not a step in here waits for anything, so each call is one step for all others. */
class MemorySpace implements Space {
  readonly degraded = false;
  readonly outages = 0;
  readonly #entries: LRUCache<string, Buffer>;
  readonly #starts: LRUCache<string, number[]>;
  readonly #clock: Clock;

  constructor(maxBytes: number, clock: Clock) {
    this.#clock = clock;
    const perf = { now: clock };
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => value.length + key.length * 2 + OVERHEAD,
      ttl: 1,
      ttlResolution: 0,
      perf,
    });
    this.#starts = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (starts, key) => starts.length * 8 + key.length * 2 + OVERHEAD,
      ttl: 1,
      ttlResolution: 0,
      perf,
    });
  }

  get(key: string): Promise<Buffer | null> {
    return Promise.resolve(this.#entries.get(key) ?? null);
  }

  getMany(keys: readonly string[]): Promise<(Buffer | null)[]> {
    return Promise.resolve(keys.map((key) => this.#entries.get(key) ?? null));
  }

  set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void> {
    this.#write(key, value, ttlMs);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#entries.delete(key));
  }

  compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean> {
    const known = this.#entries.get(key) ?? null;
    const same = known === null || expected === null ? known === expected : known.equals(expected);
    if (same && value === null) this.#entries.delete(key);
    if (same && value !== null) this.#write(key, value, ttlMs);
    return Promise.resolve(same);
  }

  nextVersion(key: string, ttlMs: number): Promise<number> {
    const last = Number(this.#entries.get(key) ?? 0);
    const next = Math.max(last + 1, this.#clock());
    this.#write(key, String(next), ttlMs);
    return Promise.resolve(next);
  }

  tryAdd(key: string, window: Window): Promise<WindowStatus> {
    return Promise.resolve(this.#slot(key, window, true));
  }

  peek(key: string, window: Window): Promise<WindowStatus> {
    return Promise.resolve(this.#slot(key, window, false));
  }

  #slot(key: string, window: Window, taking: boolean): WindowStatus {
    const now = this.#clock();
    const starts = (this.#starts.get(key) ?? []).filter((start) => start > now - window.windowMs);
    const taken = taking && starts.length < window.limit && (window.ahead ?? 0) === 0;
    if (taken) {
      starts.push(now);
      this.#starts.set(key, starts, { ttl: window.windowMs });
    }
    return statusFromStarts(starts, now, window, taken);
  }

  #write(key: string, value: string | Uint8Array, ttlMs: number): void {
    this.#entries.set(key, copyOf(value), { ttl: Math.max(1, ttlMs) });
  }
}

/**
 * Bytes of their own: what the caller does with its bytes afterwards is none of ours. Not out of the pool that Node cuts
 * small buffers from, since one short value that is kept keeps the whole slab, and that is in no count.
 */
function copyOf(value: string | Uint8Array): Buffer {
  const length = typeof value === 'string' ? Buffer.byteLength(value) : value.length;
  const copy = Buffer.allocUnsafeSlow(length);
  if (typeof value === 'string') copy.write(value);
  else copy.set(value);
  return copy;
}
