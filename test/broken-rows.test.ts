import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  AccountsDocument,
  MediasDocument,
  TicketsDocument,
  TimelineDocument,
  WholeTicketDocument,
} from './generated/graphql.ts';
import { richestTicket } from './helpers/medias.ts';
import { codes, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** A list goes on though a row of it can not be read, and though it comes without its envelope. */
const TICKET = '/tickets/{ticketId}';
let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'dana');
  ({ ticketId } = await richestTicket(world));
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const rewrite = (rule: object) => world.admin.habits({ rewrite: [rule] });
const whole = () => world.ask(WholeTicketDocument, { ticketId });

describe('a row that can not be read', () => {
  const broken = () => rewrite({ path: '/tickets', rows: [1], drop: ['id'] });

  test('is an empty edge with one error, among others that are whole', async () => {
    await broken();
    const answer = await world.ask<{ tickets: { edges: { cursor: string; node: object | null }[] } }, object>(
      '{ tickets(first: 3) { edges { cursor node { id subject } } } }',
    );
    expect(answer.data.tickets.edges.map(({ node }) => node !== null)).toEqual([true, false, true]);
    expect(answer.data.tickets.edges.every(({ cursor }) => cursor.length > 20)).toBe(true);
    expect(answer.errors).toMatchObject([
      {
        path: ['tickets', 'edges', 1, 'node'],
        extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
      },
    ]);
  });

  test('is null among nodes', async () => {
    await broken();
    const answer = await world.ask(TicketsDocument, { first: 3 });
    expect(answer.data.tickets?.nodes?.map((ticket) => ticket !== null)).toEqual([true, false, true]);
    expect(answer.errors).toMatchObject([{ path: ['tickets', 'nodes', 1] }]);
  });

  test('does not stop whoever pages on, and comes after all once it can be read', async () => {
    const all = (await upstream(world, '/tickets?limit=6')).data.map(({ id }: { id: number }) => String(id));
    await broken();
    const first = await world.ask(TicketsDocument, { first: 2 });
    await world.admin.habits({});
    const after = first.data.tickets?.pageInfo.endCursor ?? null;
    const second = await world.ask(TicketsDocument, { first: 4, after });
    expect(second.data.tickets?.nodes?.map((ticket) => ticket?.ticketId)).toEqual(all.slice(1, 5));
  });

  test('where one ticket was asked for is an error, since nothing is left', async () => {
    await rewrite({ path: TICKET, drop: ['id'] });
    const answer = await whole();
    expect(answer.data.ticket).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_BAD_RESPONSE']);
  });
});

describe('a bare array where an envelope is usual', () => {
  test('is a list like any other', async () => {
    const said = [
      await world.ask(TicketsDocument, { first: 5 }),
      await world.ask(MediasDocument, { ticketId, first: 5 }),
      await world.ask(TimelineDocument, { ticketId, first: 5 }),
      await world.ask(AccountsDocument, { first: 5 }),
    ].map(({ data }) => data);
    await world.admin.habits({ bareArray: true });
    const bare = [
      await world.ask(TicketsDocument, { first: 5 }),
      await world.ask(MediasDocument, { ticketId, first: 5 }),
      await world.ask(TimelineDocument, { ticketId, first: 5 }),
      await world.ask(AccountsDocument, { first: 5 }),
    ];
    expect(bare.flatMap(codes)).toEqual([]);
    expect(bare.map(({ data }) => withoutCursors(data))).toEqual(said.map(withoutCursors));
  });
});

/** Data without what differs from answer to answer. */
const withoutCursors = (data: object): unknown =>
  JSON.parse(JSON.stringify(data, (key, value) => (/cursor|url/i.test(key) ? null : value)));
