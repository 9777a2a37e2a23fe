import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createRedisStore } from '../../src/store/redis/redis.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/types.ts';

/** The Redis that tests use. */
export const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Whether that Redis answers. Says so aloud if not, and fails where every test has to run (`REQUIRE_ALL=1`). */
export async function redisAnswers(): Promise<boolean> {
  const redis = new Redis(REDIS_URL, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  const pong = await redis
    .connect()
    .then(() => redis.ping())
    .catch(() => null);
  redis.disconnect();
  if (pong !== 'PONG' && process.env['REQUIRE_ALL'] === '1')
    throw new Error('No Redis answers, and REQUIRE_ALL is set');
  if (pong !== 'PONG')
    process.stderr.write('\n*** No Redis answers: tests against a real one are SKIPPED ***\n');
  return pong === 'PONG';
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
