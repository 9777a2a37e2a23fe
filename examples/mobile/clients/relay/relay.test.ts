import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk } from '../talk.ts';
import { type Desk, openDesk } from './app.ts';
import { type Compiled, compile, documentsIn } from './compile.ts';

interface Inbox {
  tickets: {
    __id: string;
    pageInfo: { endCursor: string | null };
    edges: { node: { id: string; state: string; stateRaw: string; subject: string } | null }[];
  };
}

let compiled: Compiled;
let talk: Talk;
beforeAll(async () => {
  compiled = compile();
  talk = await openTalk();
});
afterEach(() => talk.world.admin.habits({}));
afterAll(async () => {
  await talk.close();
  compiled.remove();
});

const open = (): Desk => openDesk(talk, 'id', documentsIn(compiled.manifest));
const insert = async (): Promise<string> => {
  const [created] = await talk.world.admin.insert({ start_time: '2099-01-01T00:00:00Z', state: 'open' });
  return globalId('Ticket', Number(created));
};

/** What an app expects of an update. Fields that errors have are named too, or Relay warns. */
const guess = (id: string) => ({
  updateTicket: {
    __typename: 'UpdateTicketSuccess',
    code: undefined,
    retryable: undefined,
    ticket: { id, state: 'OPEN', stateRaw: 'open', subject: 'Guessed' },
  },
});

/** An app that shows its inbox. */
async function openInbox() {
  const desk = open();
  const query = compiled.query('deskInboxQuery');
  await desk.ask(query);
  // @NOTE what the fragment of this query reads.
  const shown = desk.show(query, compiled.fragment('desk_inbox')) as Inbox[];
  const now = () => shown.at(-1)?.tickets;
  return {
    desk,
    ids: () => now()?.edges.map(({ node }) => node?.id) ?? [],
    find: (id: string) => now()?.edges.find(({ node }) => node?.id === id)?.node,
    connection: () => now()?.__id ?? '',
    endCursor: () => now()?.pageInfo.endCursor ?? null,
    edges: () => now()?.edges ?? [],
  };
}

test('relay-compiler takes the graph, and says nothing against it', () => {
  expect(compiled.output).not.toMatch(/warn|error/i);
  expect(compiled.status).toBe(0);
  const { id } = compiled.query('deskInboxQuery').params;
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(documentsIn(compiled.manifest)[id ?? '']).toContain('query deskInboxQuery');
});

describe('the store of Relay', () => {
  test('shows forty tickets after two pages, none twice, though one was created meanwhile', async () => {
    const { desk, ids, endCursor } = await openInbox();
    const first = ids();
    expect(first).toHaveLength(20);
    await insert();
    const { requests, calls } = await talk.cost(() =>
      desk.ask(compiled.query('deskInboxPageQuery'), { count: 20, cursor: endCursor() }),
    );
    expect(ids()).toHaveLength(40);
    expect(new Set(ids()).size).toBe(40);
    expect(ids().slice(0, 20)).toEqual(first);
    expect({ requests, calls }).toEqual({ requests: 1, calls: 1 });
  });

  test('shows a change at once, and again when it is answered, without a refetch', async () => {
    const id = await insert();
    const { desk, find } = await openInbox();
    const { result, requests } = await talk.cost(async () => {
      const sending = desk.send(
        compiled.query('deskUpdateMutation'),
        { input: { id, subject: 'Called back', state: 'INPROGRESS' } },
        guess(id),
      );
      expect(find(id)).toMatchObject({ subject: 'Guessed' });
      return sending;
    });
    expect(result).toMatchObject({ updateTicket: { __typename: 'UpdateTicketSuccess' } });
    expect(find(id)).toMatchObject({ subject: 'Called back', state: 'INPROGRESS' });
    expect(requests).toBe(1);
  });

  test('takes an optimistic change back when the answer is a typed error', async () => {
    const id = await insert();
    const { desk, find } = await openInbox();
    const before = find(id);
    const answer = await desk.send(
      compiled.query('deskUpdateMutation'),
      { input: { id, subject: 'Guessed', expectedUpdatedAt: '2001-01-01T00:00:00Z' } },
      guess(id),
    );
    expect(answer).toMatchObject({ updateTicket: { __typename: 'TicketConflictError', code: 'CONFLICT' } });
    expect(find(id)).toEqual(before);
  });

  test('puts a new ticket on top with @prependNode, and takes it away by its deletedId', async () => {
    const { desk, ids, connection } = await openInbox();
    const before = ids();
    const connections = [connection()];
    const input = { emails: ['paul@example.com'], subject: 'New', idempotencyKey: crypto.randomUUID() };
    const { requests } = await talk.cost(async () => {
      await desk.send(compiled.query('deskCreateMutation'), { input, connections });
      expect(ids()).toEqual([expect.any(String), ...before]);
      const [id] = ids();
      await desk.send(compiled.query('deskDeleteMutation'), { input: { id }, connections });
    });
    expect(ids()).toEqual(before);
    expect(requests).toBe(2);
  });

  test('goes on past a row that can not be read, and shows a state that nobody knows', async () => {
    const rewrite = [
      { path: '/tickets', rows: [1], drop: ['id'] },
      { path: '/tickets', rows: [2], set: { state: 'levitating' } },
    ];
    await talk.world.admin.habits({ rewrite });
    const { edges } = await openInbox();
    expect(edges()).toHaveLength(20);
    expect(edges()[1]?.node).toBeNull();
    expect(edges()[2]?.node).toMatchObject({ state: 'UNKNOWN', stateRaw: 'levitating' });
  });

  test('keeps what is gone as null in its place among nodes', async () => {
    const rows = await talk.world.admin.insert({ count: 3 });
    await talk.world.admin.remove(rows.slice(1, 2));
    const ids = rows.map((id) => globalId('Ticket', id));
    const answer = await open().ask(compiled.query('deskSyncQuery'), { ids });
    expect(answer).toMatchObject({ nodes: [{ id: ids[0] }, null, { id: ids[2] }] });
  });
});
