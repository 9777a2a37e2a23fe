/** The client, and the interceptors of a single try. */
import { describe, expect, test } from 'vitest';
import { RateLimitedError, UpstreamUnavailableError } from '../../src/upstream/errors.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import {
  type PermitRequest,
  type RateLimiter,
  type RateObservation,
  unlimited,
} from '../../src/upstream/rate-limit/limiter.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import { createTicket, currentUser, deleteTicket, getTicket, listEvents } from '../helpers/endpoints.ts';
import { closedPort, failureOf, httpStage, json, stage, tcpStage } from './fake-api.ts';

describe('the call log', () => {
  test("records when a call starts and how it ends; a call that can't be sent is not recorded", async () => {
    const { client, callLog } = await httpStage(json(404, {}));
    const call = failureOf(client.send(listEvents, { ticketId: '77' }));
    await failureOf(client.send(listEvents, { ticketId: '../77' }));
    await call;
    expect(callLog.actual).toBe(1);
    expect(callLog.calls[0]).toMatchObject({
      operation: 'listEvents',
      method: 'GET',
      path: '/tickets/{ticketId}/events',
      status: 404,
      errorCode: 'NOT_FOUND',
    });
    expect(Math.abs(Date.now() - (callLog.calls[0]?.startedAt ?? 0))).toBeLessThan(60_000);
  });

  test('records the code of a call without a response', async () => {
    const { client, callLog } = stage(`http://127.0.0.1:${await closedPort()}`);
    await failureOf(client.send(createTicket, {}));
    expect(callLog.calls[0]).toMatchObject({ status: null, errorCode: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('the rate limiter', () => {
  test('permits each call, by credential, and sees each response', async () => {
    const seen: [PermitRequest, RateObservation | null | undefined][] = [];
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: async (call) => {
        seen.push([call, undefined]);
        return { end: (observation) => void seen.push([call, observation]) };
      },
    };
    const limits = { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '45' };
    const { client } = await httpStage(json(200, {}, limits), { rateLimiter });
    await client.send(currentUser, {});
    await client.send(deleteTicket, { ticketId: '1' });
    expect(seen.map(([{ kind, operation }, observation]) => [kind, operation, observation?.status])).toEqual([
      ['read', 'currentUser', undefined],
      ['read', 'currentUser', 200],
      ['write', 'deleteTicket', undefined],
      ['write', 'deleteTicket', 200],
    ]);
    expect(seen[1]?.[1]?.rate).toMatchObject({ limit: 10, remaining: 7 });
    expect(seen[0]?.[0].credential).toMatch(/^[0-9a-f]{64}$/);
  });

  test('may reject a call: then nothing is sent or recorded', async () => {
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: () => Promise.reject(new RateLimitedError({ retryAfter: 12 })),
    };
    const { client, received, callLog } = await httpStage(json(200, {}), { rateLimiter });
    expect(await failureOf(client.send(currentUser, {}))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 12,
    });
    expect([received.length, callLog.actual]).toEqual([0, 0]);
  });

  test('sees a 429 with its wait, and the end of a call without a response', async () => {
    const observations: (RateObservation | null)[] = [];
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: async () => ({ end: (observation) => void observations.push(observation) }),
    };
    const limited = await httpStage(json(429, {}, { 'retry-after': '9' }), { rateLimiter });
    await failureOf(limited.client.send(currentUser, {}));
    const broken = await tcpStage((socket) => socket.destroy(), { rateLimiter });
    await failureOf(broken.client.send(currentUser, {}));
    expect(observations).toEqual([{ status: 429, rate: null, retryAfter: 9 }, null]);
  });
});

describe('interceptors', () => {
  const spy =
    (name: string, log: string[]): Interceptor =>
    (next) =>
    async (call) => {
      log.push(`${name} in ${call.operation}`);
      const answer = await next(call);
      log.push(`${name} out`);
      return answer;
    };

  test('wrap a call, the first outermost', async () => {
    const log: string[] = [];
    const { client } = await httpStage(json(200, {}), {
      interceptors: [spy('cache', log), spy('retry', log)],
    });
    await client.send(currentUser, {});
    expect(log).toEqual(['cache in currentUser', 'retry in currentUser', 'retry out', 'cache out']);
  });

  test('may call next twice: each is a call of its own', async () => {
    let fails = 1;
    const again: Interceptor = (next) => (call) =>
      next(call).catch((error: unknown) => {
        if (!(error instanceof UpstreamUnavailableError)) throw error;
        return next(call);
      });
    const { client, callLog } = await httpStage(
      (request, response) => {
        json(fails-- > 0 ? 503 : 200, { ok: true })(request, response);
      },
      { interceptors: [again] },
    );
    await expect(client.send(currentUser, {})).resolves.toMatchObject({ body: { ok: true } });
    expect(callLog.calls.map(({ status }) => status)).toEqual([503, 200]);
  });

  test("may respond themselves, but never see a call that can't be sent", async () => {
    const made: UpstreamResponse = { status: 200, date: null, body: { from: 'interceptor' }, rate: null };
    const asked: string[] = [];
    const cache: Interceptor =
      () =>
      async ({ operation, endpoint, params }) => {
        asked.push(`${endpoint.kind} ${operation} ${JSON.stringify(params)}`);
        return made;
      };
    const { client, received } = await httpStage(json(500, {}), { interceptors: [cache] });
    expect(await client.send(getTicket, { ticketId: '7' })).toBe(made);
    await failureOf(client.send(getTicket, { ticketId: '../7' }));
    expect(asked).toEqual(['read getTicket {"ticketId":"7"}']);
    expect(received).toHaveLength(0);
  });
});

describe('a response has, beside its body,', () => {
  test('the time of the API', async () => {
    const date = 'Wed, 12 Jul 2023 15:48:11 GMT';
    const { client } = await httpStage(json(200, {}, { date }));
    expect((await client.send(currentUser, {})).date).toBe(Date.parse('2023-07-12T15:48:11Z'));
  });

  test('the remaining limit, with a reset in seconds or as a UNIX time', async () => {
    const reset = async (value: string): Promise<UpstreamResponse> => {
      const { client } = await httpStage(json(200, {}, { 'x-ratelimit-reset': value }));
      return client.send(currentUser, {});
    };
    const inSeconds = await reset('45');
    expect(inSeconds.rate).toMatchObject({ limit: null, remaining: null });
    expect(Math.abs((inSeconds.rate?.resetAt ?? 0) - (Date.now() + 45_000))).toBeLessThan(10_000);
    const at = Math.floor(Date.now() / 1000) + 45;
    expect(Math.abs(((await reset(String(at))).rate?.resetAt ?? 0) - at * 1000)).toBeLessThan(10_000);
  });

  test('nothing, if headers are missing or malformed', async () => {
    const { client } = await httpStage(json(200, {}, { date: 'yesterday', 'x-ratelimit-limit': 'ten' }));
    expect(await client.send(currentUser, {})).toMatchObject({ date: null, rate: null });
  });
});

describe('ping', () => {
  test.each([200, 301, 401, 404, 500, 503])('a %i counts as a response', async (status) => {
    const { upstream, received } = await httpStage(json(status, {}));
    expect(await upstream.ping()).toBe(true);
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('fails without a host, without HTTP, or without a response in time', async () => {
    expect(await stage(`http://127.0.0.1:${await closedPort()}`).upstream.ping()).toBe(false);
    expect(await (await tcpStage((socket) => socket.end('hello'))).upstream.ping()).toBe(false);
    expect(await (await tcpStage(() => {})).upstream.ping(50)).toBe(false);
  });
});
