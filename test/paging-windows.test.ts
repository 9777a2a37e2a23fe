import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TicketsDocument, TicketsFlatDocument, type TicketsQuery } from './generated/graphql.ts';
import { upstream, warmUpCallers } from './helpers/queries.ts';
import { type Answer, createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

describe('a page that is wider than what the API gives at once', () => {
  let world: TestGateway;
  let rows: number[];
  beforeAll(async () => {
    world = await createTestGateway({ env: { UPSTREAM_PAGE_CAP: '20' } });
    await warmUpCallers(world, 'alice');
    await world.admin.insert({ count: 60 });
    const pages = await Promise.all([0, 100].map((at) => upstream(world, `/tickets?limit=100&offset=${at}`)));
    rows = pages.flatMap(({ data }) => data.map(({ id }: { id: number }) => id));
  });
  afterAll(() => world.close());

  test('is joined of windows that overlap, four for sixty rows, with a cursor and without', async () => {
    const first = await world.ask(TicketsFlatDocument, { first: 60 });
    const after = first.data.tickets?.pageInfo.endCursor ?? '';
    const second = await world.ask(TicketsFlatDocument, { first: 30, after });
    const back = await world.ask(TicketsFlatDocument, { last: 60, before: after });
    const ids = ({ data }: typeof first) => data.tickets?.edges?.map((edge) => Number(edge?.node?.ticketId));
    expect(ids(first)).toEqual(rows.slice(0, 60));
    expect(ids(second)).toEqual(rows.slice(60, 90));
    expect(ids(back)).toEqual(rows.slice(0, 59));
    expect([first.calls, second.calls, back.calls]).toEqual([4, 2, 4]);
    const limits = (await world.admin.lastCalls()).map(({ parameters }) => Number(parameters['limit'] ?? 0));
    expect(Math.max(...limits.slice(-10))).toBeLessThanOrEqual(20);
  });
});

describe('a list of which one page says little', () => {
  let world: TestGateway;
  let mine: number;
  const CLOSED = 7;
  beforeAll(async () => {
    world = await createTestGateway({ sandbox: { tickets: 0 } });
    await warmUpCallers(world, 'alice');
    const created = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();
    const start_time = '2031-01-01T00:00:00Z';
    for (let lot = 0; lot < CLOSED; lot += 1) {
      await world.admin.insert({ created: created(lot * 2), start_time, state: 'closed' });
      await world.admin.insert({ created: created(lot * 2 + 1), start_time, count: 100 });
    }
    mine = CLOSED * 101;
  });
  afterEach(() => world.admin.habits({}));
  afterAll(() => world.close());

  const COUNT = '{ tickets(first: 5) { totalCount totalCountPrecision } }';
  const counted = () => world.ask<{ tickets: { totalCount: number } }, object>(COUNT);

  test('is counted by the answer that brought the page', async () => {
    const answer = await counted();
    expect(answer).toMatchObject({
      calls: 1,
      data: { tickets: { totalCount: mine, totalCountPrecision: 'EXACT' } },
    });
  });

  test('is counted as far as three calls reach where the API hides its length, and only if asked', async () => {
    await world.admin.habits({ hide: ['total', 'next_offset'] });
    await world.ask(TicketsFlatDocument, { first: 5 });
    expect((await world.ask(TicketsFlatDocument, { first: 5 })).calls).toBe(1);
    const answer = await counted();
    expect(answer.data.tickets).toMatchObject({ totalCountPrecision: 'AT_LEAST' });
    expect(answer.data.tickets.totalCount).toBeGreaterThan(100);
    expect(answer.data.tickets.totalCount).toBeLessThan(mine);
    expect(answer.calls).toBeLessThanOrEqual(4);
  });

  test('is filtered by state here, three windows a page, and says how many rows it looked at', async () => {
    const orderBy = { field: 'CREATED_AT', direction: 'DESC' } as const;
    const pages: { rows: number; scanned: number; calls: number }[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const answer: Answer<TicketsQuery> = await world.ask(TicketsDocument, {
        first: 5,
        after,
        filter: { states: ['CLOSED'] },
        orderBy,
      });
      const { nodes, pageInfo, scannedCount, totalCount } = answer.data.tickets ?? {};
      expect(nodes?.every((node) => node?.state === 'CLOSED')).toBe(true);
      expect(totalCount).toBeNull();
      pages.push({ rows: nodes?.length ?? 0, scanned: scannedCount ?? 0, calls: answer.calls });
      more = pageInfo?.hasNextPage === true;
      after = pageInfo?.endCursor ?? null;
      expect(after !== null || !more).toBe(true);
    }
    const [first] = pages;
    expect(first?.rows).toBeLessThan(5);
    expect(first?.scanned).toBeGreaterThanOrEqual(280);
    expect(pages.every(({ calls }) => calls <= 3)).toBe(true);
    expect(pages.reduce((sum, { rows }) => sum + rows, 0)).toBe(CLOSED);
  });
});
