import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Idempotency } from '../../src/context.ts';
import { GraphError } from '../../src/graphql/errors.ts';
import { UnresolvedError } from '../../src/idempotency/errors.ts';
import { createIdempotency } from '../../src/idempotency/idempotency.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/types.ts';
import { FakeApi, gate, never, outcome } from './fake-operation.ts';

const HOUR = 3_600_000;
const UNKNOWN = 'MUTATION_OUTCOME_UNKNOWN';

let folder: string;
let stores: Store[];
let now: number;
let maker: FakeApi;
let once: Idempotency;

/** Another process on the same file. */
function another(secret?: string): Idempotency {
  const store = createSqliteStore(join(folder, 'store.db'), () => now);
  stores.push(store);
  return createIdempotency({ store, secret, keepMs: 24 * HOUR, searchIntervalMs: 15_000, clock: () => now });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'once-'));
  stores = [];
  now = Date.now();
  maker = new FakeApi();
  once = another();
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const lost = () => {
  throw new UnresolvedError('unkeyed', { search: null, sentAt: 0, looks: 0 });
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the same key', () => {
  test('answers the first result, here and in another process', async () => {
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: false });
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
    expect(await outcome(another(), maker.operation())).toEqual({ result: 'thing-1', replayed: true });
    expect(maker.created).toEqual(['thing-1']);
  });

  test('with other arguments is a mismatch, while it runs and after', async () => {
    const { opened, open } = gate();
    maker.nextAnswers.push(async (thing) => opened.then(() => thing));
    const first = outcome(once, maker.operation());
    const other = { args: { email: 'anna@example.com' } };
    expect(await outcome(once, maker.operation(other))).toBe('IDEMPOTENCY_MISMATCH');
    open();
    await first;
    expect(await outcome(another(), maker.operation(other))).toBe('IDEMPOTENCY_MISMATCH');
    expect(maker.created).toHaveLength(1);
  });

  test('ten times at once is sent once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => outcome(once, maker.operation())));
    expect(maker.created).toEqual(['thing-1']);
    expect(all.filter((one) => typeof one === 'object' && !one.replayed)).toHaveLength(1);
    expect(new Set(all.map((one) => (typeof one === 'object' ? one.result : one)))).toEqual(
      new Set(['thing-1']),
    );
  });

  test('ten times at once in two processes is sent once', async () => {
    const other = another();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => outcome(at % 2 === 0 ? once : other, maker.operation())),
    );
    expect(maker.created).toEqual(['thing-1']);
    expect(all.filter((one) => typeof one === 'object' && !one.replayed)).toHaveLength(1);
  });

  test('belongs to a caller and a mutation', async () => {
    await outcome(once, maker.operation());
    await outcome(once, maker.operation({ caller: 'api.test#2' }));
    await outcome(once, maker.operation({ mutation: 'bake' }));
    expect(maker.created).toHaveLength(3);
  });

  test('is forgotten after its time', async () => {
    await outcome(once, maker.operation());
    now += 24 * HOUR - 1;
    await outcome(once, maker.operation());
    expect(maker.created).toHaveLength(1);
    now += 2;
    await outcome(once, maker.operation());
    expect(maker.created).toHaveLength(2);
  });

  test('is in progress for whoever has no time to wait for another process', async () => {
    maker.nextAnswers.push(never);
    void outcome(once, maker.operation());
    await wait(50);
    const late = maker.operation({ deadline: now + 50 });
    expect(await outcome(another(), late)).toBe('IDEMPOTENCY_IN_PROGRESS');
    expect(await outcome(once, late)).toBe('IDEMPOTENCY_IN_PROGRESS');
  });
});

describe('a failure that is certain', () => {
  test('frees the key, so that it sends again', async () => {
    maker.nextAnswers.push(() => Promise.reject(new GraphError('RATE_LIMITED')));
    expect(await outcome(once, maker.operation())).toBe('RATE_LIMITED');
    expect(await outcome(another(), maker.operation())).toEqual({ result: 'thing-2', replayed: false });
  });

  test('is told to all who joined', async () => {
    maker.nextAnswers.push(() => Promise.reject(new GraphError('BAD_USER_INPUT')));
    const all = await Promise.all([1, 2, 3].map(() => outcome(once, maker.operation())));
    expect(all).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(maker.created).toHaveLength(1);
  });

  test('of one token is not that of another: whoever joined tries with their own', async () => {
    maker.nextAnswers.push(() => Promise.reject(new GraphError('UNAUTHENTICATED')));
    const all = await Promise.all([1, 2].map(() => outcome(once, maker.operation())));
    expect(all).toEqual(['UNAUTHENTICATED', { result: 'thing-2', replayed: false }]);
  });
});

describe('a process that dies', () => {
  test('before it sent is taken over, and can never send afterwards', async () => {
    const { opened, open } = gate();
    const sleeper = maker.operation({
      send: async (beforeSend) => {
        await opened;
        await beforeSend();
        maker.created.push('of the dead');
        return 'of the dead';
      },
    });
    const dead = outcome(once, sleeper);
    await wait(50);
    now += 11_000;
    const alive = maker.operation({ deadline: now + 10_000 });
    expect(await outcome(another(), alive)).toEqual({ result: 'thing-1', replayed: false });
    open();
    expect(await dead).toEqual({ result: 'thing-1', replayed: true });
    expect(maker.created).toEqual(['thing-1']);
  });

  test('after it sent is looked for and found, and nothing is sent again', async () => {
    maker.nextAnswers.push(never);
    void outcome(once, maker.operation());
    await wait(50);
    now += 8_501;
    expect(await outcome(another(), maker.operation())).toEqual({ result: 'thing-1', replayed: true });
    expect(maker.created).toHaveLength(1);
  });

  test('and answers at last after all is believed, whatever others found', async () => {
    const { opened, open } = gate();
    maker.nextAnswers.push(async (thing) => opened.then(() => thing));
    const slow = outcome(once, maker.operation());
    await wait(50);
    now += 8_501;
    const blind = () => maker.operation({ finder: maker.finder(async () => []), deadline: now + 10_000 });
    expect(await outcome(another(), blind())).toBe(UNKNOWN);
    now += 15_000;
    expect(await outcome(another(), blind())).toBe(UNKNOWN);
    open();
    expect(await slow).toEqual({ result: 'thing-1', replayed: false });
    expect(await outcome(another(), blind())).toEqual({ result: 'thing-1', replayed: true });
  });
});

describe('what is kept', () => {
  const secrets = ['paul@example.com', 'key-of-the-client', 'https://files.test/secret'];
  const sealed = {
    codec: { write: (text: string) => text, read: (text: string) => text, secret: true },
    send: async (beforeSend: () => Promise<void>) => {
      await beforeSend();
      maker.created.push('link');
      return 'https://files.test/secret';
    },
    finder: null,
  };

  test('holds no argument, no key and no secret result', async () => {
    await outcome(once, maker.operation(sealed));
    const bytes = ['store.db', 'store.db-wal']
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join();
    expect(bytes).toContain('"state":"done"');
    for (const secret of secrets) expect(bytes).not.toContain(secret);
  });

  test('is opened by whoever has the key', async () => {
    await outcome(once, maker.operation(sealed));
    expect(await outcome(another(), maker.operation(sealed))).toEqual({
      result: 'https://files.test/secret',
      replayed: true,
    });
    expect(maker.created).toHaveLength(1);
  });

  test('under a secret that was set is of no use under another one: never sent twice by accident', async () => {
    const one = another('a secret of sixteen');
    await outcome(one, maker.operation());
    expect(await outcome(another('a secret of sixteen'), maker.operation())).toMatchObject({
      replayed: true,
    });
    expect(await outcome(another('another secret, longer'), maker.operation())).toBe('IDEMPOTENCY_MISMATCH');
    expect(maker.created).toHaveLength(1);
  });
});

describe('without a key', () => {
  test('each request is a new one', async () => {
    for (const _ of [1, 2])
      expect(await outcome(once, maker.operation({ key: null }))).toMatchObject({ replayed: false });
    expect(maker.created).toEqual(['thing-1', 'thing-2']);
  });

  test('a lost answer is looked for once', async () => {
    maker.nextAnswers.push(lost);
    expect(await outcome(once, maker.operation({ key: null }))).toEqual({
      result: 'thing-1',
      replayed: false,
    });
    maker.nextAnswers.push(lost);
    const blind = { key: null, finder: maker.finder(async () => []) };
    await expect(once.run(maker.operation(blind))).rejects.toMatchObject({
      code: UNKNOWN,
      retryable: false,
      looks: 1,
    });
    maker.nextAnswers.push(lost);
    await expect(once.run(maker.operation({ key: null, finder: null }))).rejects.toMatchObject({
      code: UNKNOWN,
      looks: 0,
    });
  });

  test('what was found for one request is not found for another', async () => {
    maker.nextAnswers.push(lost, lost);
    expect(await outcome(once, maker.operation({ key: null }))).toMatchObject({ result: 'thing-1' });
    expect(await outcome(once, maker.operation({ key: null }))).toMatchObject({ result: 'thing-2' });
  });
});
