import { describe, expect, it } from 'vitest';
import type { SimRow } from './simulation/moving-list.ts';
import { callsOf, cursorAt, idsOf, PagedList } from './simulation/paged-list.ts';

const every = (nth: number) => ({
  localFilter: (row: SimRow): boolean => Number(row.title.slice(4)) % nth === 0,
});
const matching = (desk: PagedList, nth: number): string[] =>
  desk.list.rows.filter((row) => row.hole || every(nth).localFilter(row)).map(({ id }) => id);

describe('a filter the upstream does not have', () => {
  it('is applied here, page by page, one call while the window holds enough', async () => {
    const desk = new PagedList().fill(400);
    const first = await desk.page({ first: 10 }, every(5));
    const second = await desk.page({ first: 10, after: first.pageInfo.endCursor }, every(5));
    expect([...idsOf(first), ...idsOf(second)]).toEqual(matching(desk, 5).slice(0, 20));
    expect([first.calls, second.calls]).toEqual([1, 1]);
    expect(first).toMatchObject({ total: null, scanned: 100, complete: true });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(second.pageInfo.hasPreviousPage).toBe(true);
  });

  it('stops at its budget with a cursor that goes on, even without a single edge', async () => {
    const desk = new PagedList().fill(1000);
    const rare = every(999);
    const pages = [];
    let after: string | null = null;
    do {
      const page = await desk.page({ first: 5, after }, rare);
      pages.push(page);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      if (page.pageInfo.hasNextPage) expect(after).not.toBeNull();
    } while (after !== null);
    expect(pages.flatMap(idsOf)).toEqual(matching(desk, 999));
    expect(pages.map(({ calls }) => calls)).toEqual([3, 3, 3, 2]);
    expect(pages[0]).toMatchObject({ complete: false, scanned: 294, total: null });
    expect(pages[1]).toMatchObject({ edges: [], pageInfo: { startCursor: null, hasNextPage: true } });
    expect(pages.at(-1)).toMatchObject({ complete: true, pageInfo: { hasNextPage: false } });
  });

  it('loses and repeats nothing while the list moves', async () => {
    const desk = new PagedList().fill(500);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await desk.page({ first: 7, after }, every(6));
      seen.push(...idsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      const gone = desk.list.rows.find((row) => !every(6).localFilter(row));
      if (gone !== undefined) desk.list.delete(gone);
    } while (after !== null);
    expect(seen).toEqual(matching(desk, 6));
  });

  it('goes on from any edge, not only from the last', async () => {
    const desk = new PagedList().fill(300);
    const page = await desk.page({ first: 20 }, every(4));
    const again = await desk.page({ first: 6, after: cursorAt(page, 9) }, every(4));
    expect(idsOf(again)).toEqual(idsOf(page).slice(10, 16));
  });

  it('keeps rows nobody can decode: they may match', async () => {
    const desk = new PagedList({ holes: 0.1 }).fill(90);
    const page = await desk.page({ first: 90 }, every(3));
    expect(page.edges).toHaveLength(matching(desk, 3).length);
    expect(idsOf(page)).toContain('hole');
  });

  it('never costs more than its bound', async () => {
    const desk = new PagedList({ cap: 15, hidesTotal: true, hidesNext: true }).fill(800);
    const page = await desk.page({ first: 50 }, every(2));
    expect(page.calls).toBeLessThanOrEqual(callsOf({ first: 50 }, undefined, true).bound);
    expect(page).toMatchObject({ complete: false, pageInfo: { hasNextPage: true } });
  });

  it('can not be read from the end', async () => {
    const desk = new PagedList().fill(30);
    await expect(desk.page({ last: 5 }, every(2))).rejects.toMatchObject({ reason: 'BACKWARD_WITH_SCAN' });
    const { endCursor } = (await desk.page({ first: 5 }, every(2))).pageInfo;
    await expect(desk.page({ first: 5, before: endCursor }, every(2))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'before',
    });
  });

  it('of an empty list is an empty page', async () => {
    const page = await new PagedList().page({}, every(2));
    expect(page).toMatchObject({ edges: [], scanned: 0, complete: true, pageInfo: { endCursor: null } });
  });
});
