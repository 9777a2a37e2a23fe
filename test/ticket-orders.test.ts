import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TicketOrderField, TicketsDocument } from './generated/graphql.ts';
import { codes, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** A row of the API, as far as these tests look at it. */
interface Row {
  id: number;
  type: string;
}

let world: TestGateway;
let rows: Row[];
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  rows = (await upstream(world, '/tickets?limit=100')).data;
});
afterAll(() => world.close());

describe('every order of the list', () => {
  const fields: [TicketOrderField, string][] = [
    ['START_TIME', 'start_time'],
    ['END_TIME', 'end_time'],
    ['CREATED_AT', 'created'],
    ['UPDATED_AT', 'modified'],
    ['TICKET_ID', 'id'],
    ['STATE', 'state'],
    ['REFERENCE', 'reference'],
    ['TYPE', 'type'],
  ];
  const both = fields.flatMap(([field, orderby]) => [
    { field, orderby, direction: 'ASC' as const, order: 'asc' },
    { field, orderby, direction: 'DESC' as const, order: 'desc' },
  ]);

  test.each(both)(
    '$field $direction is the order of the API',
    async ({ field, direction, orderby, order }) => {
      const expected = (await upstream(world, `/tickets?limit=30&orderby=${orderby}&order=${order}`)).data;
      const answer = await world.ask(TicketsDocument, { first: 30, orderBy: { field, direction } });
      expect(codes(answer)).toEqual([]);
      expect(answer.data.tickets?.nodes?.map((ticket) => Number(ticket?.ticketId))).toEqual(
        expected.map((row: Row) => row.id),
      );
      expect(await lastUpstreamParams(world)).toMatchObject({ orderby, order });
      expect(answer.calls).toBe(1);
    },
  );

  test('the default is sent explicitly', async () => {
    await world.ask('{ tickets { nodes { id } } }');
    expect(await lastUpstreamParams(world)).toMatchObject({ orderby: 'start_time', order: 'desc' });
  });
});

describe('a total', () => {
  test('that comes along with the page costs nothing', async () => {
    const answer = await world.ask(TicketsDocument, { first: 5 });
    expect(answer.data.tickets).toMatchObject({ totalCount: rows.length, totalCountPrecision: 'EXACT' });
    expect(answer.calls).toBe(1);
  });

  test('that the API hides is counted, within a few calls', async () => {
    await world.admin.habits({ hide: ['total', 'next_offset'] });
    try {
      const answer = await world.ask<{ tickets: object }, object>(
        '{ tickets(first: 5) { totalCount totalCountPrecision } }',
      );
      expect(answer.data.tickets).toEqual({ totalCount: rows.length, totalCountPrecision: 'EXACT' });
      expect(answer.calls).toBeLessThanOrEqual(4);
    } finally {
      await world.admin.habits({});
    }
  });
});

test('a badge row of aliased lists costs a call for each', async () => {
  const answer = await world.ask<Record<string, { totalCount: number }>, object>(
    `{ mine: tickets(first: 1) { totalCount }
       several: tickets(first: 1, filter: { type: "video-assistance-multi-participants" }) { totalCount } }`,
  );
  expect(answer.data['mine']?.totalCount).toBe(rows.length);
  expect(answer.data['several']?.totalCount).toBe(rows.filter((row) => row.type.includes('multi')).length);
  expect(answer.calls).toBe(2);
});
