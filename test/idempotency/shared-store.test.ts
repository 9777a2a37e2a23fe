import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createIdempotency } from '../../src/idempotency/idempotency.ts';
import { createRedisStore } from '../../src/store/redis/redis.ts';
import type { Store } from '../../src/store/types.ts';
import { endPrograms, run } from '../helpers/child-process.ts';
import { REDIS_URL, redisAnswers } from '../store/test-stores.ts';
import { FakeApi, gate, outcome } from './fake-operation.ts';

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await endPrograms();
});

/** A process on the Redis that all share under a prefix. */
function process(prefix: string) {
  const store = createRedisStore(REDIS_URL, { prefix, warn: () => {} });
  stores.push(store);
  return { store, once: createIdempotency({ store, keepMs: 60_000, searchIntervalMs: 15_000 }) };
}

describe.skipIf(!(await redisAnswers()))('two processes on one Redis', () => {
  test('asked for the same at once, five times each, send it once', async () => {
    const maker = new FakeApi();
    const prefix = randomUUID();
    const both = [process(prefix), process(prefix)];
    const all = await Promise.all(
      both.flatMap(({ once }) => [1, 2, 3, 4, 5].map(() => outcome(once, maker.operation()))),
    );
    expect(maker.created).toEqual(['thing-1']);
    expect(all.filter((one) => typeof one === 'object' && !one.replayed)).toHaveLength(1);
  });

  test('see each other through: a sealed result is opened by the other', async () => {
    const maker = new FakeApi();
    const prefix = randomUUID();
    const sealed = { codec: { write: (text: string) => text, read: (text: string) => text, secret: true } };
    await outcome(process(prefix).once, maker.operation(sealed));
    const { once, store } = process(prefix);
    expect(await outcome(once, maker.operation(sealed))).toEqual({ result: 'thing-1', replayed: true });
    expect(store.kind).toBe('redis');
  });

  test('one that loses the Redis before it sends, sends nothing', async () => {
    const maker = new FakeApi();
    const port = await freePort();
    const redis = run(['redis-server', '--port', String(port), '--save', '']);
    await redis.says(/Ready to accept connections/);
    const store = createRedisStore(`redis://127.0.0.1:${port}`, { warn: () => {} });
    stores.push(store);
    const once = createIdempotency({ store, keepMs: 60_000, searchIntervalMs: 15_000 });
    const [started, gone] = [gate(), gate()];
    const send = async (beforeSend: () => Promise<void>) => {
      started.open();
      await gone.opened;
      await beforeSend();
      maker.created.push('thing');
      return 'thing';
    };
    const attempt = outcome(once, maker.operation({ send }));
    await started.opened;
    redis.signal('SIGKILL');
    await redis.ended;
    gone.open();
    expect(await attempt).toBe('OVERLOADED');
    expect(await outcome(once, maker.operation({ key: 'another' }))).toBe('OVERLOADED');
    expect(maker.created).toEqual([]);
  });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
