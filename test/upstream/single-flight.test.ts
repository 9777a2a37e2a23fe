import { describe, expect, it } from 'vitest';
import { CancelledError, UpstreamTimeoutError, UpstreamUnavailableError } from '../../src/upstream/errors.ts';
import { singleFlight } from '../../src/upstream/interceptors/single-flight.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import { caller, contextOf, type FakeApi, fakeApi, responseOf } from './fake-transport.ts';
import { settled } from './virtual-clock.ts';

/** An API whose responses wait until a test settles them. */
function held(): { api: FakeApi; settle: (at: number, answer?: UpstreamResponse | Error) => void } {
  const waiting: PromiseWithResolvers<UpstreamResponse>[] = [];
  const api = fakeApi();
  api.answer = ({ deadline }) => {
    const gate = Promise.withResolvers<UpstreamResponse>();
    deadline.signal.addEventListener('abort', () => gate.reject(new CancelledError()));
    waiting.push(gate);
    return gate.promise;
  };
  return {
    api,
    settle(at, answer = responseOf(`answer ${at}`)) {
      if (answer instanceof Error) waiting[at]?.reject(answer);
      else waiting[at]?.resolve(answer);
    },
  };
}

const TICKET = { ticketId: '7' };

describe('Operations of one credential', () => {
  it('share an equal read in flight; the second counts it as cached', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const [one, other] = [contextOf(), contextOf()];
    const asked = [one, other].map((scope) => caller([interceptor], api, scope)('getTicket', TICKET));
    await settled();
    settle(0);
    expect(await Promise.all(asked)).toEqual([responseOf('answer 0'), responseOf('answer 0')]);
    expect(api.calls).toHaveLength(1);
    expect([one.callLog.cached, other.callLog.cached]).toEqual([0, 1]);
  });

  it('do not share with another credential, another read, or after the response', async () => {
    const api = fakeApi();
    const interceptor = singleFlight();
    const alice = caller([interceptor], api);
    await Promise.all([
      alice('getTicket', TICKET),
      caller([interceptor], api, contextOf({ token: 'token-of-bob' }))('getTicket', TICKET),
      alice('getTicket', { ticketId: '8' }),
    ]);
    await alice('getTicket', TICKET);
    expect(api.calls).toHaveLength(4);
  });

  it('do not share a fresh read', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const first = caller([interceptor], api)('getTicket', TICKET);
    const fresh = caller([interceptor], api)('getTicket', TICKET, { fresh: true });
    const refreshing = caller([interceptor], api, contextOf({ fresh: true }))('getTicket', TICKET);
    await settled();
    for (const at of [0, 1, 2]) settle(at);
    expect(await Promise.all([first, fresh, refreshing])).toEqual(
      [0, 1, 2].map((at) => responseOf(`answer ${at}`)),
    );
  });

  it('share a failure too; the next read is a new call', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const asked = [1, 2].map(() => caller([interceptor], api)('getTicket', TICKET));
    await settled();
    settle(0, new UpstreamUnavailableError());
    for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ status: 'rejected' });
    const again = caller([interceptor], api)('getTicket', TICKET);
    await settled();
    settle(1);
    expect(await again).toEqual(responseOf('answer 1'));
  });
});

describe('A client that leaves', () => {
  it('ends its own wait at once, but not the call that another waits for', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const client = new AbortController();
    const leaves = caller([interceptor], api, contextOf({ signal: client.signal }))('getTicket', TICKET);
    const stays = caller([interceptor], api)('getTicket', TICKET);
    await settled();
    client.abort();
    await expect(leaves).rejects.toThrow(CancelledError);
    expect(api.calls[0]?.deadline.signal.aborted).toBe(false);
    settle(0);
    expect(await stays).toEqual(responseOf('answer 0'));
  });

  it('ends the call as the last waiter; the next read is a new call', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const clients = [new AbortController(), new AbortController()];
    const left = clients.map(({ signal }) =>
      caller([interceptor], api, contextOf({ signal }))('getTicket', TICKET),
    );
    await settled();
    for (const client of clients) client.abort();
    for (const one of await Promise.allSettled(left))
      expect(one).toMatchObject({ reason: { code: 'CANCELLED' } });
    expect(api.calls[0]?.deadline.signal.aborted).toBe(true);
    const next = caller([interceptor], api)('getTicket', TICKET);
    await settled();
    settle(1);
    expect(await next).toEqual(responseOf('answer 1'));
  });

  it('and has left before, gets CANCELLED', async () => {
    const { api } = held();
    const gone = caller(
      [singleFlight()],
      api,
      contextOf({ signal: AbortSignal.abort() }),
    )('getTicket', TICKET);
    await expect(gone).rejects.toThrow(CancelledError);
  });

  it('at its deadline, gets a timeout, while the call continues for another with more time', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const patient = caller([interceptor], api)('getTicket', TICKET);
    const hurried = caller([interceptor], api, contextOf({ deadline: Date.now() + 20 }))('getTicket', TICKET);
    await expect(hurried).rejects.toThrow(UpstreamTimeoutError);
    settle(0);
    expect(await patient).toEqual(responseOf('answer 0'));
  });

  it('first: the call lasts as long as the latest deadline of its waiters', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const [soon, late] = [Date.now() + 60, Date.now() + 10_000];
    const first = caller([interceptor], api, contextOf({ deadline: soon }))('getTicket', TICKET);
    const second = caller([interceptor], api, contextOf({ deadline: late }))('getTicket', TICKET);
    await settled();
    expect(api.calls[0]?.deadline.at).toBe(late);
    await expect(first).rejects.toThrow(UpstreamTimeoutError);
    settle(0);
    expect(await second).toEqual(responseOf('answer 0'));
  });
});

describe('A write', () => {
  it('closes reads in flight that it may have changed, of all credentials', async () => {
    const { api, settle } = held();
    const interceptor = singleFlight();
    const bob = contextOf({ token: 'token-of-bob' });
    const before = caller([interceptor], api, bob)('getTicket', TICKET);
    const users = caller([interceptor], api, bob)('listUsers', { enterpriseId: '1' });
    const write = caller([interceptor], api)('updateTicket', TICKET);
    await settled();
    settle(2);
    await write;
    const after = caller([interceptor], api, bob)('getTicket', TICKET);
    const more = caller([interceptor], api, bob)('listUsers', { enterpriseId: '1' });
    await settled();
    for (const at of [0, 1, 3]) settle(at);
    expect(await Promise.all([before, users, after, more])).toEqual(
      [0, 1, 3, 1].map((at) => responseOf(`answer ${at}`)),
    );
  });

  it('is never shared', async () => {
    const api = fakeApi();
    const interceptor = singleFlight();
    const call = caller([interceptor], api);
    await Promise.all([1, 2].map(() => call('createTicket', { subject: 'same' })));
    expect(api.calls).toHaveLength(2);
  });
});
