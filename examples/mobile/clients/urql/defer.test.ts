import { gql, type TypedDocumentNode } from '@urql/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { richestTicket } from '../../../../test/helpers/medias.ts';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { createClient } from './app.ts';

interface Detail {
  ticket: { id: string; subject: string | null; medias?: { nodes: { id: string }[] } } | null;
}

const DETAIL: TypedDocumentNode<Detail, { id: string }> = gql`
  query Detail($id: ID!) {
    ticket(id: $id) {
      id
      subject
      ... @defer(label: "medias") {
        medias(first: 10) {
          nodes {
            id
          }
        }
      }
    }
  }
`;

let talk: Talk;
let id: string;
beforeAll(async () => {
  talk = await openTalk();
  id = globalId('Ticket', (await richestTicket(talk.world)).ticketId);
});
afterEach(() => talk.world.admin.habits({}));
afterAll(() => talk.close());

describe('urql, which takes parts of an answer by default', () => {
  test('shows a ticket before its deferred part, and then that', async () => {
    await talk.world.admin.habits({ latency: [{ path: '/tickets/{ticketId}/medias', ms: 400 }] });
    const shown: { at: number; data: Detail | undefined; hasNext: boolean }[] = [];
    createClient(talk)
      .query(DETAIL, { id })
      .subscribe(({ data, hasNext }) => shown.push({ at: performance.now(), data, hasNext }));
    await until(() => shown.at(-1)?.hasNext === false);
    expect(shown[0]).toMatchObject({ hasNext: true, data: { ticket: { id } } });
    expect((shown.at(-1)?.at ?? 0) - (shown[0]?.at ?? 0)).toBeGreaterThan(100);
    expect(shown[0]?.data?.ticket?.medias).toBeUndefined();
    expect(shown.at(-1)?.data?.ticket?.medias?.nodes.length).toBeGreaterThan(0);
    expect(talk.sent.at(-1)?.answer.get('content-type')).toMatch(/^multipart\/mixed/);
  });
});
