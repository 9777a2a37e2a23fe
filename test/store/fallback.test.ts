import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createRedisStore } from '../../src/store/redis/redis.ts';
import type { Space, Store } from '../../src/store/types.ts';
import { type OwnRedis, startOwnRedis } from './own-redis.ts';

const MINUTE = 60_000;
const own = await startOwnRedis();

/** Waits for what comes by itself, such as a connection that is made again. */
async function until(met: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !met(); tries += 1) await sleep(10);
  expect(met()).toBe(true);
}

describe.skipIf(own === null)('A Redis that goes away', () => {
  // @NOTE skipped where there is none.
  const redis = own as OwnRedis;
  let warnings: string[];
  let store: Store;
  let space: Space;

  beforeEach(async () => {
    await redis.kill();
    await redis.start();
    warnings = [];
    store = createRedisStore(redis.url, { prefix: 'outage', warn: (message) => warnings.push(message) });
    space = store.space('things', { maxBytes: 1_000_000 });
    await space.set('before', 'kept there', MINUTE);
    return () => store.close();
  });
  afterAll(() => redis.kill());

  it('fails nothing: memory stands in, with one warning that names no address', async () => {
    expect([space.degraded, warnings]).toEqual([false, []]);
    await redis.kill();
    expect(await space.get('before')).toBeNull();
    await space.set('meanwhile', 'kept here', MINUTE);
    expect((await space.get('meanwhile'))?.toString()).toBe('kept here');
    expect(await space.compareAndSet('lock', null, 'mine', MINUTE)).toBe(true);
    expect(await space.compareAndSet('lock', null, 'yours', MINUTE)).toBe(false);
    expect(await space.nextVersion('clock', MINUTE)).toBeGreaterThanOrEqual(Date.now() - 1_000);
    expect(await space.getMany(['meanwhile', 'none'])).toEqual([Buffer.from('kept here'), null]);
    expect(await space.delete('meanwhile')).toBe(true);
    expect(space).toMatchObject({ degraded: true, outages: 1 });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toMatch(/127\.0\.0\.1|redis:/);
  });

  it('fails nothing that is under way when it goes', async () => {
    const asked = Array.from({ length: 200 }, (_, n) => space.set(`many ${n}`, 'x', MINUTE));
    await redis.kill();
    await expect(Promise.all(asked)).resolves.toHaveLength(200);
  });

  it('does not hand out a fresh budget: this process remembers its own starts', async () => {
    const window = { limit: 5, windowMs: MINUTE };
    for (let n = 0; n < 4; n += 1) expect((await space.tryAdd('caller', window)).taken).toBe(true);
    await redis.kill();
    expect((await space.tryAdd('caller', window)).taken).toBe(true);
    expect(await space.tryAdd('caller', window)).toMatchObject({ taken: false, used: 5 });
    expect((await space.peek('caller', window)).waitMs).toBeGreaterThan(MINUTE / 2);
  });

  it('is used again as soon as it is back, and what memory held meanwhile is forgotten', async () => {
    await redis.kill();
    await space.set('meanwhile', 'kept here', MINUTE);
    await redis.start();
    await until(() => !space.degraded);
    expect(await space.get('meanwhile')).toBeNull();
    await space.set('after', 'kept there', MINUTE);
    await redis.kill();
    await until(() => space.degraded);
    expect(await space.get('meanwhile')).toBeNull();
    expect(space.outages).toBe(2);
    expect(warnings.map((text) => /again/.test(text))).toEqual([false, true, false]);
  });

  it('that was never there is no failure either', async () => {
    await redis.kill();
    const told: string[] = [];
    const late = createRedisStore(redis.url, { warn: (message) => told.push(message) });
    const things = late.space('things', { maxBytes: 1_000 });
    await things.set('a', 'b', MINUTE);
    expect((await things.get('a'))?.toString()).toBe('b');
    expect([things.degraded, told.length]).toEqual([true, 1]);
    await late.close();
  });

  it('that is full is there all the same: it says so, and no memory hides it', async () => {
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', '1');
    await expect(space.set('more', 'x', MINUTE)).rejects.toThrow(/OOM/);
    expect((await space.get('before'))?.toString()).toBe('kept there');
    expect([space.degraded, warnings]).toEqual([false, []]);
    await admin.config('SET', 'maxmemory', '0');
    admin.disconnect();
    await space.set('more', 'x', MINUTE);
    expect(await space.get('more')).not.toBeNull();
  });
});
