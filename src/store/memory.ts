import { LRUCache } from 'lru-cache';
import { createStore } from './create-store.ts';
import { createLocalSpace } from './local-space.ts';
import type { Clock, Space, Store } from './types.ts';

/** Bytes of an entry besides its key and value. */
const OVERHEAD = 100;

/** Creates a store in the memory of this process. */
export const createMemoryStore = (clock: Clock = () => Date.now()): Store =>
  createStore(
    'memory',
    (_, { maxBytes }) => createMemorySpace(maxBytes, clock),
    () => {},
  );

function createMemorySpace(maxBytes: number, clock: Clock): Space {
  const createCache = <Value extends { readonly length: number }>(bytesPerItem: number) =>
    new LRUCache<string, Value>({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => value.length * bytesPerItem + key.length * 2 + OVERHEAD,
      ttl: 1,
      ttlResolution: 0,
      perf: { now: clock },
    });
  const entries = createCache<Buffer>(1);
  const starts = createCache<readonly number[]>(8);
  return createLocalSpace(
    {
      read: (key) => entries.get(key) ?? null,
      write: (key, value, ttlMs) => void entries.set(key, copyOf(value), { ttl: Math.max(1, ttlMs) }),
      remove: (key) => entries.delete(key),
      startsSince: (key, time) => (starts.get(key) ?? []).filter((start) => start > time),
      addStart: (key, all, windowMs) => void starts.set(key, all, { ttl: windowMs }),
      // No step waits, so several of them are one step for all other calls.
      atomically: (work) => work(),
    },
    clock,
  );
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
