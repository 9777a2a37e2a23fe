import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { Space, Store } from '../../src/store/types.ts';
import { cache } from '../../src/upstream/cache/cache.ts';
import { type CallerRegistry, createCallerRegistry } from '../../src/upstream/caller-registry.ts';
import {
  ForbiddenError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  UpstreamUnavailableError,
} from '../../src/upstream/errors.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import type { CallContext } from '../../src/upstream/types.ts';
import { caller, contextOf, type FakeApi, fakeApi, responseOf } from './fake-transport.ts';
import { settled } from './virtual-clock.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICKET = { ticketId: '7' };

let now: number;
let api: FakeApi;
let number: number;
let store: Store;
let space: Space;
let callerRegistry: CallerRegistry;
let interceptor: Interceptor;

beforeEach(() => {
  now = Date.now();
  number = 0;
  api = fakeApi();
  api.answer = () => responseOf({ id: 7, number: ++number });
  store = createMemoryStore(() => now);
  space = store.space('cache', { maxBytes: 1_000_000 });
  callerRegistry = createCallerRegistry(store.space('identities', { maxBytes: 100_000 }));
  interceptor = cache({ space, callerRegistry, now: () => now });
});

const as = (token = 'token-of-alice', differs: Partial<CallContext> = {}) => {
  const scope = contextOf({ token, ...differs });
  return { scope, call: caller([interceptor], api, scope) };
};
const read = (token?: string): Promise<UpstreamResponse> => as(token).call('getTicket', TICKET);
const numberIn = ({ body }: UpstreamResponse): number => (body as { number: number }).number;
const fails = (error: Error) => {
  api.answer = () => Promise.reject(error);
};

describe('A cached response', () => {
  it('is served for its max-age, and costs no call', async () => {
    const first = await read();
    now += 14 * SECOND;
    const { scope, call } = as();
    expect(await call('getTicket', TICKET)).toEqual(first);
    expect([api.calls.length, scope.callLog.cached, scope.callLog.stale.answers]).toEqual([1, 1, 0]);
    now += 2 * SECOND;
    expect(numberIn(await read())).toBe(2);
  });

  it('is served for equal parameters only', async () => {
    const { call } = as();
    await call('getTicket', TICKET);
    await call('getTicket', { ...TICKET, scope: 'sso' });
    await call('getTicket', { ticketId: '8' });
    await call('listEvents', TICKET);
    expect(api.calls).toHaveLength(4);
  });

  it('of a list serves each ticket in it, as long as the list is fresh', async () => {
    api.answer = ({ operation }) =>
      responseOf(operation === 'listTickets' ? { data: [{ id: 7, number: 41 }] } : { id: 7, number: 42 });
    await as().call('listTickets', { limit: 5 });
    const { scope, call } = as();
    expect((await call('getTicket', TICKET)).body).toEqual({ id: 7, number: 41 });
    expect([api.calls.length, scope.callLog.cached]).toEqual([1, 1]);
    expect(numberIn(await as().call('getTicket', TICKET, { fresh: true }))).toBe(42);
    expect(numberIn(await read('token-of-bob'))).toBe(42);
    await as().call('getTicket', { ticketId: '8' });
    await as().call('getTicket', { ...TICKET, scope: 'sso' });
    expect(api.calls).toHaveLength(5);
  });

  it('of a list serves no ticket once the list is stale', async () => {
    api.answer = ({ operation }) =>
      responseOf(operation === 'listTickets' ? { data: [{ id: 7, number: 41 }] } : { id: 7, number: 42 });
    await as().call('listTickets', { limit: 5 });
    now += 10 * SECOND;
    expect(numberIn(await read())).toBe(42);
  });

  it("is served to the same token only: another can't decrypt it", async () => {
    await read('token-of-alice');
    expect(numberIn(await read('token-of-bob'))).toBe(2);
    expect(numberIn(await read('token-of-alice'))).toBe(1);
    expect(numberIn(await read('token-of-bob'))).toBe(2);
  });

  it('is not served for a fresh read, nor to a client that accepts no cached response', async () => {
    await read();
    expect(numberIn(await as().call('getTicket', TICKET, { fresh: true }))).toBe(2);
    expect(numberIn(await as('token-of-alice', { fresh: true }).call('getTicket', TICKET))).toBe(3);
    expect(numberIn(await read())).toBe(3);
  });

  it('is a success: failures are not cached', async () => {
    fails(new NotFoundError({ status: 404 }));
    await expect(read()).rejects.toThrow(NotFoundError);
    await expect(read()).rejects.toThrow(NotFoundError);
    expect(api.calls).toHaveLength(2);
  });

  it('is not readable in the store', async () => {
    const secret = 'https://join.example.com/secret-link';
    api.answer = () => responseOf({ id: 7, requestor: { url: secret, email: 'paul@example.com' } });
    const kept: string[] = [];
    const spied: Space = new Proxy(space, {
      get(target, name) {
        if (name !== 'set') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
        return (key: string, value: Uint8Array, ttl: number) => {
          kept.push(key, Buffer.from(value).toString('latin1'));
          return target.set(key, value, ttl);
        };
      },
    });
    interceptor = cache({ space: spied, callerRegistry, now: () => now });
    await read();
    await read();
    expect(api.calls).toHaveLength(1);
    expect(kept.length).toBeGreaterThan(0);
    for (const text of kept) {
      expect(text).not.toMatch(/secret|paul|token-of|https/);
    }
  });
});

describe('A write', () => {
  const write = (
    token?: string,
    operation: 'updateTicket' | 'deleteTicket' | 'createTicket' = 'updateTicket',
  ) => as(token).call(operation, operation === 'createTicket' ? { subject: 'new' } : TICKET);

  it('invalidates the ticket, what belongs to it, and the lists of the writer', async () => {
    const { call } = as();
    const readAll = async () => {
      await call('getTicket', TICKET);
      await call('listMedias', TICKET);
      await call('listTickets', { limit: 5 });
      await call('getTicket', { ticketId: '8' });
    };
    await readAll();
    await write();
    api.calls.length = 0;
    await readAll();
    expect(api.calls.map(({ operation }) => operation)).toEqual(['getTicket', 'listMedias', 'listTickets']);
  });

  it('invalidates for other tokens of the same user, and for every list with the ticket', async () => {
    callerRegistry.record(contextOf({ token: 'phone' }).credential.hash, 'host#1');
    callerRegistry.record(contextOf({ token: 'tablet' }).credential.hash, 'host#1');
    callerRegistry.record(contextOf({ token: 'admin' }).credential.hash, 'host#2');
    api.answer = () => responseOf({ data: [{ id: 5 }, { id: 7 }] });
    for (const token of ['tablet', 'admin']) await as(token).call('listTickets', { limit: 5 });
    await as('admin').call('getTicket', TICKET);
    await write('phone');
    api.calls.length = 0;
    await as('admin').call('getTicket', TICKET);
    for (const token of ['tablet', 'admin']) await as(token).call('listTickets', { limit: 5 });
    expect(api.calls).toHaveLength(3);
  });

  it('of a new ticket invalidates the lists of its user, and no others', async () => {
    callerRegistry.record(contextOf({ token: 'phone' }).credential.hash, 'host#1');
    callerRegistry.record(contextOf({ token: 'tablet' }).credential.hash, 'host#1');
    api.answer = () => responseOf({ data: [] });
    for (const token of ['phone', 'tablet', 'other']) await as(token).call('listTickets', { limit: 5 });
    await write('phone', 'createTicket');
    api.calls.length = 0;
    for (const token of ['phone', 'tablet', 'other']) await as(token).call('listTickets', { limit: 5 });
    expect(api.calls).toHaveLength(2);
  });

  it('invalidates a response that was in flight', async () => {
    const gate = Promise.withResolvers<UpstreamResponse>();
    api.answer = ({ endpoint }) => (endpoint.kind === 'read' ? gate.promise : responseOf(undefined));
    const reading = read();
    await settled();
    await write();
    gate.resolve(responseOf({ number: 'from before' }));
    await reading;
    api.answer = () => responseOf({ number: 'from after' });
    expect((await read()).body).toEqual({ number: 'from after' });
  });

  it('that failed invalidates too, since it may have happened', async () => {
    await read();
    fails(new OutcomeUnknownError('UPSTREAM_TIMEOUT'));
    await expect(write()).rejects.toThrow(OutcomeUnknownError);
    api.answer = () => responseOf({ number: 'after' });
    expect((await read()).body).toEqual({ number: 'after' });
  });

  it('of an export invalidates no list', async () => {
    const { call } = as();
    await call('listTickets', { limit: 5 });
    await call('exportTicket', TICKET);
    await call('listTickets', { limit: 5 });
    expect(api.calls.map(({ operation }) => operation)).toEqual(['listTickets', 'exportTicket']);
  });
});

describe('A stale response', () => {
  it.each([
    ['the API can not be reached', new UpstreamUnavailableError()],
    ['the budget is used up', new RateLimitedError({ retryAfter: 30 })],
  ])('is served where %s, and told as such', async (_why, error) => {
    await read();
    now += 2 * MINUTE;
    fails(error);
    const { scope, call } = as();
    expect(numberIn(await call('getTicket', TICKET))).toBe(1);
    expect(scope.callLog).toMatchObject({ cached: 1, stale: { answers: 1, oldestMs: 2 * MINUTE } });
    now += 10 * MINUTE;
    await expect(read()).rejects.toBe(error);
  });

  it.each([
    ['is gone', new NotFoundError({ status: 404 })],
    ['may not be seen any more', new ForbiddenError({ status: 403 })],
  ])('is not served where the thing %s, nor later', async (_why, error) => {
    await read();
    now += MINUTE;
    fails(error);
    await expect(read()).rejects.toBe(error);
    fails(new UpstreamUnavailableError());
    await expect(read()).rejects.toThrow(UpstreamUnavailableError);
  });

  it('is not served for a fresh read', async () => {
    await read();
    now += MINUTE;
    fails(new UpstreamUnavailableError());
    await expect(as().call('getTicket', TICKET, { fresh: true })).rejects.toThrow(UpstreamUnavailableError);
  });

  it('of accounts is served at once and revalidated in the background, once', async () => {
    const users = { enterpriseId: '1', offset: 0, limit: 100 };
    await as().call('listUsers', users);
    now += 10 * MINUTE;
    const [one, other] = [as(), as()];
    const answers = await Promise.all([one.call('listUsers', users), other.call('listUsers', users)]);
    expect(answers.map(numberIn)).toEqual([1, 1]);
    expect([one, other].map(({ scope }) => scope.callLog.stale.answers)).toEqual([1, 1]);
    await settled();
    expect(api.calls.map(({ cause }) => cause)).toEqual(['field', 'background']);
    const later = as();
    expect(numberIn(await later.call('listUsers', users))).toBe(2);
    expect(later.scope.callLog.stale.answers).toBe(0);
  });

  it('stays if its revalidation fails', async () => {
    const users = { enterpriseId: '1', offset: 0, limit: 100 };
    await as().call('listUsers', users);
    now += 10 * MINUTE;
    fails(new UpstreamUnavailableError());
    expect(numberIn(await as().call('listUsers', users))).toBe(1);
    await settled();
    expect(numberIn(await as().call('listUsers', users))).toBe(1);
  });
});

describe('A broken store', () => {
  const broken = (...names: string[]): Space =>
    new Proxy(space, {
      get(target, name) {
        if (names.includes(String(name))) return () => Promise.reject(new Error('the disk is full'));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });

  it.each([
    ['read', ['getMany']],
    ['written', ['set']],
    ['either', ['getMany', 'set', 'get', 'tick', 'delete']],
  ])('where nothing can be %s costs calls, never an answer', async (_what, names) => {
    interceptor = cache({ space: broken(...names), callerRegistry, now: () => now });
    expect(numberIn(await read())).toBe(1);
    expect(numberIn(await read())).toBe(2);
    await expect(as().call('updateTicket', TICKET)).resolves.toBeDefined();
  });

  it('that was lost for a while may have missed writes: nothing from before is current', async () => {
    let outages = 0;
    const flickering: Space = new Proxy(space, {
      get(target, name) {
        if (name === 'outages') return outages;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    interceptor = cache({ space: flickering, callerRegistry, now: () => now });
    await read();
    expect(numberIn(await read())).toBe(1);
    outages = 1;
    expect(numberIn(await read())).toBe(2);
    expect(numberIn(await read())).toBe(2);
  });
});
