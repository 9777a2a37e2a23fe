import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import {
  leavingStart,
  type Space,
  type Store,
  type Window,
  type WindowStatus,
  windowStatus,
} from '../types.ts';
import { ConnectionMonitor } from './fallback.ts';
import { COMPARE_AND_SET, NEXT_VERSION, WINDOW } from './scripts.ts';

/** How a Redis is used. */
export interface RedisOptions {
  /** Begins every key, so that several gateways' families can share a Redis. */
  readonly prefix?: string;
  /** Told once when the Redis is lost, and once when it is back. Holds no address. */
  readonly warn: (message: string) => void;
}

/** A command that takes longer counts as failed: waiting for a store must not eat an operation's time. */
const COMMAND_MS = 1_000;

/**
 * Keeps everything in a Redis, which any number of gateways share. While it can't be reached the memory of this process
 * stands in, with one warning: nothing fails for it.
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
  const outage = new ConnectionMonitor(redis, warn);
  const spaces = new Map<string, Space>();
  return {
    kind: 'redis',
    space(name, { maxBytes }) {
      const space =
        spaces.get(name) ?? outage.fallbackSpace(new RedisSpace(redis, `${prefix}:${name}:`), name, maxBytes);
      spaces.set(name, space);
      return space;
    },
    async close() {
      outage.end();
      redis.disconnect();
    },
  };
}

/** One space in Redis: rejects whenever the Redis can't be reached. */
class RedisSpace implements Space {
  readonly degraded = false;
  readonly outages = 0;
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  get(key: string): Promise<Buffer | null> {
    return this.#redis.getBuffer(this.#prefix + key);
  }

  getMany(keys: readonly string[]): Promise<(Buffer | null)[]> {
    return keys.length === 0
      ? Promise.resolve([])
      : this.#redis.mgetBuffer(keys.map((key) => this.#prefix + key));
  }

  async set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void> {
    await this.#redis.set(this.#prefix + key, Buffer.from(value), 'PX', life(ttlMs));
  }

  async delete(key: string): Promise<boolean> {
    return (await this.#redis.del(this.#prefix + key)) > 0;
  }

  async compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean> {
    const given = (bytes: string | Uint8Array | null) => [
      bytes === null ? '0' : '1',
      Buffer.from(bytes ?? ''),
    ];
    const done = await this.#redis.eval(
      COMPARE_AND_SET,
      1,
      this.#prefix + key,
      ...given(expected),
      ...given(value),
      life(ttlMs),
    );
    return done === 1;
  }

  async nextVersion(key: string, ttlMs: number): Promise<number> {
    return Number(await this.#redis.eval(NEXT_VERSION, 1, this.#prefix + key, life(ttlMs)));
  }

  tryAdd(key: string, window: Window): Promise<WindowStatus> {
    return this.#slot(key, window, (window.ahead ?? 0) === 0 ? randomUUID() : '');
  }

  peek(key: string, window: Window): Promise<WindowStatus> {
    return this.#slot(key, window, '');
  }

  async #slot(key: string, window: Window, start: string): Promise<WindowStatus> {
    const { limit, windowMs } = window;
    const answer = await this.#redis.eval(
      WINDOW,
      1,
      `${this.#prefix}starts:${key}`,
      limit,
      windowMs,
      leavingStart(window).shift,
      start,
    );
    const [taken = 0, used = 0, before = -1, last = -1, now = 0] = Array.isArray(answer)
      ? answer.map(Number)
      : [];
    const known = (at: number) => (at < 0 ? null : at);
    return windowStatus({ used, before: known(before), last: known(last) }, now, window, taken === 1);
  }
}

/** Redis takes whole milliseconds from 1. */
const life = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs));
