import { LRUCache } from 'lru-cache';
import { createStore } from './create-store.ts';
import { LocalSpace } from './local-space.ts';
import type { Clock, Store } from './types.ts';

/** Bytes of an entry besides its key and value. */
const OVERHEAD = 100;

/** Creates a store in the memory of this process. */
export const createMemoryStore = (clock: Clock = () => Date.now()): Store =>
  createStore(
    'memory',
    (_, { maxBytes }) => new MemorySpace(maxBytes, clock),
    () => {},
  );

class MemorySpace extends LocalSpace {
  readonly #entries: LRUCache<string, Buffer>;
  readonly #starts: LRUCache<string, readonly number[]>;

  constructor(maxBytes: number, clock: Clock) {
    super(clock);
    const cache = <Value extends { readonly length: number }>(bytesPerItem: number) =>
      new LRUCache<string, Value>({
        maxSize: maxBytes,
        sizeCalculation: (value, key) => value.length * bytesPerItem + key.length * 2 + OVERHEAD,
        ttl: 1,
        ttlResolution: 0,
        perf: { now: clock },
      });
    this.#entries = cache(1);
    this.#starts = cache(8);
  }

  protected read(key: string): Buffer | null {
    return this.#entries.get(key) ?? null;
  }

  protected write(key: string, value: string | Uint8Array, ttlMs: number): void {
    this.#entries.set(key, copyOf(value), { ttl: Math.max(1, ttlMs) });
  }

  protected remove(key: string): boolean {
    return this.#entries.delete(key);
  }

  protected startsSince(key: string, time: number): number[] {
    return (this.#starts.get(key) ?? []).filter((start) => start > time);
  }

  protected addStart(key: string, start: number, earlier: readonly number[], windowMs: number): void {
    this.#starts.set(key, [...earlier, start], { ttl: windowMs });
  }

  /** No step waits, so several of them are one step for all other calls. */
  protected atomically<T>(work: () => T): T {
    return work();
  }
}

/**
 * Copies a value, because the caller may change its bytes later. The copy is not from Node's pool of small buffers: there
 * one short value keeps a whole slab in memory, which no size counts.
 */
function copyOf(value: string | Uint8Array): Buffer {
  const length = typeof value === 'string' ? Buffer.byteLength(value) : value.length;
  const copy = Buffer.allocUnsafeSlow(length);
  if (typeof value === 'string') copy.write(value);
  else copy.set(value);
  return copy;
}
