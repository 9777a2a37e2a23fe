import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createRedisStore } from '../../src/store/redis/redis.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/types.ts';

/** The Redis of this run. Without one, tests that need it are skipped. */
export const REDIS_URL = inject('redisUrl') ?? 'redis://127.0.0.1:1';

/** Whether there is a Redis. Without one it says so, and fails where every test has to run (`REQUIRE_ALL=1`). */
export async function redisAnswers(): Promise<boolean> {
  if (inject('redisUrl') !== null) return true;
  if (process.env['REQUIRE_ALL'] === '1') {
    throw new Error('REQUIRE_ALL is set, but redis-server is not installed');
  }
  process.stderr.write('\n*** There is no redis-server: tests against a real one are SKIPPED ***\n');
  return false;
}

/** A store of one kind, and how to put it away without a trace. */
export interface TestStore {
  readonly store: Store;
  /** A second one over the same place, as another process would have it; null where the place is not shared. */
  reopen(): Store | null;
  end(): Promise<void>;
}

/** Opens a memory store. */
export function openMemoryStore(clock?: () => number): TestStore {
  const store = createMemoryStore(clock);
  return { store, reopen: () => null, end: () => store.close() };
}

/** Opens a SQLite store in a file of its own. */
export function openSqliteStore(clock?: () => number): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const file = join(folder, 'deep', 'gateway.db');
  const opened: Store[] = [];
  const open = () => {
    const store = createSqliteStore(file, clock);
    opened.push(store);
    return store;
  };
  return {
    store: open(),
    reopen: open,
    async end() {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Opens a store in the real Redis, under a prefix of its own. */
export function openRedisStore(): TestStore {
  const prefix = `test-${randomUUID()}`;
  const opened: Store[] = [];
  const open = () => {
    const store = createRedisStore(REDIS_URL, { prefix, warn: () => {} });
    opened.push(store);
    return store;
  };
  return {
    store: open(),
    reopen: open,
    async end() {
      for (const store of opened) await store.close();
      const redis = new Redis(REDIS_URL);
      const keys = await redis.keys(`${prefix}:*`);
      if (keys.length > 0) await redis.del(keys);
      redis.disconnect();
    },
  };
}
