import { describe, expect, it } from 'vitest';
import { JOIN_OVERLAP } from '../../src/paging/cost.ts';
import { listBounds } from '../../src/paging/read/bounds.ts';
import { Segment } from '../../src/paging/read/segment.ts';
import type { Window } from '../../src/paging/read/window.ts';
import type { SimRow } from './simulation/moving-list.ts';
import { cursorAt, idsOf, PagedList, rowAt } from './simulation/paged-list.ts';

const desk = new PagedList().fill(60);
const list = desk.list.spec();
const frame = listBounds(list, null, false);
const all = desk.list.rows;

const windowOf = (rows: readonly (SimRow | null)[], offset: number): Window<SimRow> => ({
  offset,
  limit: rows.length,
  rows,
  tail: 'more',
  total: null,
  date: null,
});

describe('two windows side by side', () => {
  it('join at a row both hold', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    expect(stretch.append(windowOf(all.slice(17, 30), 17))).toBe(true);
    expect(stretch.prepend(windowOf(all.slice(2, 13), 2))).toBe(true);
    expect(stretch.rows).toEqual(all.slice(2, 30));
    expect([stretch.start, stretch.head, stretch.end]).toEqual([2, 2, 30]);
  });

  it('join by the row, not by the offset, and take the newer offset', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    expect(stretch.append(windowOf(all.slice(18, 30), 14))).toBe(true);
    expect(stretch.rows).toEqual(all.slice(10, 30));
    expect(stretch.start).toBe(6);
  });

  it('do not join without a common row: nothing is guessed', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    expect(stretch.append(windowOf(all.slice(20, 30), 20))).toBe(false);
    expect(stretch.prepend(windowOf(all.slice(0, 10), 0))).toBe(false);
    expect(stretch.append(windowOf([], 20))).toBe(false);
    expect(stretch.rows).toEqual(all.slice(10, 20));
  });

  it('drop what is gone from the shared part by the time of the newer one', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    const newer = [...all.slice(16, 18), ...all.slice(20, 25)];
    expect(stretch.append(windowOf(newer, 16))).toBe(true);
    expect(stretch.rows).toEqual([...all.slice(10, 18), ...all.slice(20, 25)]);
  });

  it('do not join at a row that was rescheduled between them', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    const moved = { ...rowAt(desk, 19), start: 5 };
    expect(stretch.append(windowOf([moved, ...all.slice(40, 45)], 17))).toBe(false);
  });

  it('hold a row once that was moved from one into the other', () => {
    const stretch = new Segment(list, frame, windowOf(all.slice(10, 20), 10));
    const moved = { ...rowAt(desk, 12), start: (rowAt(desk, 21).start ?? 0) - 1 };
    expect(stretch.append(windowOf([...all.slice(17, 22), moved, ...all.slice(22, 24)], 16))).toBe(true);
    expect(stretch.rows.filter((row) => row?.id === moved.id)).toEqual([moved]);
    expect(stretch.rows).toHaveLength(14);
    expect(stretch.end).toBe(16 + 8);
  });

  it('never join at rows that could not be decoded', () => {
    const stretch = new Segment(list, frame, windowOf([...all.slice(10, 18), null, null], 10));
    expect(stretch.append(windowOf([null, null, ...all.slice(20, 25)], 18))).toBe(false);
    expect(stretch.append(windowOf([...all.slice(17, 18), null, ...all.slice(19, 22)], 17))).toBe(true);
    expect(stretch.id(8)).toBeNull();
    expect(stretch.key(8)).toBeUndefined();
    expect(stretch.rows).toHaveLength(12);
  });
});

describe('a page whose window is above the cap', () => {
  it('is read in two calls that share their seam', async () => {
    const wide = new PagedList().fill(400);
    const first = await wide.page({ first: 100 });
    const second = await wide.page({ first: 100, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(wide.ids.slice(100, 200));
    const [, window, rest] = wide.requests;
    expect(window?.limit).toBe(100);
    expect(rest?.offset).toBe((window?.offset ?? 0) + 100 - JOIN_OVERLAP);
    expect(second.calls).toBe(2);
  });

  it('is read backward in two calls too', async () => {
    const wide = new PagedList().fill(400);
    const page = await wide.page({ last: 100 });
    const back = await wide.page({ last: 100, before: page.pageInfo.startCursor });
    expect(idsOf(back)).toEqual(wide.ids.slice(200, 300));
    expect(back.calls).toBe(2);
  });

  it.each([
    ['deleted', 1, 2],
    ['deleted beyond the seam', 8, 3],
    ['inserted', -2, 2],
  ])('keeps its seam when rows are %s between its calls', async (_, change, calls) => {
    const wide = new PagedList().fill(400);
    const first = await wide.page({ first: 100 });
    const due = wide.ids.slice(100, 200);
    wide.list.beforeCall = () => {
      wide.list.beforeCall = () => {};
      for (let left = change; left > 0; left -= 1) wide.list.delete(rowAt(wide, 0));
      for (let left = change; left < 0; left += 1) wide.list.insert({ created: 1, start: 9e9, title: 'old' });
    };
    const second = await wide.page({ first: 100, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(due);
    expect(second.calls).toBe(calls);
  });

  it('is told apart from a list that moves faster than it can be read', async () => {
    const wide = new PagedList({ cap: 12 }).fill(400);
    const first = await wide.page({ first: 10 });
    wide.tools.profiles.update('GET /tickets', { cap: 12 });
    wide.list.beforeCall = () => {
      for (let left = 60; left > 0; left -= 1) {
        const row = wide.list.rows.at(-150);
        wide.list.insert({ created: 1, start: 9e9 + left, title: 'above' });
        if (row !== undefined) wide.list.delete(row);
      }
    };
    const torn = await wide
      .page({ first: 100, after: first.pageInfo.endCursor })
      .catch((error: unknown) => error);
    if (torn instanceof Error) expect(torn).toMatchObject({ code: 'CONFLICT', retryable: true });
    else expect(torn).toMatchObject({ complete: false, pageInfo: { hasNextPage: true } });
  });

  it('of a capped upstream is read in as many calls as the cap needs', async () => {
    const narrow = new PagedList({ cap: 20 }).fill(200);
    await narrow.page({ first: 30 });
    const page = await narrow.page({ first: 60 });
    expect(page.calls).toBe(4);
    expect(idsOf(page)).toEqual(narrow.ids.slice(0, 60));
    expect(cursorAt(page, 59)).toBe(page.pageInfo.endCursor);
  });
});
