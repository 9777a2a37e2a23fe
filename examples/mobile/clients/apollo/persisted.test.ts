import { createHash } from 'node:crypto';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialogueOf, openTalk, type Talk } from '../talk.ts';
import { createClient } from './app.ts';
import { INBOX, type Inbox, UPDATE } from './documents.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const open = (useGETForHashedQueries: boolean) =>
  createClient(talk, { links: [new PersistedQueryLink({ sha256, useGETForHashedQueries })] });

const idsIn = (inbox: Inbox | undefined) => inbox?.tickets.edges.map(({ node }) => node?.id);

describe.each([
  ['POST', false],
  ['GET', true],
])('Apollo Client with persisted queries by %s', (method, useGet) => {
  test('is not understood the first time, sends the document, and never again', async () => {
    const first = await open(useGet).query({ query: INBOX });
    expect(first.data?.tickets.edges).toHaveLength(20);
    expect(dialogueOf(talk)).toEqual([`${method} hash 200`, 'POST document 200']);
    // Another phone: another cache, the same gateway.
    const second = await open(useGet).query({ query: INBOX });
    expect(idsIn(second.data)).toEqual(idsIn(first.data));
    expect(dialogueOf(talk).slice(2)).toEqual([`${method} hash 200`]);
  });

  test('sends mutations by POST, and they are kept like queries', async () => {
    const input = { ticketId: String((await talk.world.admin.insert({}))[0]), subject: 'By hash' };
    for (const subject of ['By document', 'By hash']) {
      const variables = { input: { ...input, subject } };
      const { data } = await open(useGet).mutate({ mutation: UPDATE, variables });
      expect(data?.updateTicket).toMatchObject({ ticket: { subject } });
    }
    expect(dialogueOf(talk)).toEqual(['POST hash 200', 'POST document 200', 'POST hash 200']);
  });
});
