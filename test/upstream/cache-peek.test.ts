import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { cache } from '../../src/upstream/cache/cache.ts';
import { createCallerRegistry } from '../../src/upstream/caller-registry.ts';
import { type Interceptor, isCached } from '../../src/upstream/interceptors/interceptor.ts';
import { singleFlight } from '../../src/upstream/interceptors/single-flight.ts';
import type { CallContext } from '../../src/upstream/types.ts';
import { answering, type Below, below, caller, callOf, scopeOf } from './fake-transport.ts';

const SECOND = 1_000;
const TICKET = { ticketId: '7' };

let now: number;
let api: Below;
let layers: readonly Interceptor[];
beforeEach(() => {
  now = Date.now();
  api = below();
  api.answer = ({ operation }) => answering(operation === 'listTickets' ? { data: [{ id: 8 }] } : { id: 7 });
  const store = createMemoryStore(() => now);
  const callerRegistry = createCallerRegistry(store.space('identities', { maxBytes: 100_000 }));
  const space = store.space('cache', { maxBytes: 1_000_000 });
  layers = [singleFlight(), cache({ space, callerRegistry, now: () => now })];
});

const holds = (ticketId = '7', differs: Partial<CallContext> & { token?: string } = {}, fresh = false) =>
  isCached(layers, callOf('getTicket', { ticketId }, scopeOf(differs), fresh));
const call: ReturnType<typeof caller> = (...asked) => caller(layers, api)(...asked);

describe('What is kept can be told without a call', () => {
  it('as long as it would be served', async () => {
    expect(await holds()).toBe(false);
    await call('getTicket', TICKET);
    now += 14 * SECOND;
    expect([await holds(), await holds('8')]).toEqual([true, false]);
    now += 2 * SECOND;
    expect(await holds()).toBe(false);
    expect(api.calls).toHaveLength(1);
  });

  it('of a ticket that a list has shown', async () => {
    await call('listTickets', { limit: 5 });
    expect([await holds('8'), await holds('7')]).toEqual([true, false]);
    now += 10 * SECOND;
    expect(await holds('8')).toBe(false);
  });

  it('not after a change, to nobody else, and to nobody who wants it fresh', async () => {
    await call('getTicket', TICKET);
    expect(await holds('7', { token: 'token-of-bob' })).toBe(false);
    expect(await holds('7', { fresh: true })).toBe(false);
    expect(await holds('7', {}, true)).toBe(false);
    await call('updateTicket', { ...TICKET, subject: 'new' });
    expect(await holds()).toBe(false);
  });

  it('and nothing is, where no layer keeps anything', async () => {
    layers = layers.slice(0, 1);
    await call('getTicket', TICKET);
    expect(await holds()).toBe(false);
  });
});
