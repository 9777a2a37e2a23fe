import { gql, type OperationResult, type TypedDocumentNode } from '@urql/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { type Card, createClient, INBOX, type Inbox, UPDATE } from './app.ts';

const TICKET: TypedDocumentNode<{ ticket: Card | null }, { id: string }> = gql`
  query TicketCard($id: ID!) {
    ticket(id: $id) {
      id
      state
      stateRaw
      subject
    }
  }
`;

const SYNC: TypedDocumentNode<{ nodes: (Card | null)[] }, { ids: string[] }> = gql`
  query Sync($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Ticket {
        state
        stateRaw
        subject
      }
    }
  }
`;

const DELETE: TypedDocumentNode<{ deleteTicket: { deletedId?: string } }, { id: string }> = gql`
  mutation Delete($id: ID!) {
    deleteTicket(input: { id: $id }) {
      ... on DeleteTicketSuccess {
        deletedId
      }
    }
  }
`;

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
});
afterEach(() => talk.world.admin.habits({}));
afterAll(() => talk.close());

const idsOf = (inbox: Inbox | undefined): (string | undefined)[] =>
  inbox?.tickets.edges.map((edge) => edge?.node?.id) ?? [];

const operationOf = (method: string, url: string): string =>
  `${method} ${new URL(url).searchParams.get('operationName') ?? ''}`.trim();

/** An app with two screens open, the inbox and its first ticket. */
async function openScreens() {
  const [created] = await talk.world.admin.insert({ start_time: '2099-01-01T00:00:00Z', state: 'open' });
  const id = globalId('Ticket', Number(created));
  const client = createClient(talk);
  const inbox: OperationResult<Inbox>[] = [];
  const detail: (Card | null | undefined)[] = [];
  client.query(INBOX, {}).subscribe((result) => inbox.push(result));
  await until(() => inbox.length === 1);
  client.query(TICKET, { id }).subscribe(({ data }) => detail.push(data?.ticket));
  await until(() => detail.length === 1);
  return {
    client,
    id,
    inbox,
    /** All that was ever shown of it. */
    detail,
    /** What the two screens show now. */
    shown: () => ({
      inbox: inbox.at(-1)?.data?.tickets.edges.find((edge) => edge?.node?.id === id)?.node,
      detail: detail.at(-1),
    }),
  };
}

describe('urql with graphcache, which knows the schema', () => {
  test('shows forty tickets after two pages, none twice, though one was created meanwhile', async () => {
    const client = createClient(talk);
    const first = await client.query(INBOX, {}).toPromise();
    expect(idsOf(first.data)).toHaveLength(20);
    await talk.world.admin.insert({ start_time: '2099-01-01T00:00:00Z' });
    const after = first.data?.tickets.pageInfo.endCursor ?? null;
    const { requests, calls } = await talk.cost(() => client.query(INBOX, { after }).toPromise());
    const both = await client.query(INBOX, {}, { requestPolicy: 'cache-only' }).toPromise();
    const ids = idsOf(both.data);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(ids.slice(0, 20)).toEqual(idsOf(first.data));
    expect({ requests, calls }).toEqual({ requests: 1, calls: 1 });
  });

  test('shows a change on both screens at once, and again when it is answered, without a refetch', async () => {
    const { client, id, detail, shown } = await openScreens();
    const input = { id, subject: 'Called back', state: 'INPROGRESS' };
    const { result, requests } = await talk.cost(() => client.mutation(UPDATE, { input }).toPromise());
    expect(detail.map((ticket) => [ticket?.subject, ticket?.state])).toEqual([
      ['Inserted', 'OPEN'],
      ['Called back', 'OPEN'],
      ['Called back', 'INPROGRESS'],
    ]);
    expect(result.data?.updateTicket).toMatchObject({ ticket: { id, subject: 'Called back' } });
    expect(shown().inbox).toEqual(shown().detail);
    expect(requests).toBe(1);
  });

  test('takes an optimistic change back when the answer is a typed error', async () => {
    const { client, id, detail, shown } = await openScreens();
    const before = shown();
    const input = { id, subject: 'Guessed', expectedUpdatedAt: '2001-01-01T00:00:00Z' };
    const { data } = await client.mutation(UPDATE, { input }).toPromise();
    expect(data?.updateTicket).toMatchObject({ __typename: 'TicketConflictError', code: 'CONFLICT' });
    await until(() => shown().detail?.subject !== 'Guessed');
    expect(detail.map((ticket) => ticket?.subject)).toEqual(['Inserted', 'Guessed', 'Inserted']);
    expect(shown()).toEqual(before);
  });

  test('forgets a deleted ticket by its deletedId, also in the inbox, without a refetch', async () => {
    const { client, id, inbox, shown } = await openScreens();
    const before = talk.sent.length;
    const { data } = await client.mutation(DELETE, { id }).toPromise();
    expect(data?.deleteTicket.deletedId).toBe(id);
    await until(() => shown().inbox === undefined);
    expect(idsOf(inbox.at(-1)?.data)).toHaveLength(19);
    // Its own screen, which is still open, asks what became of it.
    await until(() => shown().detail === null);
    expect(talk.sent.slice(before).map(({ method, url }) => operationOf(method, url))).toEqual([
      'POST',
      'GET TicketCard',
    ]);
  });

  test('goes on past a row that can not be read, and shows a state that nobody knows', async () => {
    const rewrite = [
      { path: '/tickets', rows: [1], drop: ['id'] },
      { path: '/tickets', rows: [2], set: { state: 'levitating' } },
    ];
    await talk.world.admin.habits({ rewrite });
    const { data, error } = await createClient(talk).query(INBOX, {}).toPromise();
    expect(error?.graphQLErrors.map(({ path }) => path)).toEqual([['tickets', 'edges', 1, 'node']]);
    // Its pagination leaves out edges without a node.
    expect(data?.tickets.edges).toHaveLength(19);
    expect(data?.tickets.edges[1]?.node).toMatchObject({ state: 'UNKNOWN', stateRaw: 'levitating' });
  });

  test('asks for thirty tickets by their ids at once; what is gone is null in its place', async () => {
    const rows = await talk.world.admin.insert({ count: 30 });
    await talk.world.admin.remove(rows.slice(1, 2));
    const ids = rows.map((id) => globalId('Ticket', id));
    const { result, requests, calls } = await talk.cost(() =>
      createClient(talk).query(SYNC, { ids }).toPromise(),
    );
    expect(result.error).toBeUndefined();
    expect(result.data?.nodes.map((node) => node?.id ?? null)).toEqual([ids[0], null, ...ids.slice(2)]);
    expect(requests).toBe(1);
    expect(calls).toBeLessThanOrEqual(4);
  });
});
