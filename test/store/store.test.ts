import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Space } from '../../src/store/types.ts';
import {
  openMemoryStore,
  openRedisStore,
  openSqliteStore,
  redisAnswers,
  type TestStore,
} from './test-stores.ts';

const redis = await redisAnswers();

const MINUTE = 60_000;

describe.each([
  ['memory', openMemoryStore, true],
  ['sqlite', openSqliteStore, true],
  ['redis', openRedisStore, redis],
] as const)('A store in %s', (kind, open, runs) => {
  if (!runs) return it.skip('needs a Redis', () => {});
  let kept: TestStore;
  let space: Space;
  beforeAll(() => {
    kept = open();
    space = kept.store.space('things', { maxBytes: 1_000_000 });
  });
  afterAll(() => kept.end());

  it('says what kind it is, and that nothing is lost', () => {
    expect(kept.store.kind).toBe(kind);
    expect(space).toMatchObject({ degraded: false, outages: 0 });
  });

  it('gives back what was set, byte for byte, and null for what was not', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await space.set('bytes', bytes, MINUTE);
    await space.set('text', 'é 🎫', MINUTE);
    expect(await space.get('bytes')).toEqual(bytes);
    expect((await space.get('text'))?.toString()).toBe('é 🎫');
    expect(await space.getMany(['text', 'none', 'bytes'])).toEqual([Buffer.from('é 🎫'), null, bytes]);
    expect(await space.getMany([])).toEqual([]);
  });

  it('keeps a copy: what the caller does with its bytes later does not show', async () => {
    const bytes = Buffer.from('mine');
    await space.set('copy', bytes, MINUTE);
    bytes.fill(0);
    expect((await space.get('copy'))?.toString()).toBe('mine');
  });

  it('writes over, deletes, and says whether there was something to delete', async () => {
    await space.set('twice', 'one', MINUTE);
    await space.set('twice', 'two', MINUTE);
    expect((await space.get('twice'))?.toString()).toBe('two');
    expect(await space.delete('twice')).toBe(true);
    expect(await space.delete('twice')).toBe(false);
    expect(await space.get('twice')).toBeNull();
  });

  it('forgets an entry when its time is over', async () => {
    await space.set('short', 'gone soon', 40);
    expect(await space.get('short')).not.toBeNull();
    await sleep(80);
    expect(await space.get('short')).toBeNull();
  });

  it('keeps spaces apart', async () => {
    const other = kept.store.space('others', { maxBytes: 1_000 });
    await space.set('same key', 'here', MINUTE);
    expect(await other.get('same key')).toBeNull();
    await other.set('same key', 'there', MINUTE);
    expect((await space.get('same key'))?.toString()).toBe('here');
  });

  it('writes on condition, in one step: of many who try, one wins', async () => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      space.compareAndSet('lock', null, `owner ${n}`, MINUTE),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    const owner = await space.get('lock');
    expect(await space.compareAndSet('lock', Buffer.from('somebody else'), 'stolen', MINUTE)).toBe(false);
    expect(await space.get('lock')).toEqual(owner);
    expect(await space.compareAndSet('lock', owner, 'handed on', MINUTE)).toBe(true);
    expect(await space.compareAndSet('lock', null, 'new', MINUTE)).toBe(false);
    expect(await space.compareAndSet('lock', Buffer.from('handed on'), null, MINUTE)).toBe(true);
    expect(await space.get('lock')).toBeNull();
    expect(await space.compareAndSet('absent', Buffer.from('x'), 'y', MINUTE)).toBe(false);
  });

  it('ticks: every number is above the last and none is below the time', async () => {
    const before = Date.now();
    const numbers = await Promise.all(Array.from({ length: 50 }, () => space.nextVersion('clock', MINUTE)));
    expect(new Set(numbers).size).toBe(50);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
    // Redis keeps its own time, which is that of this machine here.
    expect(numbers[0]).toBeGreaterThanOrEqual(before - 5);
    expect(Number(await space.get('clock'))).toBe(numbers.at(-1));
  });

  it('lets exactly as many starts through as a window holds, however many try at once', async () => {
    const window = { limit: 7, windowMs: MINUTE };
    const slots = await Promise.all(Array.from({ length: 30 }, () => space.tryAdd('starts', window)));
    expect(slots.filter(({ taken }) => taken)).toHaveLength(7);
    const peeked = await space.peek('starts', window);
    expect(peeked).toMatchObject({ taken: false, used: 7 });
    expect(peeked.waitMs).toBeGreaterThan(MINUTE - 5_000);
    expect(peeked.waitMs).toBeLessThanOrEqual(MINUTE);
    expect(peeked.resetMs).toBeLessThanOrEqual(MINUTE);
  });

  it('slides: a start makes room when it leaves the window', async () => {
    const window = { limit: 2, windowMs: 120 };
    await space.tryAdd('sliding', window);
    await space.tryAdd('sliding', window);
    const full = await space.tryAdd('sliding', window);
    expect(full.taken).toBe(false);
    await sleep(full.waitMs + 30);
    expect((await space.tryAdd('sliding', window)).taken).toBe(true);
  });

  it('tells the wait behind others, whole windows later where they fill one', async () => {
    const window = { limit: 2, windowMs: MINUTE };
    await space.tryAdd('queue', window);
    await space.tryAdd('queue', window);
    const waits = await Promise.all(
      [0, 1, 2, 3, 4].map((ahead) => space.peek('queue', { ...window, ahead })),
    );
    const minutes = waits.map(({ waitMs }) => Math.ceil(waitMs / MINUTE));
    expect(minutes).toEqual([1, 1, 2, 2, 3]);
    const empty = await Promise.all([0, 1, 2, 5].map((ahead) => space.peek('none', { ...window, ahead })));
    expect(empty.map(({ waitMs }) => waitMs)).toEqual([0, 0, MINUTE, 2 * MINUTE]);
    expect((await space.peek('none', { limit: 0, windowMs: MINUTE })).waitMs).toBe(MINUTE);
  });

  it('shows another process at the same place the same things, where the place is shared', async () => {
    const again = kept.reopen()?.space('things', { maxBytes: 1_000_000 });
    if (again === undefined) return expect(kind).toBe('memory');
    await space.set('shared', 'seen', MINUTE);
    expect((await again.get('shared'))?.toString()).toBe('seen');
    const window = { limit: 5, windowMs: MINUTE };
    const slots = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? space : again).tryAdd('common', window)),
    );
    expect(slots.filter(({ taken }) => taken)).toHaveLength(5);
    const [one, other] = [
      await space.nextVersion('common clock', MINUTE),
      await again.nextVersion('common clock', MINUTE),
    ];
    expect(other).toBeGreaterThan(one);
  });
});

describe.each([
  ['memory', openMemoryStore],
  ['sqlite', openSqliteStore],
] as const)('The bound of a space in %s', (_kind, open) => {
  it('holds: what was there longest goes first, and other spaces keep theirs', async () => {
    let now = 1_000_000;
    const { store, end } = open(() => now);
    const [small, other] = [
      store.space('small', { maxBytes: 50_000 }),
      store.space('other', { maxBytes: 50_000 }),
    ];
    await other.set('kept', 'yes', MINUTE);
    for (let n = 0; n < 1_001; n += 1) {
      now += 1;
      await small.set(`key ${n}`, 'x'.repeat(400), MINUTE);
    }
    expect(await small.get('key 0')).toBeNull();
    expect(await small.get('key 1000')).not.toBeNull();
    const all = await small.getMany(Array.from({ length: 1_001 }, (_, n) => `key ${n}`));
    expect(all.filter((value) => value !== null).length * 400).toBeLessThanOrEqual(50_000);
    expect(await other.get('kept')).not.toBeNull();
    await end();
  });
});

it('A clock that was lost goes on above what it gave, since it never falls behind the time', async () => {
  let now = 5_000;
  const { store } = openMemoryStore(() => now);
  const space = store.space('clocks', { maxBytes: 10_000 });
  const first = await space.nextVersion('clock', MINUTE);
  const second = await space.nextVersion('clock', MINUTE);
  expect([first, second]).toEqual([5_000, 5_001]);
  await space.delete('clock');
  now += 2;
  expect(await space.nextVersion('clock', MINUTE)).toBe(5_002);
});
