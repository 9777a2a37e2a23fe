import { describe, expect, it } from 'vitest';
import { ANCHOR_OVERLAP } from '../../src/paging/cost.ts';
import { EMPTY_PROFILE } from '../../src/paging/endpoint-profile.ts';
import type { PageArgs } from '../../src/paging/types.ts';
import { callsOf, cursorAt, idsOf, PagedList } from './simulation/paged-list.ts';
import type { UpstreamBehaviour } from './simulation/upstream-behaviour.ts';

const HIDDEN = { ...EMPTY_PROFILE, longestResponse: 25, reportsTotal: false };

describe('the plan of a page', () => {
  it.each<[string, PageArgs, number]>([
    ['nothing said', {}, 1],
    ['first 20', { first: 20 }, 1],
    ['first 100, a whole answer', { first: 100 }, 1],
    ['first 0', { first: 0 }, 1],
    ['20 after a cursor', { first: 20, after: 'c' }, 1],
    ['20 before a cursor', { last: 20, before: 'c' }, 1],
    ['20 between two', { first: 20, after: 'c', before: 'd' }, 1],
    ['100 after a cursor: its window is above the cap', { first: 100, after: 'c' }, 2],
    ['the last 20: the second call reads ties in the forward order', { last: 20 }, 2],
    ['the last 100', { last: 100 }, 3],
  ])('%s', (_, args, calls) => {
    expect(callsOf(args)).toEqual({ planned: calls, bound: calls + 3 });
  });

  it('counts on what the endpoint has shown: a hidden total needs a probe, a silent cap more windows', () => {
    expect(callsOf({ first: 20 }, HIDDEN).planned).toBe(2);
    expect(callsOf({ first: 20 }, { ...HIDDEN, reportsNextOffset: true }).planned).toBe(1);
    expect(callsOf({ first: 40, after: 'c' }, { ...EMPTY_PROFILE, cap: 15 }).planned).toBe(4);
  });

  it('counts the scan budget where rows are filtered here', () => {
    expect(callsOf({ first: 20 }, EMPTY_PROFILE, true).planned).toBe(3);
  });

  it('refuses what paging refuses', () => {
    expect(() => callsOf({ first: 101 })).toThrow('at most 100');
  });
});

const ORDERS: Partial<UpstreamBehaviour>[] = [
  { field: 'start', direction: 'desc' },
  { field: 'start', direction: 'asc', nulls: 'last' },
  { field: 'created', direction: 'desc', beforeIncludes: true },
  { field: 'created', direction: 'asc', sinceIncludes: false },
];

describe.each(ORDERS)('on a list that keeps still, $field $direction', (behaviour) => {
  // Every third row ties with the one before it, every fourth has no start.
  const desk = new PagedList(behaviour).fill(400, (index) => {
    const tied = 1_768_000_000 + (index - (index % 3 === 0 ? 1 : 0)) * 1800;
    return { created: tied - 3_000_000, start: index % 4 === 0 ? null : tied };
  });

  it.each([1, 7, 20, 50, 90, 100])('pages of %d cost what was planned, there and back', async (size) => {
    const facts = desk.tools.profiles.get('GET /tickets');
    const seen: string[] = [];
    let args: PageArgs = { first: size };
    for (;;) {
      const page = await desk.page(args);
      expect(page.calls).toBeLessThanOrEqual(callsOf(args, facts).planned);
      seen.push(...idsOf(page));
      if (!page.pageInfo.hasNextPage) break;
      args = { first: size, after: page.pageInfo.endCursor };
    }
    expect(seen).toEqual(desk.ids);
    const back: string[] = [];
    args = { last: size };
    for (;;) {
      const page = await desk.page(args);
      expect(page.calls).toBeLessThanOrEqual(callsOf(args, facts).planned);
      back.unshift(...idsOf(page));
      if (!page.pageInfo.hasPreviousPage) break;
      args = { last: size, before: page.pageInfo.startCursor };
    }
    expect(back).toEqual(desk.ids);
  });
});

describe('what is asked of the upstream', () => {
  it('is one row more than the page and the overlap of a cursor, with a cursor or without', async () => {
    const desk = new PagedList().fill(200);
    const first = await desk.page({ first: 20 });
    await desk.page({ first: 20, after: first.pageInfo.endCursor });
    const [opening, next] = desk.requests;
    expect(opening).toMatchObject({ offset: 0, limit: 21 + 2 * ANCHOR_OVERLAP, createdBefore: null });
    expect(next).toMatchObject({ offset: 20 - ANCHOR_OVERLAP, limit: 21 + 2 * ANCHOR_OVERLAP });
  });

  it('is bounded by the second of the cursor where the order is the creation', async () => {
    const desk = new PagedList({ field: 'created' }).fill(200);
    const first = await desk.page({ first: 20 });
    await desk.page({ first: 20, after: first.pageInfo.endCursor });
    const bound = desk.requests[1]?.createdBefore ?? 0;
    const anchor = desk.list.rows[19]?.created ?? 0;
    expect(desk.requests[1]?.offset).toBeLessThanOrEqual(ANCHOR_OVERLAP);
    expect(bound).toBeGreaterThan(anchor);
    expect(bound).toBeLessThanOrEqual((desk.list.rows[19 - ANCHOR_OVERLAP]?.created ?? 0) + 1);
  });

  it('is a smaller page where the cursor before ends it: the far bound costs no call', async () => {
    const desk = new PagedList().fill(200);
    const page = await desk.page({ first: 50 });
    const between = await desk.page({ first: 20, after: cursorAt(page, 3), before: cursorAt(page, 40) });
    expect(between.calls).toBe(1);
    expect(idsOf(between)).toEqual(desk.ids.slice(4, 24));
  });

  it('is as many rows for page 5,000 of 100,000 as for page 1, and begins at the bound', async () => {
    const desk = new PagedList({ field: 'created' }).fill(100_000, (index) => ({
      created: 1_600_000_000 + index * 60,
    }));
    const first = await desk.page({ first: 20 });
    await desk.page({ first: 20, after: first.pageInfo.endCursor });
    const end = await desk.page({ last: 30 });
    const deep = await desk.page({ first: 20, after: cursorAt(end, 9) });
    expect(idsOf(deep)).toEqual(desk.ids.slice(99_980));
    const [one, two, , last] = desk.requests;
    expect(one).toMatchObject({ limit: 21 + 2 * ANCHOR_OVERLAP, offset: 0 });
    expect(two?.limit).toBe(one?.limit);
    expect(last).toMatchObject({ limit: two?.limit, offset: two?.offset });
    expect(last?.offset).toBeLessThanOrEqual(ANCHOR_OVERLAP);
    expect(desk.requests).toHaveLength(4);
  });
});

describe('the last rows without a cursor', () => {
  it('are one call of the opposite order where no ties are in sight', async () => {
    const desk = new PagedList({ field: 'created' }).fill(200);
    const page = await desk.page({ last: 20 });
    expect(desk.requests).toMatchObject([{ direction: 'asc', offset: 0, limit: 21 + 2 * ANCHOR_OVERLAP }]);
    expect(idsOf(page)).toEqual(desk.ids.slice(-20));
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each(['idAsc', 'idDesc', 'hash'] as const)(
    'come in the forward order with ties that do not turn: %s',
    async (ties) => {
      const desk = new PagedList({ field: 'created', ties }).fill(200, (index) => ({
        created: 1_768_000_000 + (index >> 2),
      }));
      const page = await desk.page({ last: 22 });
      expect(idsOf(page)).toEqual(desk.ids.slice(-22));
      expect(page.calls).toBe(2);
      const more = await desk.page({ last: 30, before: page.pageInfo.startCursor });
      expect(idsOf(more)).toEqual(desk.ids.slice(-52, -22));
      expect(more.calls).toBe(1);
    },
  );

  it.each(['first', 'last', 'low', 'high'] as const)('are right wherever nulls stand: %s', async (nulls) => {
    const desk = new PagedList({ nulls }).fill(200, (index) => (index % 5 < 2 ? { start: null } : {}));
    expect(idsOf(await desk.page({ last: 20 }))).toEqual(desk.ids.slice(-20));
    expect(idsOf(await desk.page({ last: 20 }))).toEqual(desk.ids.slice(-20));
    expect(desk.requests.length).toBeLessThanOrEqual(4);
  });

  it('are found in one call once both orders have shown where their nulls stand', async () => {
    const behaviour = { nulls: 'low', field: 'start' } as const;
    const desk = new PagedList(behaviour).fill(60, (index) => (index < 8 ? { start: null } : {}));
    desk.tools.profiles.update('GET /tickets', { nulls: { 'start desc': 'last', 'start asc': 'first' } });
    const untied = new PagedList(behaviour).fill(60);
    untied.tools.profiles.update('GET /tickets', { nulls: { 'start desc': 'last', 'start asc': 'first' } });
    expect((await untied.page({ last: 10 })).calls).toBe(1);
    expect((await desk.page({ last: 10 })).calls).toBe(2);
  });

  it('are refused where the length is hidden and nothing shows that nulls turn: never guessed', async () => {
    const desk = new PagedList({ hidesTotal: true, hidesNext: true }).fill(300);
    await expect(desk.page({ last: 10 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'END_UNKNOWN',
      argument: 'last',
    });
    const certain = await desk.page({ last: 10 }, { keyMayBeNull: false });
    expect(idsOf(certain)).toEqual(desk.ids.slice(-10));
  });

  it('are counted from the end where the length is hidden, and go on from there', async () => {
    const desk = new PagedList({ field: 'created', hidesTotal: true, hidesNext: true }).fill(300);
    const page = await desk.page({ last: 10 });
    const more = await desk.page({ last: 10, before: page.pageInfo.startCursor });
    const again = await desk.page({ first: 5, after: more.pageInfo.endCursor });
    expect(idsOf(page)).toEqual(desk.ids.slice(-10));
    expect(idsOf(more)).toEqual(desk.ids.slice(-20, -10));
    expect(idsOf(again)).toEqual(desk.ids.slice(-10, -5));
    expect(more.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('can be one end of a range whose other end was read from the start', async () => {
    const desk = new PagedList({ field: 'created', hidesTotal: true, hidesNext: true }).fill(40);
    const fromStart = cursorAt(await desk.page({ first: 12 }), 11);
    const fromEnd = cursorAt(await desk.page({ last: 12 }), 0);
    const range = { after: fromStart, before: fromEnd };
    const due = desk.ids.slice(12, 28);
    expect(idsOf(await desk.page({ ...range, first: 50 }))).toEqual(due);
    expect(idsOf(await desk.page({ ...range, last: 50 }))).toEqual(due);
    expect(idsOf(await desk.page({ ...range, first: 4 }))).toEqual(due.slice(0, 4));
    const tail = await desk.page({ ...range, last: 16 });
    expect(tail.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
  });
});
