import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Idempotency } from '../../src/context.ts';
import { GraphError } from '../../src/graphql/errors.ts';
import { StoreUnavailableError, UnresolvedError } from '../../src/idempotency/errors.ts';
import { createIdempotency } from '../../src/idempotency/idempotency.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createRedisStore } from '../../src/store/redis/redis.ts';
import { FakeApi, outcome } from './fake-operation.ts';

const UNKNOWN = 'MUTATION_OUTCOME_UNKNOWN';

let now: number;
let maker: FakeApi;
let once: Idempotency;
beforeEach(() => {
  now = Date.now();
  maker = new FakeApi();
  const store = createMemoryStore(() => now);
  once = createIdempotency({ store, keepMs: 3_600_000, searchIntervalMs: 15_000, clock: () => now });
});

/** The answer of a send is lost. */
const lose = () =>
  maker.nextAnswers.push(() => {
    throw new UnresolvedError('unkeyed', { search: null, sentAt: 0, looks: 0 });
  });

/** What an attempt fails with. */
const failure = async (differs: Parameters<FakeApi['operation']>[0] = {}) => {
  const error = await once
    .run(maker.operation({ deadline: now + 10_000, ...differs }))
    .catch((caught) => caught);
  if (!(error instanceof UnresolvedError)) throw new Error(`not unresolved: ${JSON.stringify(error)}`);
  return error;
};

/** Counts its looks, and finds nothing. */
const inVain = () => {
  const looks: Date[] = [];
  return {
    looks,
    finder: maker.finder(async (since) => {
      looks.push(since);
      return [];
    }),
  };
};

describe('a lost answer', () => {
  test('is looked for at once, since a little before it was sent', async () => {
    lose();
    let since = new Date(0);
    const finder = maker.finder(async (from) => {
      since = from;
      return maker.created;
    });
    expect(await outcome(once, maker.operation({ finder }))).toEqual({ result: 'thing-1', replayed: false });
    expect(now - since.getTime()).toBe(60_000);
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
  });

  test('that is not found is pending: nobody looks again before its time', async () => {
    lose();
    const { finder, looks } = inVain();
    expect(await failure({ finder })).toMatchObject({ retryable: true, retryAfter: 15, looks: 1 });
    now += 14_000;
    expect(await failure({ finder })).toMatchObject({ retryable: true, retryAfter: 1, looks: 1 });
    expect(looks).toHaveLength(1);
  });

  test('that is not found twice is final, says what was searched, and its key never sends again', async () => {
    lose();
    const { finder, looks } = inVain();
    await failure({ finder });
    now += 15_000;
    const last = { retryable: false, retryAfter: null, looks: 2, search: { reference: 'CASE-1' } };
    expect(await failure({ finder })).toMatchObject(last);
    now += 60_000;
    expect(await failure({ finder })).toMatchObject(last);
    expect(looks).toHaveLength(2);
    expect(maker.created).toHaveLength(1);
  });

  test('that is final for one key lets a new one send', async () => {
    lose();
    const { finder } = inVain();
    await failure({ finder });
    now += 15_000;
    await failure({ finder });
    expect(await outcome(once, maker.operation({ key: 'a new one' }))).toEqual({
      result: 'thing-2',
      replayed: false,
    });
  });

  test('that shows up late is found by the second look', async () => {
    lose();
    await failure({ finder: inVain().finder });
    now += 15_000;
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
  });

  test('is not looked for where there is nothing to look by, and says so', async () => {
    lose();
    expect(await failure({ finder: null })).toMatchObject({ retryable: false, looks: 0, search: null });
    expect(await failure({ finder: null })).toMatchObject({ retryable: false, looks: 0, search: null });
    expect(maker.created).toHaveLength(1);
  });

  test.each(['FORBIDDEN', 'BAD_USER_INPUT'] as const)(
    'is final where the look is refused: %s',
    async (code) => {
      lose();
      const finder = maker.finder(() => Promise.reject(new GraphError(code)));
      expect(await failure({ finder })).toMatchObject({ retryable: false, search: null });
    },
  );

  test('is pending where the look fails: that was no look', async () => {
    lose();
    const finder = maker.finder(() => Promise.reject(new GraphError('RATE_LIMITED')));
    expect(await failure({ finder })).toMatchObject({ retryable: true, looks: 0 });
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
  });

  test('is told as a bad token where the look has one', async () => {
    lose();
    const finder = maker.finder(() => Promise.reject(new GraphError('UNAUTHENTICATED')));
    expect(await outcome(once, maker.operation({ finder }))).toBe('UNAUTHENTICATED');
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
  });

  test('is looked for the next time where no time is left', async () => {
    lose();
    const { finder, looks } = inVain();
    expect(await failure({ finder, deadline: now + 1_000 })).toMatchObject({ retryable: true, looks: 0 });
    expect(looks).toEqual([]);
    expect(await outcome(once, maker.operation())).toEqual({ result: 'thing-1', replayed: true });
  });

  test('is none of several that fit', async () => {
    lose();
    maker.created.push('of a stranger');
    expect(await failure({})).toMatchObject({ retryable: true, looks: 1 });
  });

  test('is not what another key stands for already', async () => {
    await outcome(once, maker.operation({ key: 'first' }));
    lose();
    expect(await outcome(once, maker.operation({ key: 'second' }))).toEqual({
      result: 'thing-2',
      replayed: false,
    });
    const gone = maker.finder(async () => ['thing-1']);
    lose();
    expect(await failure({ key: 'third', finder: gone })).toMatchObject({ looks: 1 });
  });
});

describe('a store that is away', () => {
  const store = createRedisStore('redis://127.0.0.1:1', { warn: () => {} });
  afterEach(() => store.close());

  test('lets nothing with a key be sent, since nothing could say that it was', async () => {
    const away = createIdempotency({ store, keepMs: 3_600_000, searchIntervalMs: 15_000 });
    await expect(away.run(maker.operation())).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(maker.created).toEqual([]);
    expect(await outcome(away, maker.operation({ key: null }))).toMatchObject({ result: 'thing-1' });
    expect(await outcome(once, maker.operation())).not.toBe(UNKNOWN);
  });
});
