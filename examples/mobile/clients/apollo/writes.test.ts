import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { createClient } from './app.ts';
import { type Card, CREATE, DELETE, INBOX, type Inbox, TICKET, UPDATE } from './documents.ts';

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
});
afterAll(() => talk.close());

/** An app with two screens open, the inbox and one ticket of it. */
async function openScreens() {
  const [created] = await talk.world.admin.insert({ start_time: '2099-01-01T00:00:00Z', state: 'open' });
  const id = globalId('Ticket', Number(created));
  const client = createClient(talk);
  const inbox: Inbox[] = [];
  const detail: (Card | null)[] = [];
  client.watchQuery({ query: INBOX }).subscribe(({ data, dataState }) => {
    if (dataState === 'complete') inbox.push(data);
  });
  await until(() => inbox.length === 1);
  const asked = talk.sent.length;
  client.watchQuery({ query: TICKET, variables: { id } }).subscribe(({ data, dataState }) => {
    if (dataState === 'complete') detail.push(data.ticket);
  });
  await until(() => detail.length === 1);
  return {
    client,
    id,
    asked,
    /** All that was ever shown of it. */
    detail,
    /** What the two screens show now. */
    shown: () => ({
      inbox: inbox.at(-1)?.tickets.edges.find(({ node }) => node?.id === id)?.node ?? null,
      detail: detail.at(-1) ?? null,
      count: inbox.at(-1)?.tickets.edges.length,
    }),
  };
}

describe('the normalised cache of Apollo Client', () => {
  test('shows a ticket of the inbox without asking for it', async () => {
    const { asked, shown } = await openScreens();
    expect(talk.sent).toHaveLength(asked);
    expect(shown().detail).toEqual(shown().inbox);
  });

  test.each([
    ['an update', { subject: 'Called back' }, { subject: 'Called back', state: 'OPEN' }],
    ['taking over', { agent: 'bob', state: 'INPROGRESS', expectedState: 'OPEN' }, { state: 'INPROGRESS' }],
    ['closing', { state: 'CLOSED', description: 'Fuse replaced.' }, { state: 'CLOSED', stateRaw: 'closed' }],
  ])('shows %s on both screens without a refetch', async (_what, change, becomes) => {
    const { client, id, shown } = await openScreens();
    const before = shown();
    const { result, requests } = await talk.cost(() =>
      client.mutate({ mutation: UPDATE, variables: { input: { id, ...change } } }),
    );
    expect(result.data?.updateTicket?.__typename).toBe('UpdateTicketSuccess');
    expect(shown()).toMatchObject({ inbox: becomes, detail: becomes });
    expect(shown().detail).not.toEqual(before.detail);
    expect(requests).toBe(1);
  });

  test('shows the ticket as it is after a lost race, which is a typed error', async () => {
    const { client, id, shown } = await openScreens();
    await talk.world.ask(
      `mutation { updateTicket(input: { id: "${id}", state: INPROGRESS }) { __typename } }`,
    );
    const input = { id, agent: 'alice', state: 'INPROGRESS', expectedState: 'OPEN' };
    const { result, requests } = await talk.cost(() =>
      client.mutate({ mutation: UPDATE, variables: { input } }),
    );
    expect(result.data?.updateTicket).toMatchObject({ __typename: 'TicketConflictError', code: 'CONFLICT' });
    expect(shown()).toMatchObject({ inbox: { state: 'INPROGRESS' }, detail: { state: 'INPROGRESS' } });
    expect(requests).toBe(1);
  });

  test('takes an optimistic change back when the answer is a typed error', async () => {
    const { client, id, detail, shown } = await openScreens();
    const before = shown();
    const guess = before.detail === null ? null : { ...before.detail, subject: 'Guessed' };
    const { data } = await client.mutate({
      mutation: UPDATE,
      variables: { input: { id, subject: 'Guessed', expectedUpdatedAt: '2001-01-01T00:00:00Z' } },
      optimisticResponse: { updateTicket: { __typename: 'UpdateTicketSuccess', ticket: guess } },
    });
    expect(data?.updateTicket).toMatchObject({ __typename: 'TicketConflictError' });
    await until(() => shown().detail?.subject !== 'Guessed');
    expect(detail.map((ticket) => ticket?.subject)).toEqual(['Inserted', 'Guessed', 'Inserted']);
    expect(shown()).toEqual(before);
  });

  test('forgets a deleted ticket by its deletedId, also in the inbox; the second time is a typed error', async () => {
    const { client, id, shown } = await openScreens();
    const remove = () =>
      client.mutate({
        mutation: DELETE,
        variables: { input: { id } },
        update: (cache, { data }) => {
          const gone = data?.deleteTicket?.deletedId;
          if (gone !== undefined)
            cache.evict({ id: cache.identify({ __typename: 'Ticket', id: gone }) ?? '' });
          cache.gc();
        },
      });
    const { result, requests } = await talk.cost(remove);
    expect(result.data?.deleteTicket).toMatchObject({ deletedId: id });
    expect(Object(client.extract())[`Ticket:${id}`]).toBeUndefined();
    await until(() => shown().count === 19);
    expect(shown().inbox).toBeNull();
    expect(requests).toBe(1);
    expect((await remove()).data?.deleteTicket).toMatchObject({
      __typename: 'TicketNotFoundError',
      code: 'NOT_FOUND',
    });
  });

  test('puts a new ticket on top of the inbox without a refetch', async () => {
    const { client, shown } = await openScreens();
    const { result, requests } = await talk.cost(() =>
      client.mutate({
        mutation: CREATE,
        variables: {
          input: { emails: ['paul@example.com'], subject: 'New', idempotencyKey: crypto.randomUUID() },
        },
        update: (cache, { data }) => {
          const node = data?.createTicket?.ticket;
          if (node == null) return;
          cache.updateQuery({ query: INBOX }, (inbox) =>
            inbox === null
              ? null
              : { tickets: { ...inbox.tickets, edges: [{ cursor: '', node }, ...inbox.tickets.edges] } },
          );
        },
      }),
    );
    const top = client.readQuery({ query: INBOX })?.tickets.edges[0]?.node;
    expect(top).toMatchObject({ subject: 'New', id: result.data?.createTicket?.ticket?.id });
    expect(shown().count).toBe(21);
    expect(requests).toBe(1);
  });

  test('is told what is wrong with the input, by its path, and stays as it was', async () => {
    const { client, id, shown } = await openScreens();
    const before = shown();
    const { data } = await client.mutate({ mutation: UPDATE, variables: { input: { id, agent: '' } } });
    expect(data?.updateTicket).toMatchObject({ __typename: 'TicketValidationError', code: 'BAD_USER_INPUT' });
    expect(shown()).toEqual(before);
  });
});
