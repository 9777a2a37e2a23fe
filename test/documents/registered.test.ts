import { hkdfSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/documents/document-id.ts';
import { createRegistered, type RegisteredDocuments } from '../../src/documents/registered.ts';
import { encrypt } from '../../src/store/encrypt.ts';
import type { Space } from '../../src/store/types.ts';
import {
  openMemoryStore,
  openRedisStore,
  openSqliteStore,
  redisAnswers,
  type TestStore,
} from '../store/test-stores.ts';

const redis = await redisAnswers();
const HOUR = 3_600_000;
const TEXT = 'query Mine { tickets(filter: { search: "paul.private@example.com" }) { nodes { id } } } # é';
const HASH = sha256Hex(TEXT);

/** A space that notes what is written to it. */
function watched(space: Space) {
  const written: { key: string; bytes: Buffer; ttlMs: number }[] = [];
  const set: Space['set'] = async (key, value, ttlMs) => {
    written.push({ key, bytes: Buffer.from(value), ttlMs });
    await space.set(key, value, ttlMs);
  };
  return { written, space: { ...space, get: (key: string) => space.get(key), set } };
}

describe.each([
  ['memory', openMemoryStore, true],
  ['sqlite', openSqliteStore, true],
  ['redis', openRedisStore, redis],
] as const)('documents registered in %s', (_kind, open, runs) => {
  if (!runs) return test.skip('need a Redis', () => {});
  let kept: TestStore;
  let registered: RegisteredDocuments;
  let written: ReturnType<typeof watched>['written'];
  let space: Space;
  let now: number;
  beforeEach(() => {
    kept = open();
    const over = watched(kept.store.space('documents', { maxBytes: 1_000_000 }));
    now = Date.now();
    ({ written, space } = over);
    registered = createRegistered(space, 24 * HOUR, () => now);
  });
  afterEach(() => kept.end());

  test('are found by their hash, letter by letter, and by no other', async () => {
    expect(await registered.find(HASH)).toBeNull();
    await registered.save(TEXT);
    expect(await registered.find(HASH)).toBe(TEXT);
    expect(await registered.find(sha256Hex(`${TEXT} `))).toBeNull();
  });

  test('are found by whoever shares the place', async () => {
    await registered.save(TEXT);
    const other = kept.reopen()?.space('documents', { maxBytes: 1_000_000 }) ?? space;
    expect(await createRegistered(other, HOUR).find(HASH)).toBe(TEXT);
  });

  test('show whoever has the place alone neither a text nor its hash', async () => {
    await registered.save(TEXT);
    const [{ key, bytes } = { key: '', bytes: Buffer.alloc(0) }] = written;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(key).not.toBe(HASH);
    const all = `${key} ${bytes.toString('latin1')} ${bytes.toString('hex')}`;
    for (const secret of ['paul', 'tickets', 'query', HASH, HASH.slice(0, 12)]) {
      expect(all).not.toContain(secret);
    }
  });

  test('live for their hours, and anew once a quarter of them is over', async () => {
    await registered.save(TEXT);
    now += 6 * HOUR;
    await registered.find(HASH);
    expect(written).toHaveLength(1);
    now += 1;
    await registered.find(HASH);
    expect(written.map(({ ttlMs }) => ttlMs)).toEqual([24 * HOUR, 24 * HOUR]);
    await registered.find(HASH);
    expect(written).toHaveLength(2);
  });

  test('what was changed, cut, or moved to another key is not there', async () => {
    await registered.save(TEXT);
    await registered.save('{ __typename }');
    const [one, other] = written;
    if (one === undefined || other === undefined) throw new Error('nothing was written');
    const changed = Buffer.from(one.bytes);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    for (const bytes of [changed, one.bytes.subarray(0, 20), other.bytes, Buffer.alloc(0)]) {
      await kept.store.space('documents', { maxBytes: 1 }).set(one.key, bytes, HOUR);
      expect(await registered.find(HASH)).toBeNull();
    }
  });
});

test('a space keeps no more than its bytes: what was used longest ago is forgotten', async () => {
  const { store } = openMemoryStore();
  const registered = createRegistered(store.space('documents', { maxBytes: 10_000 }), HOUR);
  const text = (at: number) => `{ a${at}: __typename } # ${'x'.repeat(1_000)}`;
  for (let at = 0; at < 20; at += 1) await registered.save(text(at));
  expect(await registered.find(sha256Hex(text(0)))).toBeNull();
  expect(await registered.find(sha256Hex(text(19)))).toBe(text(19));
});

test('whoever knows a hash, and may write, puts no other text in its place', async () => {
  const { store } = openMemoryStore();
  const space = store.space('documents', { maxBytes: 10_000 });
  const { written, space: seen } = watched(space);
  const registered = createRegistered(seen, HOUR);
  await registered.save('{ __typename }');
  const hash = sha256Hex('{ __typename }');
  const place = written[0]?.key ?? '';
  const key = Buffer.from(hkdfSync('sha256', hash, '', 'ticket-gateway document', 32));
  const forge = (text: string) => space.set(place, encrypt(`${Date.now()}\n${text}`, key, place), HOUR);
  await forge('{ __typename }');
  expect(await registered.find(hash)).toBe('{ __typename }');
  await forge(TEXT);
  expect(await registered.find(hash)).toBeNull();
});

test('a place that fails costs no answer: nothing is found, and nothing is kept', async () => {
  const broken = () => Promise.reject(new Error('the disk is full'));
  const { store } = openMemoryStore();
  const space = { ...store.space('documents', { maxBytes: 1_000 }), get: broken, set: broken };
  const registered = createRegistered(space, HOUR);
  await expect(registered.save(TEXT)).resolves.toBeUndefined();
  await expect(registered.find(HASH)).resolves.toBeNull();
});

test('what can not be renewed is found all the same', async () => {
  const { store } = openMemoryStore();
  const inner = store.space('documents', { maxBytes: 10_000 });
  let fails = false;
  const space: Space = {
    ...inner,
    get: (key) => inner.get(key),
    set: (...given) => (fails ? Promise.reject(new Error('the disk is full')) : inner.set(...given)),
  };
  let now = Date.now();
  const registered = createRegistered(space, HOUR, () => now);
  await registered.save(TEXT);
  fails = true;
  now += HOUR / 2;
  expect(await registered.find(HASH)).toBe(TEXT);
});
