/** What stands around a call: the callLog, the rateLimiter, the layers, and the little that an answer says beside its body. */
import { describe, expect, test } from 'vitest';
import { RateLimitedError, UpstreamUnavailableError } from '../../src/upstream/errors.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import {
  type PermitRequest,
  type RateLimiter,
  type RateObservation,
  unlimited,
} from '../../src/upstream/rate-limit/limiter.ts';
import type { UpstreamResponse } from '../../src/upstream/types.ts';
import { closedPort, failureOf, httpStage, json, stage, tcpStage } from './fake-api.ts';

describe('the meter', () => {
  test('counts a call when it starts and tells how it ended; one that can not be sent is none', async () => {
    const { client, callLog } = await httpStage(json(404, {}));
    const call = failureOf(client.call('listEvents', { ticketId: '77' }));
    await failureOf(client.call('listEvents', { ticketId: '../77' }));
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

  test('knows the code of a call that got no answer', async () => {
    const { client, callLog } = stage(`http://127.0.0.1:${await closedPort()}`);
    await failureOf(client.call('createTicket', {}));
    expect(callLog.calls[0]).toMatchObject({ status: null, errorCode: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('the rateLimiter', () => {
  test('is asked before every call, by credential, and told of every answer', async () => {
    const seen: [PermitRequest, RateObservation | null | undefined][] = [];
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: async (call) => {
        seen.push([call, undefined]);
        return { end: (sighting) => void seen.push([call, sighting]) };
      },
    };
    const limits = { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '45' };
    const { client } = await httpStage(json(200, {}, limits), { rateLimiter });
    await client.call('currentUser', {});
    await client.call('deleteTicket', { ticketId: '1' });
    expect(seen.map(([{ kind, operation }, sighting]) => [kind, operation, sighting?.status])).toEqual([
      ['read', 'currentUser', undefined],
      ['read', 'currentUser', 200],
      ['write', 'deleteTicket', undefined],
      ['write', 'deleteTicket', 200],
    ]);
    expect(seen[1]?.[1]?.rate).toMatchObject({ limit: 10, remaining: 7 });
    expect(seen[0]?.[0].credential).toMatch(/^[0-9a-f]{64}$/);
  });

  test('may refuse, and then nothing goes out and nothing is counted', async () => {
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: () => Promise.reject(new RateLimitedError({ retryAfter: 12 })),
    };
    const { client, received, callLog } = await httpStage(json(200, {}), { rateLimiter });
    expect(await failureOf(client.call('currentUser', {}))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 12,
    });
    expect([received.length, callLog.actual]).toEqual([0, 0]);
  });

  test('hears of a 429 and its wait, and of a connection without answer that it is over', async () => {
    const sightings: (RateObservation | null)[] = [];
    const rateLimiter: RateLimiter = {
      ...unlimited,
      acquire: async () => ({ end: (sighting) => void sightings.push(sighting) }),
    };
    const limited = await httpStage(json(429, {}, { 'retry-after': '9' }), { rateLimiter });
    await failureOf(limited.client.call('currentUser', {}));
    const broken = await tcpStage((socket) => socket.destroy(), { rateLimiter });
    await failureOf(broken.client.call('currentUser', {}));
    expect(sightings).toEqual([{ status: 429, rate: null, retryAfter: 9 }, null]);
  });
});

describe('layers', () => {
  const spy =
    (name: string, log: string[]): Interceptor =>
    (next) =>
    async (call) => {
      log.push(`${name} in ${call.operation}`);
      const answer = await next(call);
      log.push(`${name} out`);
      return answer;
    };

  test('stand around a call, the first outermost', async () => {
    const log: string[] = [];
    const { client } = await httpStage(json(200, {}), {
      interceptors: [spy('cache', log), spy('retry', log)],
    });
    await client.call('currentUser', {});
    expect(log).toEqual(['cache in currentUser', 'retry in currentUser', 'retry out', 'cache out']);
  });

  test('may call on twice: each time is a call of its own', async () => {
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
    await expect(client.call('currentUser', {})).resolves.toMatchObject({ body: { ok: true } });
    expect(callLog.calls.map(({ status }) => status)).toEqual([503, 200]);
  });

  test('may answer themselves, but never see a call that can not be sent', async () => {
    const made: UpstreamResponse = { status: 200, date: null, body: { from: 'layer' }, rate: null };
    const asked: string[] = [];
    const cache: Interceptor =
      () =>
      async ({ operation, endpoint, params }) => {
        asked.push(`${endpoint.kind} ${operation} ${JSON.stringify(params)}`);
        return made;
      };
    const { client, received } = await httpStage(json(500, {}), { interceptors: [cache] });
    expect(await client.call('getTicket', { ticketId: '7' })).toBe(made);
    await failureOf(client.call('getTicket', { ticketId: '../7' }));
    expect(asked).toEqual(['read getTicket {"ticketId":"7"}']);
    expect(received).toHaveLength(0);
  });
});

describe('an answer tells beside its body', () => {
  test('the time of the upstream', async () => {
    const date = 'Wed, 12 Jul 2023 15:48:11 GMT';
    const { client } = await httpStage(json(200, {}, { date }));
    expect((await client.call('currentUser', {})).date).toBe(Date.parse('2023-07-12T15:48:11Z'));
  });

  test('what is left of the limit, in seconds or as a UNIX time', async () => {
    const reset = async (value: string): Promise<UpstreamResponse> => {
      const { client } = await httpStage(json(200, {}, { 'x-ratelimit-reset': value }));
      return client.call('currentUser', {});
    };
    const inSeconds = await reset('45');
    expect(inSeconds.rate).toMatchObject({ limit: null, remaining: null });
    expect(Math.abs((inSeconds.rate?.resetAt ?? 0) - (Date.now() + 45_000))).toBeLessThan(10_000);
    const at = Math.floor(Date.now() / 1000) + 45;
    expect(Math.abs(((await reset(String(at))).rate?.resetAt ?? 0) - at * 1000)).toBeLessThan(10_000);
  });

  test('nothing, where headers are missing or make no sense', async () => {
    const { client } = await httpStage(json(200, {}, { date: 'yesterday', 'x-ratelimit-limit': 'ten' }));
    expect(await client.call('currentUser', {})).toMatchObject({ date: null, rate: null });
  });
});

describe('ping', () => {
  test.each([200, 301, 401, 404, 500, 503])('an answer of %i is an answer', async (status) => {
    const { upstream, received } = await httpStage(json(status, {}));
    expect(await upstream.ping()).toBe(true);
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('nobody there, no HTTP, or no answer in time is none', async () => {
    expect(await stage(`http://127.0.0.1:${await closedPort()}`).upstream.ping()).toBe(false);
    expect(await (await tcpStage((socket) => socket.end('hello'))).upstream.ping()).toBe(false);
    expect(await (await tcpStage(() => {})).upstream.ping(50)).toBe(false);
  });
});
