/** What the settings make of the things that live as long as the process. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { type AppServices, createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import { UnresolvedError } from '../../src/idempotency/errors.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/types.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import type { Permit } from '../../src/upstream/rate-limit/limiter.ts';
import { warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway } from '../helpers/test-gateway.ts';
import { FakeApi, outcome } from '../idempotency/fake-operation.ts';
import { record } from './recording.ts';

const MB = 1024 * 1024;
const HOUR_MS = 60 * 60 * 1000;
const NOWHERE = 'http://127.0.0.1:9/api/v3';

const opened: AppServices[] = [];
afterEach(async () => {
  for (const { upstream, store } of opened.splice(0)) {
    await upstream.close();
    await store.close();
  }
});

/** Services as the process makes them of an environment; what they keep is recorded. */
function made(env: Record<string, string>, { url = NOWHERE, store }: { url?: string; store?: Store } = {}) {
  const recording = record(store ?? createMemoryStore());
  const settings = readConfig({ STORE: 'memory', UPSTREAM_RATE_LIMIT: '0', ...env });
  const services = createServices(settings, url, { wrapStore: () => recording.store });
  opened.push(services);
  return { ...services, recording };
}

describe('what is kept is bounded', () => {
  test('each part of the store by its own measure', () => {
    expect(made({}).recording.bounds).toEqual({
      budget: 16 * MB,
      callers: 16 * MB,
      documents: 16 * MB,
      identities: 16 * MB,
      cache: 64 * MB,
      idempotency: 64 * MB,
      'idempotency-secret': MB,
    });
  });

  test('answers by CACHE_BYTES; where that is 0 or CACHE is off, none is kept', () => {
    expect(made({ CACHE_BYTES: '12345' }).recording.bounds['cache']).toBe(12_345);
    expect(made({ CACHE_BYTES: '0' }).recording.bounds).not.toHaveProperty('cache');
    expect(made({ CACHE: 'off' }).recording.bounds).not.toHaveProperty('cache');
  });

  test.each([
    ['0', 1],
    ['300', 1],
    ['1000000', 0],
  ])('with CACHE_BYTES=%s the same question costs %i calls when it comes again', async (bytes, calls) => {
    const world = await createTestGateway({
      sandbox: { tickets: 5 },
      env: { CACHE: 'on', CACHE_BYTES: bytes },
    });
    onTestFinished(() => world.close());
    await warmUpCallers(world, 'alice');
    expect((await world.ask('{ tickets(first: 2) { nodes { ticketId } } }')).calls).toBe(1);
    expect((await world.ask('{ tickets(first: 2) { nodes { ticketId } } }')).calls).toBe(calls);
  });
});

test('a document that a client registered is kept for APQ_HOURS', async () => {
  const { documents, recording } = made({ APQ_HOURS: '5' });
  await documents.registered.save('{ __typename }');
  expect(recording.lives('documents')).toEqual([5 * HOUR_MS]);
});

describe('an idempotency key', () => {
  test('is kept for IDEMPOTENCY_HOURS, with everything that is noted of it', async () => {
    const { idempotency, recording } = made({ IDEMPOTENCY_HOURS: '3' });
    expect(await outcome(idempotency, new FakeApi().operation())).toEqual({
      result: 'thing-1',
      replayed: false,
    });
    // Begun, sent, done; and whose the thing is.
    expect(recording.lives('idempotency')).toEqual([3, 3, 3, 3].map((hours) => hours * HOUR_MS));
  });

  test('whose answer is lost is looked for again after IDEMPOTENCY_LOOK_SECONDS', async () => {
    const maker = new FakeApi();
    maker.nextAnswers.push(() => {
      throw new UnresolvedError('unkeyed', { search: null, sentAt: 0, looks: 0 });
    });
    const { idempotency } = made({ IDEMPOTENCY_LOOK_SECONDS: '40' });
    const finder = maker.finder(async () => []);
    await expect(idempotency.run(maker.operation({ finder }))).rejects.toMatchObject({
      looks: 1,
      retryAfter: 40,
    });
  });

  test('is replayed where the secret is the same, and a mismatch where IDEMPOTENCY_SECRET was changed', async () => {
    const store = createMemoryStore();
    const maker = new FakeApi();
    const under = (secret: string) => {
      const { idempotency } = made({ IDEMPOTENCY_SECRET: secret }, { store });
      return outcome(idempotency, maker.operation());
    };
    expect(await under('the first of two secrets')).toEqual({ result: 'thing-1', replayed: false });
    expect(await under('the first of two secrets')).toEqual({ result: 'thing-1', replayed: true });
    expect(await under('the second of the two')).toBe('IDEMPOTENCY_MISMATCH');
    expect(maker.created).toHaveLength(1);
  });

  test('leaves a secret in the store only where none is set', async () => {
    const given = made({ IDEMPOTENCY_SECRET: 'one that operators chose' });
    await outcome(given.idempotency, new FakeApi().operation());
    expect(given.recording.lives('idempotency-secret')).toEqual([]);
    const random = made({});
    await outcome(random.idempotency, new FakeApi().operation());
    expect(random.recording.lives('idempotency-secret')).toEqual([365 * 24 * HOUR_MS]);
  });
});

describe('UPSTREAM_CONCURRENCY', () => {
  test('is how many calls of all callers are let through at once; the next starts when one ends', async () => {
    const { rateLimiter } = made({ UPSTREAM_CONCURRENCY: '3' });
    const signal = new AbortController().signal;
    const turns: Permit[] = [];
    const calls = [1, 2, 3, 4, 5].map(async (caller) => {
      const turn = await rateLimiter.acquire({
        credential: `caller ${caller}`,
        ...{ kind: 'read', cause: 'field', operation: 'listTickets' },
        ...{ callLog: new CallLog(), deadline: { at: Date.now() + 10_000, signal } },
      } as const);
      turns.push(turn);
    });
    await expect.poll(() => turns.length).toBe(3);
    await sleep(50);
    expect(turns).toHaveLength(3);
    turns[0]?.end(null);
    await expect.poll(() => turns.length).toBe(4);
    await sleep(50);
    expect(turns).toHaveLength(4);
    turns[1]?.end(null);
    await Promise.all(calls);
    for (const turn of turns.slice(2)) turn.end(null);
  });

  test('is how many sockets are open to the ticket API', async () => {
    const waiting: ServerResponse[] = [];
    const api = createServer((_, response) => void waiting.push(response));
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void api.close());
    // @NOTE a server that listens on a port has an address of this form.
    const { port } = api.address() as AddressInfo;
    const { upstream } = made({ UPSTREAM_CONCURRENCY: '3' }, { url: `http://127.0.0.1:${port}/api/v3` });
    const pings = Promise.all([1, 2, 3, 4, 5].map(() => upstream.ping()));
    await expect.poll(() => waiting.length).toBe(3);
    await sleep(50);
    expect(waiting).toHaveLength(3);
    for (let answered = 0; answered < 5; answered += 1) {
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      waiting.shift()?.end();
    }
    expect(await pings).toEqual([true, true, true, true, true]);
  });
});
