import { describe, expect, test } from 'vitest';
import {
  RateLimitedError,
  UpstreamTimeoutError,
  UpstreamUnavailableError,
} from '../../src/upstream/errors.ts';
import { RetryBudget, retry, waitBefore } from '../../src/upstream/interceptors/retry.ts';
import type { UpstreamClient } from '../../src/upstream/types.ts';
import { createTicket, deleteTicket, listTickets, updateTicket } from '../helpers/endpoints.ts';
import { type Act, closedPort, failureOf, httpStage, json, stage, tcpStage } from './fake-api.ts';

const interceptors = () => [retry()];

/** Fails so many times, then answers. */
function faulty(times: number, fault: Act): Act {
  let left = times;
  return (request, response) =>
    left-- > 0 ? fault(request, response) : json(200, { data: [] })(request, response);
}

const CALLS: Record<string, (client: UpstreamClient) => Promise<unknown>> = {
  GET: (client) => client.send(listTickets, {}),
  POST: (client) => client.send(createTicket, { email: ['a@example.com'] }),
  PUT: (client) => client.send(updateTicket, { ticketId: '1', state: 'done' }),
  DELETE: (client) => client.send(deleteTicket, { ticketId: '1' }),
};
const WRITES = ['POST', 'PUT', 'DELETE'];
const callBy = (verb: string, client: UpstreamClient) =>
  CALLS[verb]?.(client) ?? Promise.reject(new Error(verb));

describe('a read is repeated', () => {
  const reset: Act = (request) => request.socket.resetAndDestroy();
  const cutJson: Act = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"id":1,"sta');
  };
  const cutBody: Act = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
    response.write('{"data":[', () => request.socket.destroy());
  };

  test.each<[string, Act]>([
    ['a reset', reset],
    ['502', json(502, {})],
    ['503', json(503, {})],
    ['504', json(504, {})],
    ['cut JSON', cutJson],
    ['a body that is cut', cutBody],
    ['a 429 that says one second', json(429, {}, { 'retry-after': '1' })],
  ])('after %s', async (_, fault) => {
    const { client, received, callLog } = await httpStage(faulty(1, fault), { interceptors: interceptors() });
    await expect(callBy('GET', client)).resolves.toMatchObject({ status: 200 });
    expect(received).toHaveLength(2);
    expect(callLog.calls.map(({ cause }) => cause)).toEqual(['field', 'retry']);
  });

  test('twice at most: the third failure is told', async () => {
    const { client, received } = await httpStage(faulty(3, json(503, {})), { interceptors: interceptors() });
    expect(await failureOf(callBy('GET', client))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      status: 503,
    });
    expect(received).toHaveLength(3);
  });

  test('when nobody listens', async () => {
    const { client, callLog } = stage(`http://127.0.0.1:${await closedPort()}`, [], {
      interceptors: interceptors(),
    });
    await failureOf(callBy('GET', client));
    expect(callLog.actual).toBe(3);
  });
});

describe('a read is not repeated', () => {
  test.each([400, 401, 403, 404, 408, 409, 422, 500, 501])('after %i', async (status) => {
    const { client, received } = await httpStage(json(status, {}), { interceptors: interceptors() });
    await failureOf(callBy('GET', client));
    expect(received).toHaveLength(1);
  });

  test.each<[string, Act]>([
    ['a 429 that says three seconds', json(429, {}, { 'retry-after': '3' })],
    ['a 429 that does not say', json(429, {})],
    ['a 503 that says a minute', json(503, {}, { 'retry-after': '60' })],
    ['HTML', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['an empty body', (_, response) => void response.writeHead(200).end()],
  ])('after %s', async (_, act) => {
    const { client, received } = await httpStage(act, { interceptors: interceptors() });
    await failureOf(callBy('GET', client));
    expect(received).toHaveLength(1);
  });

  test('after its own time was up', async () => {
    const { client, received } = await httpStage(() => {}, {
      interceptors: interceptors(),
      timeouts: { GET: 300 },
    });
    expect(await failureOf(callBy('GET', client))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(received).toHaveLength(1);
  });

  test('when the wait would outlast the operation', async () => {
    const { as, received } = await httpStage(json(429, {}, { 'retry-after': '2' }), {
      interceptors: interceptors(),
    });
    await failureOf(callBy('GET', as({ deadline: Date.now() + 1_500 })));
    expect(received).toHaveLength(1);
  });

  test('when the client leaves meanwhile', async () => {
    const leaving = new AbortController();
    const { as, received } = await httpStage(json(429, {}, { 'retry-after': '2' }), {
      interceptors: interceptors(),
    });
    const failure = failureOf(callBy('GET', as({ signal: leaving.signal })));
    while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    setTimeout(() => leaving.abort(), 20);
    expect(await failure).toMatchObject({ code: 'RATE_LIMITED' });
    expect(received).toHaveLength(1);
  });
});

describe('a write', () => {
  test.each(WRITES)('by %s is not repeated once it may have arrived', async (verb) => {
    for (const act of [json(500, {}), json(502, {}), json(503, {}), json(504, {})]) {
      const { client, received } = await httpStage(act, { interceptors: interceptors() });
      expect(await failureOf(callBy(verb, client))).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN' });
      expect(received).toHaveLength(1);
    }
    const { client, callLog } = await tcpStage((socket) => socket.resetAndDestroy(), {
      interceptors: interceptors(),
    });
    expect(await failureOf(callBy(verb, client))).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN' });
    expect(callLog.actual).toBe(1);
  });

  test.each(WRITES)('by %s is repeated when nobody listens, since then nothing was sent', async (verb) => {
    const { client, callLog } = stage(`http://127.0.0.1:${await closedPort()}`, [], {
      interceptors: interceptors(),
    });
    expect(await failureOf(callBy(verb, client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(callLog.actual).toBe(3);
  });

  test.each([
    ['POST', 2],
    ['PUT', 1],
    ['DELETE', 1],
  ])('by %s that is limited is tried %i times', async (verb, tries) => {
    const limited = faulty(1, json(429, {}, { 'retry-after': '0' }));
    const { client, received } = await httpStage(limited, { interceptors: interceptors() });
    await callBy(verb, client).catch(() => {});
    expect(received).toHaveLength(tries);
  });
});

describe('the wait', () => {
  const unavailable = new UpstreamUnavailableError({ status: 503 });

  test('is random, from 50 ms up to a bound that grows', () => {
    for (const [tried, ceiling] of [
      [1, 200],
      [2, 800],
      [3, 1_000],
    ] as const) {
      const waits = Array.from({ length: 500 }, () => waitBefore(unavailable, 'GET', tried) ?? 0);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(50);
      expect(Math.max(...waits)).toBeLessThanOrEqual(ceiling);
      expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(ceiling / 3);
    }
  });

  test('is the one that the API asks for, up to two seconds', () => {
    expect(waitBefore(new RateLimitedError({ status: 429, retryAfter: 2 }), 'GET', 1)).toBe(2_000);
    expect(waitBefore(new RateLimitedError({ status: 429, retryAfter: 2.1 }), 'GET', 1)).toBeNull();
  });

  test('is none for what our own budget refused, or what timed out here', () => {
    expect(waitBefore(new RateLimitedError({ retryAfter: 1 }), 'GET', 1)).toBeNull();
    expect(waitBefore(new UpstreamTimeoutError({ status: 200 }), 'GET', 1)).toBeNull();
  });
});

describe('the budget of retries', () => {
  test('is three in any second, however few calls there are', () => {
    const clock = { now: 5_000 };
    const budget = new RetryBudget(() => clock.now);
    const taken = () => [1, 2, 3, 4, 5].filter(() => budget.tryConsume()).length;
    expect(taken()).toBe(3);
    clock.now += 1_000;
    expect(taken()).toBe(3);
  });

  test('is a fifth of the calls of ten seconds', () => {
    const clock = { now: 0 };
    const budget = new RetryBudget(() => clock.now);
    for (let call = 0; call < 100; call += 1) budget.recordCall();
    expect(Array.from({ length: 100 }, () => budget.tryConsume()).filter(Boolean)).toHaveLength(20);
    clock.now += 10_000;
    expect(Array.from({ length: 100 }, () => budget.tryConsume()).filter(Boolean)).toHaveLength(3);
  });

  test('is shared by all callers of a process', async () => {
    const { client, received } = await httpStage(json(503, {}), { interceptors: interceptors() });
    await Promise.all(Array.from({ length: 30 }, () => failureOf(callBy('GET', client))));
    // Thirty calls allow six retries, and three a second are always allowed.
    expect(received.length).toBeLessThanOrEqual(30 + 6 + 3);
    expect(received.length).toBeGreaterThan(30);
  });
});
