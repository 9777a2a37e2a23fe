import { createMemoryStore } from './memory.ts';
import { createRedisStore } from './redis/redis.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './types.ts';

/**
 * Opens the store of the setting `STORE`: `memory`, `sqlite:FILE`, `redis://HOST:PORT` (or `rediss:`). A Redis that can't
 * be reached is not an error: `warn` reports it.
 *
 * @throws if a SQLite file can't be opened
 */
export function openStore(setting: string, warn: (message: string) => void): Store {
  if (setting.startsWith('sqlite:')) return createSqliteStore(setting.slice('sqlite:'.length));
  return /^rediss?:/.test(setting) ? createRedisStore(setting, { warn }) : createMemoryStore();
}
