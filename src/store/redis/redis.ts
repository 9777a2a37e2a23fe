import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { createStore } from '../create-store.ts';
import type { Space, Store, Window, WindowStatus } from '../types.ts';
import { leavingStart, windowStatus } from '../window-status.ts';
import { ConnectionMonitor } from './fallback.ts';
import { COMPARE_AND_SET, NEXT_VERSION, WINDOW } from './scripts.ts';

/** Options of {@link createRedisStore}. */
export interface RedisOptions {
  /** Prefix of every key, so that independent groups of gateways can share a Redis. Default `ticket-gateway`. */
  readonly prefix?: string;
  /** Called once when the Redis is lost and once when it is back. The message holds no address. */
  readonly warn: (message: string) => void;
}

/** Time limit of a command in milliseconds, so that waiting for the store does not use up an operation's time. */
const COMMAND_MS = 1_000;

/**
 * Creates a store in a Redis that any number of gateways share. While the Redis can't be reached the memory of this
 * process replaces it, with one warning, and no call fails.
 */
export function createRedisStore(url: string, { prefix = 'ticket-gateway', warn }: RedisOptions): Store {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: COMMAND_MS,
    retryStrategy: (times) => Math.min(100 * times, 2_000),
  });
  const monitor = new ConnectionMonitor(redis, warn);
  return createStore(
    'redis',
    (name, { maxBytes }) =>
      monitor.fallbackSpace(createRedisSpace(redis, `${prefix}:${name}:`), name, maxBytes),
    () => {
      monitor.end();
      redis.disconnect();
    },
  );
}

/** A space in Redis. Its methods reject while the Redis can't be reached. */
function createRedisSpace(redis: Redis, prefix: string): Space {
  const status = async (key: string, window: Window, start: string): Promise<WindowStatus> => {
    const args = [window.limit, window.windowMs, leavingStart(window).index, start];
    const reply = await redis.eval(WINDOW, 1, `${prefix}starts:${key}`, ...args);
    const [taken = 0, used = 0, leaving = -1, last = -1, now = 0] = Array.isArray(reply)
      ? reply.map(Number)
      : [];
    const known = (time: number) => (time < 0 ? null : time);
    return windowStatus({ used, leaving: known(leaving), last: known(last) }, now, window, taken === 1);
  };
  return {
    degraded: false,
    outages: 0,
    get: (key) => redis.getBuffer(prefix + key),
    getMany: async (keys) => (keys.length === 0 ? [] : redis.mgetBuffer(keys.map((key) => prefix + key))),
    async set(key, value, ttlMs) {
      await redis.set(prefix + key, Buffer.from(value), 'PX', wholeMs(ttlMs));
    },
    delete: async (key) => (await redis.del(prefix + key)) > 0,
    async compareAndSet(key, expected, value, ttlMs) {
      const optional = (bytes: string | Uint8Array | null) => [
        bytes === null ? '0' : '1',
        Buffer.from(bytes ?? ''),
      ];
      const args = [...optional(expected), ...optional(value), wholeMs(ttlMs)];
      return (await redis.eval(COMPARE_AND_SET, 1, prefix + key, ...args)) === 1;
    },
    nextVersion: async (key, ttlMs) =>
      Number(await redis.eval(NEXT_VERSION, 1, prefix + key, wholeMs(ttlMs))),
    tryAdd: (key, window) => status(key, window, (window.ahead ?? 0) === 0 ? randomUUID() : ''),
    peek: (key, window) => status(key, window, ''),
  };
}

/** Redis takes whole milliseconds from 1. */
const wholeMs = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs));
