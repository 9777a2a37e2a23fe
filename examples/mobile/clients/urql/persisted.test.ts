import { persistedExchange } from '@urql/exchange-persisted';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialogueOf, openTalk, type Talk } from '../talk.ts';
import { createClient, INBOX, type Inbox, UPDATE } from './app.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const open = (preferGetForPersistedQueries: boolean) =>
  createClient(talk, [persistedExchange({ preferGetForPersistedQueries, enableForMutation: true })]);

const idsIn = (inbox: Inbox | undefined) => inbox?.tickets.edges.map((edge) => edge?.node?.id);

describe.each([
  ['POST', false],
  ['GET', true],
])('urql with persisted queries by %s', (method, useGet) => {
  test('is not understood the first time, sends the document, and never again', async () => {
    const first = await open(useGet).query(INBOX, {}).toPromise();
    expect(first.error).toBeUndefined();
    expect(first.data?.tickets.edges).toHaveLength(20);
    expect(dialogueOf(talk)).toEqual([`${method} hash 200`, `${method} document 200`]);
    // Another phone: another cache, the same gateway.
    const second = await open(useGet).query(INBOX, {}).toPromise();
    expect(idsIn(second.data)).toEqual(idsIn(first.data));
    expect(dialogueOf(talk).slice(2)).toEqual([`${method} hash 200`]);
  });

  test('sends mutations by POST, and they are kept like queries', async () => {
    const ticketId = String((await talk.world.admin.insert({}))[0]);
    for (const subject of ['By document', 'By hash']) {
      const { data } = await open(useGet).mutation(UPDATE, { input: { ticketId, subject } }).toPromise();
      expect(data?.updateTicket).toMatchObject({ ticket: { subject } });
    }
    expect(dialogueOf(talk)).toEqual(['POST hash 200', 'POST document 200', 'POST hash 200']);
  });
});
