import { type ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { from, switchMap } from 'rxjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openTalk, type Talk } from '../talk.ts';
import { createClient } from './app.ts';
import { CREATE, EXPORT, INBOX } from './documents.ts';

let talk: Talk;
afterEach(async () => {
  vi.useRealTimers();
  await talk.close();
});

/** Waits as an app would. */
type Wait = (seconds: number) => Promise<void>;

/** Passes the time of the whole process, gateway and sandbox too, instead of spending it. */
const passTime: Wait = async (seconds) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
  await talk.world.admin.move(seconds);
};

/** Sends a query again when the calls are free again, as the error says. */
const createWaitingLink = (wait: Wait): ApolloLink =>
  new ErrorLink(({ error, operation, forward }) => {
    if (!CombinedGraphQLErrors.is(error)) return;
    const limited = error.errors.find(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED');
    const seconds = limited?.extensions?.['retryAfter'];
    if (typeof seconds === 'number') return from(wait(seconds)).pipe(switchMap(() => forward(operation)));
  });

describe('an app that used up its calls', () => {
  test('waits as long as it is told, sends the query again, and shows it', async () => {
    talk = await openTalk({ sandbox: { rateLimit: 3 }, env: { UPSTREAM_RATE_LIMIT: 'auto' } });
    const waited: number[] = [];
    const wait: Wait = (seconds) => {
      waited.push(seconds);
      return passTime(seconds);
    };
    const client = createClient(talk, { links: [createWaitingLink(wait)] });
    for (let screen = 0; screen < 3; screen += 1) {
      const { data } = await client.query({ query: INBOX, fetchPolicy: 'network-only' });
      expect(data?.tickets.edges).toHaveLength(20);
    }
    const [limited] = talk.sent.filter(({ status }) => status === 429);
    expect(waited).toEqual([Number(limited?.answer.get('retry-after'))]);
    expect(waited[0]).toBeGreaterThan(30);
    expect(talk.sent.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
  });

  test('waits in real time too', async () => {
    talk = await openTalk();
    const headers = { 'Retry-After': '3' };
    await talk.world.admin.habits({ fail: [{ path: '/tickets', status: 429, times: 1, headers }] });
    const wait: Wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const client = createClient(talk, { links: [createWaitingLink(wait)] });
    const began = performance.now();
    const { data } = await client.query({ query: INBOX });
    expect(data?.tickets.edges).toHaveLength(20);
    expect(performance.now() - began).toBeGreaterThan(2_500);
    expect(talk.sent).toHaveLength(2);
  });
});

describe('an outbox of three mutations with keys', () => {
  /** What was done while there was no network, in order. Each has a key of its own, made when it was done. */
  const queue = (ticketId: string) => {
    const invited = { emails: ['paul@example.com'], invite: true };
    return [
      {
        mutation: CREATE,
        input: { ...invited, reference: 'OFFLINE-1', idempotencyKey: crypto.randomUUID() },
      },
      { mutation: EXPORT, input: { ticketId, idempotencyKey: crypto.randomUUID() } },
      {
        mutation: CREATE,
        input: { ...invited, reference: 'OFFLINE-3', idempotencyKey: crypto.randomUUID() },
      },
    ];
  };

  test('goes out across a rate limit and a lost answer, and each happens once', async () => {
    talk = await openTalk({ sandbox: { rateLimit: 3 }, env: { UPSTREAM_RATE_LIMIT: 'auto' } });
    const [ticket] = await talk.world.admin.insert({});
    let online = false;
    let lose = 1;
    const fetchOnline: typeof fetch = async (input, init) => {
      if (!online) throw new TypeError('Failed to fetch');
      const answer = await talk.fetch(input, init);
      if (talk.sent.length === 1 && lose-- > 0) throw new TypeError('The network was lost.');
      return answer;
    };
    const client = createClient({ ...talk, fetch: fetchOnline });
    const told: string[] = [];
    const created: string[] = [];
    /** Sends in order. What was not answered, or came too early, is sent again as it is, with its key. */
    const flush = async (box: ReturnType<typeof queue>): Promise<void> => {
      while (box[0] !== undefined) {
        const { mutation, input } = box[0];
        const sent = await client.mutate({ mutation, variables: { input } }).catch(() => undefined);
        if (sent?.data === undefined) {
          told.push('no answer');
          if (!online) return;
          continue;
        }
        const [outcome] = Object.values(sent.data);
        if (outcome?.code === 'RATE_LIMITED' && outcome.retryAfter !== undefined) {
          told.push('rate limited');
          await passTime(outcome.retryAfter);
          continue;
        }
        if (outcome != null && 'ticketId' in outcome) created.push(String(outcome.ticketId));
        told.push(outcome?.replayed === true ? 'replayed' : (outcome?.__typename ?? ''));
        box.shift();
      }
    };
    const box = queue(String(ticket));
    await flush(box);
    expect(box).toHaveLength(3);
    online = true;
    await flush(box);

    expect(told).toEqual([
      'no answer',
      'no answer',
      'replayed',
      'rate limited',
      'ExportTicketSuccess',
      'CreateTicketSuccess',
    ]);
    const writes = (await talk.world.admin.lastCalls()).filter(({ method }) => method === 'POST');
    expect(writes.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(writes.map(({ parameters }) => parameters['reference'])).toEqual([
      'OFFLINE-1',
      undefined,
      'OFFLINE-3',
    ]);
    const invitations = await Promise.all(created.map((id) => talk.world.admin.outbox(id)));
    expect(invitations.map((sent) => sent.length)).toEqual([1, 1]);
  });
});
