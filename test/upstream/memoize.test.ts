import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NotFoundError, UpstreamUnavailableError } from '../../src/upstream/errors.ts';
import { memoize } from '../../src/upstream/interceptors/memoize.ts';
import { caller, contextOf, fakeApi, idsIn, responseOf } from './fake-transport.ts';

const windowsOf = (api: ReturnType<typeof fakeApi>) => api.calls.map(({ params }) => params);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('Within an operation', () => {
  it('an equal window is read once, at the same time or later, in any order of parameters', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    const [one, other] = await Promise.all([
      call('listMedias', { ticketId: '7', limit: 5 }),
      call('listMedias', { ticketId: '7', limit: 5 }),
    ]);
    const later = await call('listMedias', { ticketId: '7', limit: 5 });
    await call('listTickets', { limit: 5, type: 'x', scope: undefined });
    await call('listTickets', { scope: undefined, type: 'x', limit: 5 });
    expect([other, later]).toEqual([one, one]);
    expect(api.calls.map(({ operation }) => operation)).toEqual(['listMedias', 'listTickets']);
  });

  it('another operation reads its own', async () => {
    const api = fakeApi();
    const interceptor = memoize(100);
    await caller([interceptor], api)('listMedias', { ticketId: '7', limit: 5 });
    await caller([interceptor], api)('listMedias', { ticketId: '7', limit: 5 });
    expect(api.calls).toHaveLength(2);
  });

  it('windows of one list that are requested together become the widest, and each gets its slice', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    const answers = await Promise.all([
      call('listTickets', { type: 'x', offset: 0, limit: 5 }),
      call('listTickets', { limit: 21, type: 'x', offset: 0 }),
      call('listTickets', { type: 'x', offset: 15, limit: 10 }),
      call('listTickets', { type: 'y', offset: 0, limit: 5 }),
    ]);
    expect(answers.map(idsIn)).toEqual([range(0, 5), range(0, 21), range(15, 25), range(0, 5)]);
    expect(answers.map(({ body }) => body)).toMatchObject(
      [5, 21, 25, 5].map((next_offset) => ({ next_offset, total: 50 })),
    );
    expect(windowsOf(api)).toEqual([
      { type: 'x', offset: 0, limit: 25 },
      { type: 'y', offset: 0, limit: 5 },
    ]);
  });

  it('waits for resolvers that take a few steps', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    const slow = async () => {
      for (let step = 0; step < 20; step += 1) await Promise.resolve();
      return call('listTickets', { offset: 0, limit: 30 });
    };
    await Promise.all([call('listTickets', { offset: 0, limit: 3 }), slow()]);
    expect(windowsOf(api)).toEqual([{ offset: 0, limit: 30 }]);
  });

  it('a later window is cut from what was read, or is read', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    await call('listTickets', { offset: 0, limit: 30 });
    expect(idsIn(await call('listTickets', { offset: 10, limit: 5 }))).toEqual(range(10, 15));
    expect(idsIn(await call('listTickets', { offset: 25, limit: 10 }))).toEqual(range(25, 35));
    expect(windowsOf(api)).toHaveLength(2);
  });

  it('a slice that a short response does not contain for certain is read', async () => {
    const api = fakeApi();
    api.answer = ({ params }) =>
      responseOf({ data: range(0, Math.min(10, Number(params.limit))).map((id) => ({ id })) });
    const call = caller([memoize(100)], api);
    await Promise.all([
      call('listTickets', { offset: 0, limit: 30 }),
      call('listTickets', { offset: 20, limit: 10 }),
    ]);
    expect(windowsOf(api)).toEqual([
      { offset: 0, limit: 30 },
      { offset: 20, limit: 10 },
    ]);
  });

  it('a window that was not merged is requested unchanged', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    await call('listTickets', { limit: 1, user: 'all' });
    expect(windowsOf(api)).toEqual([{ limit: 1, user: 'all' }]);
  });

  it('a fresh read is a new call, and later reads get its response', async () => {
    const api = fakeApi();
    let number = 0;
    api.answer = () => responseOf({ data: [{ id: ++number }], next_offset: null });
    const call = caller([memoize(100)], api);
    const window = { offset: 0, limit: 5 };
    expect(idsIn(await call('listTickets', window))).toEqual([1]);
    expect(idsIn(await call('listTickets', window, { fresh: true }))).toEqual([2]);
    expect(idsIn(await call('listTickets', window))).toEqual([2]);
  });

  it('a write is never shared, and invalidates its ticket and all lists of tickets, but nothing else', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    const reads = async () => {
      await call('listMedias', { ticketId: '7', limit: 5 });
      await call('listMedias', { ticketId: '8', limit: 5 });
      await call('listTickets', { offset: 0, limit: 5 });
      await call('listUsers', { enterpriseId: '1', offset: 0, limit: 5 });
    };
    await reads();
    await call('updateTicket', { ticketId: '7', subject: 'new' });
    await call('updateTicket', { ticketId: '7', subject: 'new' });
    api.calls.splice(0, 4);
    await reads();
    expect(
      api.calls.map(({ operation, params }) => [operation, 'ticketId' in params ? params.ticketId : null]),
    ).toEqual([
      ['updateTicket', '7'],
      ['updateTicket', '7'],
      ['listMedias', '7'],
      ['listTickets', null],
    ]);
  });

  it('a write that failed invalidates too, since it may have happened', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api);
    await call('listTickets', { limit: 5 });
    const { answer } = api;
    api.answer = () => Promise.reject(new UpstreamUnavailableError());
    await expect(call('updateTicket', { ticketId: '7' })).rejects.toThrow();
    api.answer = answer;
    await call('listTickets', { limit: 5 });
    expect(api.calls.map(({ operation }) => operation)).toEqual([
      'listTickets',
      'updateTicket',
      'listTickets',
    ]);
  });

  it('a clear refusal stays; a failure that may pass is tried again', async () => {
    const api = fakeApi();
    const call = caller([memoize(100)], api, contextOf());
    api.answer = () => Promise.reject(new NotFoundError({ status: 404 }));
    for (let n = 0; n < 2; n += 1)
      await expect(call('listMedias', { ticketId: '7', limit: 5 })).rejects.toThrow(NotFoundError);
    expect(api.calls).toHaveLength(1);
    api.answer = () => Promise.reject(new UpstreamUnavailableError());
    for (let n = 0; n < 2; n += 1) {
      await expect(call('listMedias', { ticketId: '8', limit: 5 })).rejects.toThrow(UpstreamUnavailableError);
      await sleep(1);
    }
    expect(api.calls).toHaveLength(3);
  });
});
