import { gql, type TypedDocumentNode } from '@apollo/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { richestTicket } from '../../../../test/helpers/medias.ts';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { createClient } from './app.ts';
import { INBOX, type Inbox } from './documents.ts';

interface Listed {
  edges: { node: { id: string } | null }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const LISTS: TypedDocumentNode<
  { ticket: { id: string; medias: Listed; events: Listed } },
  { id: string; medias?: string | null; events?: string | null }
> = gql`
  query Lists($id: ID!, $medias: String, $events: String) {
    ticket(id: $id) {
      id
      medias(first: 2, after: $medias) {
        edges {
          node {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      events(first: 3, after: $events) {
        edges {
          node {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
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

const idsIn = (list: Listed | undefined): (string | undefined)[] =>
  list?.edges.map(({ node }) => node?.id) ?? [];

/** Opens the inbox as a screen does: it is told of every change of what it shows. */
function openInbox(filter: object | null = null) {
  const client = createClient(talk);
  const query = client.watchQuery({ query: INBOX, variables: { filter } });
  const shown: Inbox[] = [];
  query.subscribe(({ data, dataState }) => {
    if (dataState === 'complete') shown.push(data);
  });
  return { client, query, shown };
}

describe('Apollo Client with relayStylePagination', () => {
  test('shows forty tickets after two pages, none twice, though one was created meanwhile', async () => {
    const { query, shown } = openInbox();
    await until(() => shown.length === 1);
    const first = shown[0]?.tickets;
    expect(idsIn(first)).toHaveLength(20);
    const [created] = await talk.world.admin.insert({ start_time: '2099-01-01T00:00:00Z' });
    const { requests, calls } = await talk.cost(() =>
      query.fetchMore({ variables: { after: first?.pageInfo.endCursor ?? null } }),
    );
    await until(() => idsIn(shown.at(-1)?.tickets).length > 20);
    const ids = idsIn(shown.at(-1)?.tickets);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(ids.slice(0, 20)).toEqual(idsIn(first));
    expect({ requests, calls }).toEqual({ requests: 1, calls: 1 });
    await query.refetch();
    await until(() => idsIn(shown.at(-1)?.tickets).length === 20);
    expect(idsIn(shown.at(-1)?.tickets)[0]).toBe(globalId('Ticket', Number(created)));
  });

  test('keeps lists of different filters apart', async () => {
    const all = openInbox();
    await until(() => all.shown.length === 1);
    const query = { query: INBOX, variables: { filter: { states: ['CLOSED'] } } };
    const { data } = await all.client.query(query);
    expect(data?.tickets.edges.every(({ node }) => node?.state === 'CLOSED')).toBe(true);
    expect(all.client.readQuery({ query: INBOX, variables: { filter: null } })).toEqual(all.shown[0]);
    expect(Object.keys(Object(all.client.extract())['ROOT_QUERY'])).toEqual(
      expect.arrayContaining(['tickets:{"filter":null}', 'tickets:{"filter":{"states":["CLOSED"]}}']),
    );
  });

  test('pages medias and events of a ticket, each by its own cursor', async () => {
    const id = globalId('Ticket', (await richestTicket(talk.world)).ticketId);
    const client = createClient(talk);
    const query = client.watchQuery({ query: LISTS, variables: { id } });
    const first = (await query.refetch()).data?.ticket;
    const { medias, events } = first ?? {};
    expect([medias?.pageInfo.hasNextPage, events?.pageInfo.hasNextPage]).toEqual([true, true]);
    const cursors = {
      medias: medias?.pageInfo.endCursor ?? null,
      events: events?.pageInfo.endCursor ?? null,
    };
    await query.fetchMore({ variables: { id, ...cursors } });
    const { data } = await client.query({ query: LISTS, variables: { id }, fetchPolicy: 'cache-only' });
    for (const [list, begin] of [
      [data?.ticket.medias, medias],
      [data?.ticket.events, events],
    ] as const) {
      const ids = idsIn(list);
      expect(ids.length).toBeGreaterThan(idsIn(begin).length);
      expect(ids.slice(0, idsIn(begin).length)).toEqual(idsIn(begin));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('goes on past a row that can not be read, and shows a state that nobody knows', async () => {
    await talk.world.admin.habits({
      rewrite: [
        { path: '/tickets', rows: [1], drop: ['id'] },
        { path: '/tickets', rows: [2], set: { state: 'levitating' } },
      ],
    });
    const client = createClient(talk);
    const { data, error } = await client.query({ query: INBOX, errorPolicy: 'all' });
    expect(error?.message).toMatch(/could not read this row/);
    expect(data?.tickets.edges).toHaveLength(20);
    expect(data?.tickets.edges[1]?.node).toBeNull();
    expect(data?.tickets.edges[2]?.node).toMatchObject({ state: 'UNKNOWN', stateRaw: 'levitating' });
  });
});
