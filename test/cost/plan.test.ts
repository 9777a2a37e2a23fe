import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.ts';
import { type Desk, openDesk } from './workbench.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const id = (type: string, of: string) => encodeGlobalId(type, of);

/** Planned and bound of an operation. */
const plan = (document: string, variables: Record<string, unknown> = {}): [number, number] => {
  const { planned, bound } = desk.plan(document, variables);
  return [planned, bound];
};

describe('A plan', () => {
  it.each([
    ['nothing', '{ __typename }', [0, 0]],
    ['what is known anyway', '{ budget { limit } viewer { user { username } } }', [0, 0]],
    ['one ticket', '{ ticket(ticketId: "7") { subject } }', [1, 1]],
    ['one ticket with what may be refused', '{ ticket(ticketId: "7") { agent { joinUrl } } }', [1, 2]],
    ['a page, with its repairs', '{ tickets(first: 20) { nodes { subject } } }', [1, 4]],
    [
      'a page of others with what may be refused, since the list may be refused as well',
      '{ tickets(first: 5, filter: { userId: "9" }) { nodes { agent { joinUrl } } } }',
      [2, 5],
    ],
    ['a page and its length', '{ tickets(first: 20) { totalCount totalCountPrecision } }', [1, 7]],
    [
      'what hangs on each ticket of a page',
      '{ tickets(first: 5) { nodes { events { totalCount } } } }',
      [6, 9],
    ],
    [
      'two things on each',
      '{ tickets(first: 5) { nodes { medias { nodes { title } } events { nodes { name } } } } }',
      [11, 29],
    ],
    ['a default page', '{ tickets { nodes { events { totalCount } } } }', [11, 14]],
    ['a page above the cap', '{ tickets(first: 100) { nodes { subject } } }', [1, 4]],
    ['the last page', '{ tickets(last: 10) { nodes { subject } } }', [2, 5]],
    [
      'a filter that is applied here',
      '{ tickets(first: 20, filter: { states: [OPEN] }) { totalCount } }',
      [3, 6],
    ],
    [
      'accounts behind names, once for all',
      '{ tickets(first: 9) { nodes { agent { user { email } } } } }',
      [4, 7],
    ],
    ['accounts by their ids alone', '{ tickets(first: 9) { nodes { agent { user { userId } } } } }', [1, 4]],
    [
      'a listing whose accounts come with their rows',
      '{ viewer { enterprise { users { nodes { email } } } } }',
      [1, 4],
    ],
    ['what has to be tried', '{ viewer { maySeeAllTickets } }', [1, 1]],
  ])('counts %s', (_what, document, expected) => {
    expect(plan(document)).toEqual(expected);
  });

  it.each([
    [
      'the same ticket by both ids',
      '{ a: ticket(ticketId: "7") { subject } b: ticket(id: $id) { state } }',
      1,
    ],
    [
      'the same ticket as a node',
      '{ ticket(ticketId: "7") { subject } node(id: $id) { ... on Ticket { state } } }',
      1,
    ],
    [
      'one list in two sizes',
      '{ a: tickets(first: 5) { nodes { subject } } b: tickets(first: 30) { nodes { state } } }',
      1,
    ],
    [
      'two lists',
      '{ a: tickets(first: 5) { totalCount } b: tickets(first: 5, filter: { type: "x" }) { totalCount } }',
      2,
    ],
    [
      'what hangs on rows that come twice',
      '{ tickets(first: 4) { nodes { events { totalCount } } edges { node { events { totalCount } } } } }',
      5,
    ],
    [
      'two filters that read the same rows',
      '{ a: tickets(filter: { states: [OPEN] }) { scannedCount } b: tickets(filter: { states: [DONE] }) { scannedCount } }',
      3,
    ],
    [
      'a fragment that is spread twice',
      '{ ...F ...F } fragment F on Query { tickets(first: 2) { nodes { events { totalCount } } } }',
      3,
    ],
  ])('counts %s once', (_what, document, planned) => {
    const query = document.includes('$id') ? `query ($id: ID!) ${document}` : document;
    expect(plan(query, { id: id('Ticket', '7') })[0]).toBe(planned);
  });

  it('follows @skip and @include, with their variables, on fields and fragments', () => {
    const document = `query ($on: Boolean!) {
      ticket(ticketId: "7") @include(if: $on) { events { totalCount } }
      ... @skip(if: $on) { tickets(first: 3) { nodes { events { totalCount } } } }
    }`;
    expect(plan(document, { on: true })[0]).toBe(2);
    expect(plan(document, { on: false })[0]).toBe(4);
  });

  it('takes sizes from variables, and their defaults', () => {
    const document = 'query ($n: Int = 3) { tickets(first: $n) { nodes { events { totalCount } } } }';
    expect(plan(document)[0]).toBe(4);
    expect(plan(document, { n: 7 })[0]).toBe(8);
    expect(plan(document, { n: 'seven' })).toEqual([0, 0]);
  });

  it('goes by what each global id is, and asks nothing for what is none', () => {
    const document = `query ($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Ticket { events { totalCount } } ... on User { email } ... on TicketMedia { title } }
    }`;
    expect(plan(document, { ids: [id('Ticket', '7')] })[0]).toBe(2);
    expect(plan(document, { ids: [id('User', '1'), id('User', '2')] })[0]).toBe(3);
    expect(plan(document, { ids: [id('TicketMedia', '7:1'), id('TicketMedia', '7:2')] })[0]).toBe(3);
    expect(plan(document, { ids: [id('TicketEvent', '7:x'), id('TicketEvent', '8:x')] })[0]).toBe(2);
    expect(plan(document, { ids: ['garbage', id('Planet', '1')] })).toEqual([0, 0]);
    expect(plan(document, { ids: Array.from({ length: 101 }, (_, n) => id('Ticket', String(n))) })).toEqual([
      0, 0,
    ]);
  });

  it('counts the two windows in which many tickets are looked for, once, on top of each ticket alone', () => {
    const some = (count: number) => Array.from({ length: count }, (_, n) => id('Ticket', String(n + 1)));
    const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(plan(nodes, { ids: some(4) })).toEqual([4, 4]);
    expect(plan(nodes, { ids: some(5) })).toEqual([7, 7]);
    expect(plan(nodes, { ids: [...some(4), ...some(4)] })).toEqual([4, 4]);
    expect(plan(nodes, { ids: some(30) })).toEqual([32, 32]);
    const links = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { agent { joinUrl } } } }';
    expect(plan(links, { ids: some(30) })).toEqual([32, 63]);
    const mixed = `query ($ids: [ID!]!) {
      nodes(ids: $ids) { id } same: nodes(ids: $ids) { __typename } ticket(ticketId: "4") { state }
      fifth: ticket(ticketId: "5") { state }
    }`;
    expect(plan(mixed, { ids: some(3) })).toEqual([7, 7]);
  });

  it('counts no such windows for changes, which come one after the other', () => {
    const changes = Array.from(
      { length: 6 },
      (_, n) => `m${n}: updateTicket(input: { ticketId: "${n + 1}", subject: "new" }) {
        ... on UpdateTicketSuccess { ticket { subject } }
      }`,
    );
    expect(plan(`mutation { ${changes.join(' ')} }`)[0]).toBe(12);
  });

  it('plans nothing for what is refused before anything is asked', () => {
    for (const document of [
      '{ ticket { subject } }',
      '{ ticket(id: "x", ticketId: "7") { subject } }',
      '{ tickets(first: -1) { nodes { events { totalCount } } } }',
      '{ tickets(first: 1, last: 1) { totalCount } }',
      '{ tickets(filter: { owner: USER }) { totalCount } }',
      'mutation { updateTicket(input: {}) { __typename } }',
      'mutation { deleteTicket(input: { ticketId: "7", id: "x" }) { __typename } }',
    ]) {
      expect(plan(document)).toEqual([0, 0]);
    }
  });

  it('counts changes, what they read back, and each change for itself', () => {
    const change = 'updateTicket(input: { ticketId: "7", subject: "new" })';
    const back = '{ ... on UpdateTicketSuccess { ticket { subject } } }';
    expect(plan(`mutation { ${change} ${back} }`)[0]).toBe(2);
    expect(plan(`mutation { a: ${change} ${back} b: ${change} ${back} }`)[0]).toBe(4);
    expect(plan('mutation { deleteTicket(input: { ticketId: "7" }) { __typename } }')).toEqual([1, 1]);
    expect(
      plan(
        'mutation { exportTicket(input: { ticketId: "7" }) { ... on ExportTicketSuccess { ticket { id } } } }',
      ),
    ).toEqual([1, 1]);
  });

  it('counts asking who it is, once, while that is not known', async () => {
    const { plan: planned, callLog } = await desk.run(
      '{ a: tickets(first: 1) { totalCount } viewer { __typename } }',
      {},
      'sandbox-bob',
    );
    expect([planned.planned, callLog.actual]).toEqual([2, 2]);
    const again = await desk.run(
      '{ a: tickets(first: 1) { totalCount } viewer { __typename } }',
      {},
      'sandbox-bob',
    );
    expect([again.plan.planned, again.callLog.actual]).toEqual([1, 1]);
  });

  it('plans the operation that is named', () => {
    const document =
      'query A { ticket(ticketId: "7") { state } } query B { tickets(first: 1) { nodes { events { totalCount } } } }';
    expect(plan(document)).toEqual([0, 0]);
  });
});

describe('What an API shows of itself', () => {
  it('changes plans: one that hides its totals has to be counted, and asked what follows', async () => {
    const other = await openDesk();
    await other.admin.habits({ hide: ['total', 'next_offset'] });
    await other.run('{ tickets(first: 5) { totalCount } }');
    const { planned } = other.plan('{ tickets(first: 5) { totalCount } }');
    expect(planned).toBeGreaterThan(1);
    const { callLog } = await other.run('{ tickets(first: 5) { totalCount } }');
    expect(callLog.actual).toBeLessThanOrEqual(planned);
    await other.close();
  });
});
