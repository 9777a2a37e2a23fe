import { gql, type TypedDocumentNode } from '@apollo/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { richestTicket } from '../../../../test/helpers/medias.ts';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { createClient } from './app.ts';

interface Listed {
  edges: { node: { id: string } | null }[];
}
interface Detail {
  ticket: {
    id: string;
    subject: string | null;
    medias?: Listed | null;
    events?: Listed | null;
  } | null;
}

const DETAIL: TypedDocumentNode<Detail, { id: string }> = gql`
  query Detail($id: ID!) {
    ticket(id: $id) {
      id
      subject
      ... @defer(label: "medias") {
        medias(first: 10) {
          edges {
            node {
              id
            }
          }
          pageInfo {
            endCursor
          }
        }
      }
      ... @defer(label: "events") {
        events(first: 20) {
          edges {
            node {
              id
            }
          }
          pageInfo {
            endCursor
          }
        }
      }
    }
  }
`;

let talk: Talk;
let id: string;
beforeEach(async () => {
  talk = await openTalk();
  id = globalId('Ticket', (await richestTicket(talk.world)).ticketId);
});
afterEach(() => talk.close());

/** Opens a ticket's screen: everything it was shown, in order. */
function openDetail() {
  const shown: { at: number; data: object; loading: boolean; error: string | undefined }[] = [];
  const client = createClient(talk);
  client
    .watchQuery({ query: DETAIL, variables: { id }, errorPolicy: 'all' })
    .subscribe(({ data, loading, error }) => {
      if (data !== undefined) shown.push({ at: performance.now(), data, loading, error: error?.message });
    });
  return { client, shown };
}

const SLOW = [
  { path: '/tickets/{ticketId}/medias', ms: 400 },
  { path: '/tickets/{ticketId}/events', ms: 800 },
];

describe('a ticket with deferred medias and events in Apollo Client', () => {
  test('is shown before its slower parts, which come one after the other', async () => {
    await talk.world.admin.habits({ latency: SLOW });
    const { shown } = openDetail();
    await until(() => shown.at(-1)?.loading === false);
    expect(shown.map(({ data }) => Object.keys(Object(data).ticket))).toEqual([
      ['__typename', 'id', 'subject'],
      ['__typename', 'id', 'subject', 'medias'],
      ['__typename', 'id', 'subject', 'medias', 'events'],
    ]);
    const [first = 0, second = 0, third = 0] = shown.map(({ at }) => at);
    expect(second - first).toBeGreaterThan(100);
    expect(third - second).toBeGreaterThan(100);
    expect(talk.sent.map(({ status }) => status)).toEqual([200]);
    expect(talk.sent[0]?.answer.get('content-type')).toMatch(/^multipart\/mixed/);
  });

  test('is whole in the cache afterwards', async () => {
    const { client, shown } = openDetail();
    await until(() => shown.at(-1)?.loading === false);
    const again = await talk.cost(() => client.query({ query: DETAIL, variables: { id } }));
    expect(again).toMatchObject({ requests: 0, calls: 0, result: { data: shown.at(-1)?.data } });
  });

  test('is shown though a deferred part fails, with its error', async () => {
    const fail = [{ path: '/tickets/{ticketId}/events', status: 500 }];
    await talk.world.admin.habits({ fail });
    const { shown } = openDetail();
    await until(() => shown.at(-1)?.loading === false);
    expect(shown.at(-1)?.data).toMatchObject({ ticket: { id, medias: { edges: expect.any(Array) } } });
    // Its pagination makes an empty connection of one that is null.
    expect(Object(shown.at(-1)?.data).ticket.events).toMatchObject({ edges: [] });
    expect(shown.at(-1)?.error).toBe('The ticket API failed.');
  });
});
