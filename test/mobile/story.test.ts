import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BackgroundSyncDocument,
  BoardDocument,
  CancelDocument,
  CloseDocument,
  DeleteDocument,
  DetailDocument,
  ExportDocument,
  FilterSheetDocument,
  InboxDocument,
  InboxScrollDocument,
  LookupDocument,
  MediaGalleryDocument,
  NewTicketDocument,
  RefreshDocument,
  TakeOverDocument,
  TimelineDocument,
} from '../../examples/mobile/generated/documents/graphql.ts';
import { askParts, merged } from '../helpers/multipart.ts';
import { asUser, codes, globalId, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

/** A day of an agent, in the order of the acceptance cases: each screen of the app, and what it costs. */
let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'dana');
});
afterAll(() => world.close());

/** The nodes of a page. */
function nodesOf<Node>(page?: { edges?: readonly ({ node?: Node | null } | null)[] | null } | null): Node[] {
  return (page?.edges ?? []).flatMap((edge) => edge?.node ?? []);
}
const idsOf = (page: Parameters<typeof nodesOf<{ id: string }>>[0]): string[] =>
  nodesOf(page).map(({ id }) => id);

/** What the app remembers from screen to screen. */
let shown: string[] = [];
let endCursor = '';

describe('the inbox', () => {
  test('1: cold, it is twenty tickets, newest start first, in one call', async () => {
    const { data, errors, calls } = await world.ask(InboxDocument);
    expect(errors).toBeUndefined();
    const tickets = nodesOf(data.tickets);
    const starts = tickets.map(({ startTime }) => startTime ?? '');
    expect(tickets).toHaveLength(20);
    expect(starts).toEqual(starts.toSorted().reverse());
    expect(tickets[0]).toMatchObject({
      state: 'OPEN',
      reference: expect.any(String),
      requestor: { name: expect.any(String) },
      agent: { name: 'Alice Martin' },
    });
    expect(calls).toBe(1);
    shown = idsOf(data.tickets);
    endCursor = data.tickets?.pageInfo.endCursor ?? '';
  });

  test('2: scrolled, it repeats nothing and loses nothing though a ticket was created meanwhile', async () => {
    const later = '2035-01-01T00:00:00Z';
    const [created = 0] = await world.admin.insert({ user: 'alice', start_time: later, state: 'open' });
    const { data, errors, calls } = await world.ask(InboxScrollDocument, { after: endCursor });
    expect(errors).toBeUndefined();
    const next = idsOf(data.tickets);
    expect(next).toHaveLength(20);
    expect(next.filter((id) => shown.includes(id))).toEqual([]);
    expect(data.tickets?.repair).toMatchObject({ inserted: 1, removed: 0 });
    expect(calls).toBe(1);
    // What it would have been without that ticket.
    await world.admin.remove([created]);
    expect(idsOf((await world.ask(InboxScrollDocument, { after: endCursor })).data.tickets)).toEqual(next);
    shown = [...shown, ...next];
  });

  test('3: pulled, it is the first page again with its badges, in one call for all', async () => {
    const headers = { 'cache-control': 'no-cache' };
    const { data, errors, calls } = await world.ask(RefreshDocument, {}, { headers });
    expect(errors).toBeUndefined();
    expect(idsOf(data.tickets)).toEqual(shown.slice(0, 20));
    for (const [badge, state] of [
      [data.open, 'OPEN'],
      [data.inProgress, 'INPROGRESS'],
    ] as const) {
      expect(badge?.nodes?.length).toBeGreaterThan(0);
      expect(badge?.nodes?.every((ticket) => ticket?.state === state)).toBe(true);
      // The whole list was read, so the badge is exact; the API itself counts no states.
      expect(badge).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: false } });
      expect(badge?.scannedCount).toBeGreaterThan(20);
    }
    expect(calls).toBe(1);
  });

  test('4: filtered, it obeys the sheet; what nothing fits is an empty list, in one call each', async () => {
    const filter = {
      type: 'video-assistance',
      groupId: '77',
      createdAfter: '2020-01-01T00:00:00Z',
      createdBefore: '2040-01-01T00:00:00Z',
      search: 'a',
    };
    const some = await world.ask(FilterSheetDocument, { filter });
    expect(some.errors).toBeUndefined();
    expect(nodesOf(some.data.tickets).length).toBeGreaterThan(0);
    expect(some.data.tickets?.narrowing).toMatchObject({ owner: 'VIEWER', serviceKey: null });
    const none = await world.ask(FilterSheetDocument, { filter: { search: 'nothing is called that' } });
    expect(none.data.tickets).toMatchObject({ totalCount: 0, edges: [], pageInfo: { hasNextPage: false } });
    const open = await world.ask(FilterSheetDocument, { filter: { states: ['OPEN'] } });
    expect(new Set(nodesOf(open.data.tickets).map(({ state }) => state))).toEqual(new Set(['OPEN']));
    expect([some.calls, none.calls, open.calls]).toEqual([1, 1, 1]);
  });

  test('5: of everybody, it is for a supervisor; others keep their own column and are told FORBIDDEN', async () => {
    const board = await world.ask(BoardDocument, {}, asUser('dana'));
    expect(board.errors).toBeUndefined();
    expect(board.data.everybody?.nodes).toHaveLength(20);
    expect(board.calls).toBe(4);
    const refused = await world.ask(BoardDocument);
    expect(codes(refused)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(refused.data).toMatchObject({ everybody: null, levelOne: null, levelTwo: null });
    expect(refused.data.mine?.nodes).toHaveLength(10);
  });
});

describe('a ticket', () => {
  /** A closed one, with many pictures. */
  const rich = () => shown[16] ?? '';

  test('6: is the same from a push message and from a deep link, with links, medias and timeline', async () => {
    const pushed = await world.ask(DetailDocument, { id: rich() });
    expect(pushed.errors).toBeUndefined();
    const { ticket, budget } = pushed.data;
    expect(ticket?.agent?.joinUrl).toMatch(/^http/);
    expect(ticket?.requestor?.joinUrl).toMatch(/^http/);
    expect(nodesOf(ticket?.medias)).toHaveLength(10);
    expect(nodesOf(ticket?.events).length).toBeGreaterThan(20);
    // 15: until there are subscriptions, how often the screen may look again.
    expect(budget?.pollSeconds).toBeGreaterThan(0);
    expect(pushed.calls).toBe(3);
    const linked = await world.ask(DetailDocument, { ticketId: ticket?.ticketId ?? '' });
    expect(linked.data.ticket).toMatchObject({ id: rich(), subject: ticket?.subject });
    expect(linked.calls).toBe(3);
  });

  test('6: in parts, comes before its medias and its timeline, and whole at the same price', async () => {
    const { parts, calls } = await askParts(world, DetailDocument.toString(), { id: rich() });
    const [first, ...later] = parts;
    expect(first?.data?.['ticket']).toMatchObject({ id: rich(), agent: { joinUrl: expect.any(String) } });
    expect(first?.data?.['ticket']).not.toHaveProperty('medias');
    const labels = later.flatMap(({ incremental = [] }) => incremental.map(({ label }) => label));
    expect(labels.toSorted()).toEqual(['medias', 'timeline']);
    const whole = await world.ask(DetailDocument, { id: rich() });
    expect(merged(parts)).toEqual({ ...whole.data, budget: expect.anything() });
    expect([calls, whole.calls]).toEqual([3, 3]);
  });

  test('7: is found by its reference: none, one or many', async () => {
    const look = async (reference: string) => {
      const { data, calls } = await world.ask(LookupDocument, { reference });
      expect(calls).toBe(1);
      return data.tickets?.nodes?.length;
    };
    await world.admin.insert({ user: 'alice', reference: 'TWIN', count: 2 });
    await world.admin.insert({ user: 'alice', reference: 'ONLY' });
    expect([await look('NONE'), await look('ONLY'), await look('TWIN')]).toEqual([0, 1, 2]);
  });

  test('8: shows its pictures by type and status, with links, a page at a time', async () => {
    const wanted = { id: rich(), filter: { mediaType: 'image', statuses: ['completed'] } };
    const first = await world.ask(MediaGalleryDocument, wanted);
    const medias = first.data.ticket?.medias;
    expect(medias?.statuses).toEqual(['completed']);
    expect(medias?.pageInfo.hasNextPage).toBe(true);
    const after = medias?.pageInfo.endCursor ?? null;
    const second = await world.ask(MediaGalleryDocument, { ...wanted, after, count: false });
    const all = [...nodesOf(medias), ...nodesOf(second.data.ticket?.medias)];
    expect(new Set(all.map(({ id }) => id)).size).toBe(medias?.totalCount);
    expect(all.every(({ mediaType, status }) => mediaType === 'IMAGE' && status === 'COMPLETED')).toBe(true);
    const authorization = 'Bearer sandbox-alice';
    const file = await fetch(all[0]?.url ?? '', { headers: { authorization } });
    expect(file.headers.get('content-type')).toMatch(/^image\//);
    expect([first.calls, second.calls]).toEqual([2, 2]);
  });

  test('9: tells who did what, also what nobody knows yet', async () => {
    await world.admin.habits({
      rewrite: [{ path: '/tickets/{ticketId}/events', rows: [0], set: { eventName: 'ticket.teleported' } }],
    });
    const { data, errors, calls } = await world.ask(TimelineDocument, { id: rich() });
    await world.admin.habits({});
    expect(errors).toBeUndefined();
    const [strange, ...others] = nodesOf(data.ticket?.events);
    expect(strange).toMatchObject({ name: 'UNKNOWN', nameRaw: 'ticket.teleported' });
    expect(others.every(({ name, source }) => name !== 'UNKNOWN' && source !== null)).toBe(true);
    expect(others.some(({ agent }) => agent?.name === 'Alice Martin')).toBe(true);
    expect(calls).toBe(2);
  });
});

describe('a change', () => {
  let mine = '';

  test('10: creates one ticket however often it is sent, and tells the place of each fault before any call', async () => {
    const wrong = await world.ask(NewTicketDocument, { input: { durationMinutes: 0 } });
    expect(wrong.data.createTicket).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
    const { createTicket: fault } = wrong.data;
    const issues = fault?.__typename === 'TicketValidationError' ? fault.issues : [];
    expect(issues.map(({ path }) => path)).toContainEqual(['input', 'durationMinutes']);
    expect(wrong.calls).toBe(0);

    const input = {
      phones: ['+33612345678'],
      startTime: '2035-05-04T09:30:00Z',
      language: 'fr',
      invite: false,
      reference: 'CASE-1234',
      idempotencyKey: 'a-new-ticket',
    };
    const first = await world.ask(NewTicketDocument, { input });
    const again = await world.ask(NewTicketDocument, { input });
    const created = first.data.createTicket;
    if (created?.__typename !== 'CreateTicketSuccess') throw new Error('not created');
    expect(created).toMatchObject({
      replayed: false,
      ticket: { requestor: { joinUrl: expect.stringMatching(/^http/) } },
    });
    expect(again.data.createTicket).toMatchObject({ replayed: true, ticketId: created.ticketId });
    expect(await world.admin.outbox(created.ticketId)).toEqual([]);
    expect([first.calls, again.calls]).toEqual([1, 1]);
    mine = created.ticket?.id ?? '';
  });

  test('11: takes a ticket over once; who comes late gets the ticket as it is', async () => {
    const [open = 0] = await world.admin.insert({ user: 'alice', group: 77, state: 'open' });
    const id = globalId('Ticket', open);
    const won = await world.ask(TakeOverDocument, { id, agent: 'alice' });
    expect(won.data.updateTicket).toMatchObject({
      ticket: { id, state: 'INPROGRESS', agent: { name: 'Alice Martin' } },
    });
    const lost = await world.ask(TakeOverDocument, { id, agent: 'dana' }, asUser('dana'));
    expect(lost.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      code: 'CONFLICT',
      ticket: { id, state: 'INPROGRESS', agent: { name: 'Alice Martin' } },
    });
    expect([won.calls, lost.calls]).toEqual([3, 1]);
  });

  test('12: closes with a result, and the ticket comes back', async () => {
    const { data, calls } = await world.ask(CloseDocument, { id: mine, result: 'Fuse replaced.' });
    expect(data.updateTicket).toMatchObject({
      ticket: { id: mine, state: 'CLOSED', description: 'Fuse replaced.' },
    });
    expect(calls).toBe(2);
  });

  test('13: calls off, or deletes: the id of what is gone, and a typed failure the second time', async () => {
    const [open = 0] = await world.admin.insert({ user: 'alice', state: 'open' });
    const id = globalId('Ticket', open);
    const cancelled = await world.ask(CancelDocument, { id });
    expect(cancelled.data.updateTicket).toMatchObject({ ticket: { id, state: 'CANCELLED' } });
    const gone = await world.ask(DeleteDocument, { id });
    expect(gone.data.deleteTicket).toMatchObject({ deletedId: id });
    const again = await world.ask(DeleteDocument, { id });
    expect(again.data.deleteTicket).toMatchObject({ __typename: 'TicketNotFoundError', code: 'NOT_FOUND' });
    expect([cancelled.calls, gone.calls, again.calls]).toEqual([2, 1, 1]);
  });

  test.each([true, false])(
    '14: exports, with its timeline: %s; pressed twice it is the same file, for no call',
    async (includeTimeline) => {
      const wanted = { id: mine, includeTimeline, key: `export-${includeTimeline}` };
      const first = await world.ask(ExportDocument, wanted);
      const again = await world.ask(ExportDocument, wanted);
      const [one, other] = [first, again].map(({ data: { exportTicket } }) =>
        exportTicket?.__typename === 'ExportTicketSuccess' ? exportTicket : null,
      );
      expect(other).toEqual({ ...one, replayed: true });
      const file = await fetch(one?.export.url ?? '');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect([first.calls, again.calls]).toEqual([1, 0]);
    },
  );
});

test('16: the background sync reads thirty again; what is gone is null in its place', async () => {
  const gone = globalId('Ticket', 999_999);
  const ids = [...shown.slice(0, 10), gone, ...shown.slice(10, 29)];
  const { data, errors, calls } = await world.ask(BackgroundSyncDocument, { ids });
  expect(errors).toBeUndefined();
  expect(data.nodes?.map((node) => node?.id ?? null)).toEqual(ids.map((id) => (id === gone ? null : id)));
  // They are among the caller's latest, so a list has them; the one that is gone is asked for by itself.
  expect(calls).toBe(2);
});

test('18: an outbox that meets the limit keeps what was done, and is told when to go on', async () => {
  const tight = await createTestGateway({ sandbox: { tickets: 0 }, env: { UPSTREAM_RATE_LIMIT: '3' } });
  await warmUpCallers(tight, 'alice');
  const outbox = ['one', 'two', 'three'].map((idempotencyKey) => ({
    input: { emails: ['paul@example.com'], reference: idempotencyKey, idempotencyKey },
  }));
  const results = [];
  for (const variables of outbox)
    results.push((await tight.ask(NewTicketDocument, variables)).data.createTicket);
  expect(results).toMatchObject([
    { replayed: false },
    { replayed: false },
    {
      __typename: 'TicketRateLimitError',
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfter: expect.any(Number),
    },
  ]);
  await tight.close();
});
