import { describe, expect, it } from 'vitest';
import { countList } from '../../src/paging/count.ts';
import { PagingError } from '../../src/paging/errors.ts';
import type { PageArgs } from '../../src/paging/types.ts';
import { cursorAt, idsOf, PagedList } from './simulation/paged-list.ts';

async function readAll(desk: PagedList, size: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await desk.page({ first: size, after });
    seen.push(...idsOf(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

async function failure(page: Promise<unknown>): Promise<PagingError> {
  const error = await page.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PagingError) return error;
  throw new Error('it was served', { cause: error });
}

describe('an upstream that caps limit without a word', () => {
  it.each([10, 15, 60])('at %d rows: no row is lost behind the cap', async (cap) => {
    for (const hidesTotal of [false, true]) {
      const desk = new PagedList({ cap, hidesTotal, hidesNext: hidesTotal }).fill(130);
      expect(await readAll(desk, 25)).toEqual(desk.ids);
      expect(desk.tools.profiles.get('GET /tickets').cap).toBe(cap < 25 + 7 ? cap : null);
    }
  });

  it('gives a shorter page while the cap is not known, and says so; the next one is planned with it', async () => {
    const desk = new PagedList({ cap: 10 }).fill(200);
    const page = await desk.page({ first: 100 });
    expect(page).toMatchObject({ complete: false, calls: 4, pageInfo: { hasNextPage: true } });
    expect(idsOf(page)).toEqual(desk.ids.slice(0, page.edges.length));
    const next = await desk.page({ first: 60, after: page.pageInfo.endCursor });
    expect(next).toMatchObject({ complete: true });
    expect(next.edges).toHaveLength(60);
  });
});

describe('an upstream that hides total and next_offset', () => {
  const hidden = { hidesTotal: true, hidesNext: true };

  it.each([
    ['is full, with one row more than the page', 20, 45, 1, true],
    ['is shorter than the longest one seen', 20, 37, 1, false],
    ['is as long as the longest one: a probe tells', 10, 24, 2, false],
    ['is shorter than the default limit', 20, 24, 1, false],
  ])('knows what follows when an answer %s', async (_, size, rows, calls, more) => {
    const desk = new PagedList(hidden).fill(rows);
    const first = await desk.page({ first: size });
    const second = await desk.page({ first: 20, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ calls, pageInfo: { hasNextPage: more } });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(desk.ids.slice(0, 40));
  });

  it('is not taken for short when it begins to hide them only later', async () => {
    const desk = new PagedList().fill(300);
    await desk.page({ first: 20 });
    desk.tamperResponse = (answer) => ({ ...answer, total: null, nextOffset: null });
    const page = await desk.page({ first: 100 });
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(idsOf(page)).toEqual(desk.ids.slice(0, 100));
    const count = await countList(desk.list.spec(), null, desk.fetch, desk.tools);
    expect(count).toMatchObject({ precision: 'AT_LEAST', calls: 3 });
  });

  it('needs one probe for a first short answer that a cap could have cut', async () => {
    const desk = new PagedList(hidden).fill(15);
    const page = await desk.page({ first: 20 });
    expect(page).toMatchObject({ calls: 2, total: null, pageInfo: { hasNextPage: false } });
    expect(page.edges).toHaveLength(15);
  });

  it('is believed about a missing next offset once it has named one', async () => {
    const desk = new PagedList({ hidesTotal: true }).fill(35);
    const first = await desk.page({ first: 20 });
    const second = await desk.page({ first: 20, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ calls: 1, pageInfo: { hasNextPage: false } });
  });
});

describe('an upstream that ignores what is asked', () => {
  it('the creation bounds of a walk: falls back to offsets, and remembers', async () => {
    const desk = new PagedList({ field: 'created', bounds: 'ignored' }).fill(200);
    expect(await readAll(desk, 20)).toEqual(desk.ids);
    expect(desk.tools.profiles.get('GET /tickets').ignoresBounds).toBe(true);
    expect(desk.requests.length).toBe(10 + 1);
  });

  it.each<[string, PageArgs]>([
    ['forward', { first: 20 }],
    ['from the end', { last: 20 }],
  ])("the client's own bound: drift, no rows, %s", async (_, args) => {
    const desk = new PagedList({ bounds: 'ignored' }).fill(200);
    const createdBefore = desk.list.rows[50]?.created ?? 0;
    const error = await failure(desk.page(args, { createdBefore }));
    expect(error).toMatchObject({
      code: 'UPSTREAM_CONTRACT_DRIFT',
      reason: 'BOUND_IGNORED',
      retryable: false,
    });
  });

  it('a filter: drift, no rows', async () => {
    const desk = new PagedList().fill(50);
    const error = await failure(desk.page({}, { satisfiesFilter: (row) => row.title !== 'row 45' }));
    expect(error).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'FILTER_IGNORED' });
  });

  it('the order, or its direction: drift, no rows', async () => {
    const field = new PagedList().fill(50);
    const wrong = await failure(field.page({}, { key: (row) => (Number(row.id) * 7) % 11 }));
    expect(wrong).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'ORDER_IGNORED' });
    const direction = new PagedList({ field: 'created' }).fill(50);
    direction.tamperRequest = (ask) => ({ ...ask, direction: 'desc' });
    expect(await failure(direction.page({ last: 5 }))).toMatchObject({ reason: 'ORDER_IGNORED' });
  });

  it('the offset: drift within the repairs, never a loop, never page 1 again', async () => {
    const desk = new PagedList().fill(500);
    const deep = cursorAt(await desk.page({ last: 100 }), 3);
    desk.tamperRequest = (ask) => ({ ...ask, offset: 0 });
    desk.requests.length = 0;
    const error = await failure(desk.page({ first: 20, after: deep }));
    expect(error).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'OFFSET_IGNORED' });
    expect(desk.requests.length).toBeLessThanOrEqual(4);
  });

  it('the offset of the very next page: the right rows or none', async () => {
    const desk = new PagedList().fill(500);
    const first = await desk.page({ first: 20 });
    desk.tamperRequest = (ask) => ({ ...ask, offset: 0 });
    const next = await desk
      .page({ first: 20, after: first.pageInfo.endCursor })
      .catch((error: unknown) => error);
    if (next instanceof Error) expect(next).toMatchObject({ reason: 'OFFSET_IGNORED' });
    else expect(next).toMatchObject({ edges: desk.ids.slice(20, 40).map((id) => ({ node: { id } })) });
  });

  it('the limit: more rows than asked are no harm', async () => {
    const desk = new PagedList().fill(45);
    desk.tamperRequest = (ask) => ({ ...ask, limit: 10 });
    expect(await readAll(desk, 3)).toEqual(desk.ids);
  });

  it('that a row stands once in one answer: drift', async () => {
    const desk = new PagedList().fill(50);
    desk.tamperResponse = (answer) => ({
      ...answer,
      rows: [...answer.rows.slice(0, 5), ...answer.rows.slice(4)],
    });
    expect(await failure(desk.page())).toMatchObject({ reason: 'ROW_REPEATED' });
  });

  it('what total means: one below the rows in hand is not believed', async () => {
    const desk = new PagedList({ hidesNext: true }).fill(60);
    desk.tamperResponse = (answer, ask) => ({
      ...answer,
      total: ask.offset === 0 ? answer.total : answer.rows.length,
    });
    expect(await readAll(desk, 10)).toEqual(desk.ids);
  });

  it('what next_offset means: one that never ends does not make a list endless', async () => {
    const desk = new PagedList({ hidesTotal: true }).fill(57);
    desk.tamperResponse = (answer, ask) => ({ ...answer, nextOffset: ask.offset + ask.limit });
    expect(await readAll(desk, 20)).toEqual(desk.ids);
  });

  it('what total means: one that counts rows nobody may see does not make a list endless', async () => {
    const desk = new PagedList({ hidesNext: true }).fill(57);
    desk.tamperResponse = (answer) => ({ ...answer, total: 900 });
    expect(await readAll(desk, 20)).toEqual(desk.ids);
    expect(desk.tools.profiles.get('GET /tickets').cap).toBeNull();
  });

  it('passes on what the fetch rejects with, untouched', async () => {
    const desk = new PagedList().fill(50);
    const down = new Error('upstream is down');
    desk.tamperResponse = () => {
      throw down;
    };
    await expect(desk.page()).rejects.toBe(down);
  });
});

describe('rows that can not be decoded', () => {
  it('keep their place as edges without node, with cursors that go on', async () => {
    const desk = new PagedList({ holes: 0.3 }).fill(120);
    for (const size of [1, 4, 9]) {
      const seen = await readAll(desk, size);
      expect(seen).toEqual(desk.list.rows.map((row) => (row.hole ? 'hole' : row.id)));
    }
  });

  it('have cursors in the other direction too', async () => {
    const desk = new PagedList({ holes: 0.3 }).fill(60);
    const all = desk.list.rows.map((row) => (row.hole ? 'hole' : row.id));
    const page = await desk.page({ first: 60 });
    for (let at = 0; at < 60; at += 1) {
      const back = await desk.page({ last: 5, before: cursorAt(page, at) });
      expect(idsOf(back)).toEqual(all.slice(Math.max(0, at - 5), at));
    }
  });

  it('may be all there is', async () => {
    const desk = new PagedList({ holes: 1 }).fill(35);
    expect(await readAll(desk, 10)).toHaveLength(35);
  });
});
