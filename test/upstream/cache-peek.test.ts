import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { cache } from '../../src/upstream/cache/cache.ts';
import { createCallerRegistry } from '../../src/upstream/caller-registry.ts';
import { type Interceptor, isCached } from '../../src/upstream/interceptors/interceptor.ts';
import { singleFlight } from '../../src/upstream/interceptors/single-flight.ts';
import type { CallContext } from '../../src/upstream/types.ts';
import { caller, callOf, contextOf, type FakeApi, fakeApi, responseOf } from './fake-transport.ts';

const SECOND = 1_000;
const TICKET = { ticketId: '7' };

let now: number;
let api: FakeApi;
let interceptors: readonly Interceptor[];
beforeEach(() => {
  now = Date.now();
  api = fakeApi();
  api.answer = ({ operation }) => responseOf(operation === 'listTickets' ? { data: [{ id: 8 }] } : { id: 7 });
  const store = createMemoryStore(() => now);
  const callerRegistry = createCallerRegistry(store.space('identities', { maxBytes: 100_000 }));
  const space = store.space('cache', { maxBytes: 1_000_000 });
  interceptors = [singleFlight(), cache({ space, callerRegistry, now: () => now })];
});

const holds = (ticketId = '7', differs: Partial<CallContext> & { token?: string } = {}, fresh = false) =>
  isCached(interceptors, callOf('getTicket', { ticketId }, contextOf(differs), fresh));
const call: ReturnType<typeof caller> = (...asked) => caller(interceptors, api)(...asked);

describe('A hit is known without a call', () => {
  it('as long as the response would be served', async () => {
    expect(await holds()).toBe(false);
    await call('getTicket', TICKET);
    now += 14 * SECOND;
    expect([await holds(), await holds('8')]).toEqual([true, false]);
    now += 2 * SECOND;
    expect(await holds()).toBe(false);
    expect(api.calls).toHaveLength(1);
  });

  it('for a ticket in a fresh list', async () => {
    await call('listTickets', { limit: 5 });
    expect([await holds('8'), await holds('7')]).toEqual([true, false]);
    now += 10 * SECOND;
    expect(await holds('8')).toBe(false);
  });

  it('not after a write, for another token, or for a fresh read', async () => {
    await call('getTicket', TICKET);
    expect(await holds('7', { token: 'token-of-bob' })).toBe(false);
    expect(await holds('7', { fresh: true })).toBe(false);
    expect(await holds('7', {}, true)).toBe(false);
    await call('updateTicket', { ...TICKET, subject: 'new' });
    expect(await holds()).toBe(false);
  });

  it('and never is one without a cache', async () => {
    interceptors = interceptors.slice(0, 1);
    await call('getTicket', TICKET);
    expect(await holds()).toBe(false);
  });
});
