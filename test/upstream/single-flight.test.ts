import { describe, expect, it } from 'vitest';
import { CancelledError, UpstreamTimeoutError, UpstreamUnavailableError } from '../../src/upstream/errors.ts';
import { singleFlight } from '../../src/upstream/interceptors/single-flight.ts';
import type { UpstreamResponse } from '../../src/upstream/types.ts';
import { answering, type Below, below, caller, scopeOf } from './fake-transport.ts';
import { settled } from './virtual-clock.ts';

/** An API whose answers wait until they are let go. */
function held(): { api: Below; letGo: (at: number, answer?: UpstreamResponse | Error) => void } {
  const waiting: PromiseWithResolvers<UpstreamResponse>[] = [];
  const api = below();
  api.answer = ({ deadline }) => {
    const gate = Promise.withResolvers<UpstreamResponse>();
    deadline.signal.addEventListener('abort', () => gate.reject(new CancelledError()));
    waiting.push(gate);
    return gate.promise;
  };
  return {
    api,
    letGo(at, answer = answering(`answer ${at}`)) {
      if (answer instanceof Error) waiting[at]?.reject(answer);
      else waiting[at]?.resolve(answer);
    },
  };
}

const TICKET = { ticketId: '7' };

describe('Operations of one credential', () => {
  it('share an equal read that is in flight; who joins counts it as cached', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const [one, other] = [scopeOf(), scopeOf()];
    const asked = [one, other].map((scope) => caller([layer], api, scope)('getTicket', TICKET));
    await settled();
    letGo(0);
    expect(await Promise.all(asked)).toEqual([answering('answer 0'), answering('answer 0')]);
    expect(api.calls).toHaveLength(1);
    expect([one.callLog.cached, other.callLog.cached]).toEqual([0, 1]);
  });

  it('do not share with another credential, another read, or one that has landed', async () => {
    const api = below();
    const layer = singleFlight();
    const alice = caller([layer], api);
    await Promise.all([
      alice('getTicket', TICKET),
      caller([layer], api, scopeOf({ token: 'token-of-bob' }))('getTicket', TICKET),
      alice('getTicket', { ticketId: '8' }),
    ]);
    await alice('getTicket', TICKET);
    expect(api.calls).toHaveLength(4);
  });

  it('do not share what has to be read anew', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const first = caller([layer], api)('getTicket', TICKET);
    const fresh = caller([layer], api)('getTicket', TICKET, { fresh: true });
    const refreshing = caller([layer], api, scopeOf({ fresh: true }))('getTicket', TICKET);
    await settled();
    for (const at of [0, 1, 2]) letGo(at);
    expect(await Promise.all([first, fresh, refreshing])).toEqual(
      [0, 1, 2].map((at) => answering(`answer ${at}`)),
    );
  });

  it('share a failure as well, and then nothing is left of it', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const asked = [1, 2].map(() => caller([layer], api)('getTicket', TICKET));
    await settled();
    letGo(0, new UpstreamUnavailableError());
    for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ status: 'rejected' });
    const again = caller([layer], api)('getTicket', TICKET);
    await settled();
    letGo(1);
    expect(await again).toEqual(answering('answer 1'));
  });
});

describe('A client that leaves', () => {
  it('ends its own wait at once, and not the call that another one waits for', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const client = new AbortController();
    const leaves = caller([layer], api, scopeOf({ signal: client.signal }))('getTicket', TICKET);
    const stays = caller([layer], api)('getTicket', TICKET);
    await settled();
    client.abort();
    await expect(leaves).rejects.toThrow(CancelledError);
    expect(api.calls[0]?.deadline.signal.aborted).toBe(false);
    letGo(0);
    expect(await stays).toEqual(answering('answer 0'));
  });

  it('ends the call when nobody is left, and nobody boards what has ended', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const clients = [new AbortController(), new AbortController()];
    const left = clients.map(({ signal }) => caller([layer], api, scopeOf({ signal }))('getTicket', TICKET));
    await settled();
    for (const client of clients) client.abort();
    for (const one of await Promise.allSettled(left))
      expect(one).toMatchObject({ reason: { code: 'CANCELLED' } });
    expect(api.calls[0]?.deadline.signal.aborted).toBe(true);
    const next = caller([layer], api)('getTicket', TICKET);
    await settled();
    letGo(1);
    expect(await next).toEqual(answering('answer 1'));
  });

  it('that has left before asks nothing', async () => {
    const { api } = held();
    const gone = caller([singleFlight()], api, scopeOf({ signal: AbortSignal.abort() }))('getTicket', TICKET);
    await expect(gone).rejects.toThrow(CancelledError);
  });

  it('and one whose time is up is told so, while the call goes on for who has more', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const patient = caller([layer], api)('getTicket', TICKET);
    const hurried = caller([layer], api, scopeOf({ deadline: Date.now() + 20 }))('getTicket', TICKET);
    await expect(hurried).rejects.toThrow(UpstreamTimeoutError);
    letGo(0);
    expect(await patient).toEqual(answering('answer 0'));
  });

  it('whoever came first: the call lives as long as the last one aboard may wait', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const [soon, late] = [Date.now() + 60, Date.now() + 10_000];
    const first = caller([layer], api, scopeOf({ deadline: soon }))('getTicket', TICKET);
    const second = caller([layer], api, scopeOf({ deadline: late }))('getTicket', TICKET);
    await settled();
    expect(api.calls[0]?.deadline.at).toBe(late);
    await expect(first).rejects.toThrow(UpstreamTimeoutError);
    letGo(0);
    expect(await second).toEqual(answering('answer 0'));
  });
});

describe('A write', () => {
  it('lets nobody aboard a read that it may have made out of date, whoever asks', async () => {
    const { api, letGo } = held();
    const layer = singleFlight();
    const bob = scopeOf({ token: 'token-of-bob' });
    const before = caller([layer], api, bob)('getTicket', TICKET);
    const users = caller([layer], api, bob)('listUsers', { enterpriseId: '1' });
    const write = caller([layer], api)('updateTicket', TICKET);
    await settled();
    letGo(2);
    await write;
    const after = caller([layer], api, bob)('getTicket', TICKET);
    const more = caller([layer], api, bob)('listUsers', { enterpriseId: '1' });
    await settled();
    for (const at of [0, 1, 3]) letGo(at);
    expect(await Promise.all([before, users, after, more])).toEqual(
      [0, 1, 3, 1].map((at) => answering(`answer ${at}`)),
    );
  });

  it('is never shared', async () => {
    const api = below();
    const layer = singleFlight();
    const call = caller([layer], api);
    await Promise.all([1, 2].map(() => call('createTicket', { subject: 'same' })));
    expect(api.calls).toHaveLength(2);
  });
});
