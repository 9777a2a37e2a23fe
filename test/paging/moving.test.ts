import { describe, expect, it } from 'vitest';
import type { SimRow } from './simulation/moving-list.ts';
import { cursorAt, idsOf, PagedList, rowAt } from './simulation/paged-list.ts';

const young = (desk: PagedList, start: number | null) => ({
  created: Math.floor(desk.list.now / 1000) + 5,
  start,
  title: 'new',
});

/** The cursor of the row after so many hundreds. */
async function walkTo(desk: PagedList, rows: number): Promise<string | null> {
  let after: string | null = null;
  for (let read = 0; read < rows; read += 100) {
    after = (await desk.page({ first: 100, after })).pageInfo.endCursor;
  }
  return after;
}

describe.each(['start', 'created'] as const)('a walk in the order of %s', (field) => {
  const open = (): PagedList => new PagedList({ field }).fill(300);

  it('repeats nothing when tickets are created above the reader', async () => {
    const desk = open();
    const first = await desk.page({ first: 20 });
    const due = desk.ids.slice(20, 40);
    for (let left = 3; left > 0; left -= 1) desk.list.insert(young(desk, rowAt(desk, 0).start));
    const second = await desk.page({ first: 20, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(due);
    expect(second.calls).toBe(1);
  });

  it('loses nothing when tickets above the reader are deleted', async () => {
    const desk = open();
    const first = await desk.page({ first: 20 });
    const due = desk.ids.slice(20, 40);
    for (const index of [1, 1]) desk.list.delete(rowAt(desk, index));
    const second = await desk.page({ first: 20, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(due);
    expect(second.calls).toBe(1);
  });

  it("goes on from the next row when the cursor's own is gone, and knows what is before", async () => {
    const desk = open();
    const first = await desk.page({ first: 20 });
    const due = desk.ids.slice(20, 40);
    desk.list.delete(rowAt(desk, 19));
    const second = await desk.page({ first: 20, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual(due);
    expect(second.pageInfo.hasPreviousPage).toBe(true);
  });

  it('turns round anywhere: the rows before a row are those that came before it', async () => {
    const desk = open();
    let page = await desk.page({ first: 30 });
    for (let turn = 0; turn < 4; turn += 1) {
      desk.list.delete(rowAt(desk, 2));
      page = await desk.page({ first: 30, after: page.pageInfo.endCursor });
    }
    const at = desk.ids.indexOf(idsOf(page)[0] ?? '');
    const back = await desk.page({ last: 25, before: page.pageInfo.startCursor });
    expect(idsOf(back)).toEqual(desk.ids.slice(at - 25, at));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(back.calls).toBe(1);
  });

  it('tells the flags of an empty page truly', async () => {
    const desk = new PagedList({ field }).fill(3);
    const page = await desk.page({ first: 3 });
    for (const row of [...desk.list.rows]) desk.list.delete(row);
    const after = await desk.page({ first: 3, after: page.pageInfo.endCursor });
    expect(after).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } });
    const before = await desk.page({ last: 3, before: page.pageInfo.startCursor });
    expect(before).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } });
    expect(after.pageInfo).toMatchObject({ startCursor: null, endCursor: null });
  });

  it('opens a list with nothing in it', async () => {
    const desk = new PagedList({ field });
    for (const args of [{}, { first: 0 }, { last: 5 }]) {
      const page = await desk.page(args);
      expect(page).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } });
    }
  });
});

describe('an anchored walk', () => {
  it('sees nothing that was created after it began', async () => {
    const desk = new PagedList({ direction: 'asc' }).fill(60);
    const first = await desk.page({ first: 20 });
    const due = desk.ids.slice(20);
    desk.list.now += 60_000;
    for (const index of [25, 40, 50]) desk.list.insert(young(desk, (rowAt(desk, index).start ?? 0) + 1));
    const rest = await desk.page({ first: 60, after: first.pageInfo.endCursor });
    expect(idsOf(rest)).toEqual(due);
    expect(desk.requests.map(({ createdBefore }) => createdBefore)).toEqual([
      null,
      Math.floor(Date.UTC(2026, 0, 15) / 1000) + 1,
    ]);
  });

  it("keeps the client's own bound where that is lower", async () => {
    const desk = new PagedList().fill(60);
    const createdBefore = rowAt(desk, 10).created;
    const first = await desk.page({ first: 10 }, { createdBefore });
    await desk.page({ first: 10, after: first.pageInfo.endCursor }, { createdBefore });
    expect(desk.requests.map((ask) => ask.createdBefore)).toEqual([createdBefore, createdBefore]);
    expect(idsOf(first)[0]).toBe(desk.ids[11]);
  });

  it('has no upper end where the answer has no date, or a row no creation time', async () => {
    const undated = new PagedList({ tellsDate: false }).fill(60);
    const first = await undated.page({ first: 10 });
    await undated.page({ first: 10, after: first.pageInfo.endCursor });
    expect(undated.requests[1]?.createdBefore).toBeNull();
    const desk = new PagedList().fill(60);
    const created = (row: SimRow): number | null => (row.id === desk.ids[3] ? null : row.created);
    const page = await desk.page({ first: 10 }, { created });
    await desk.page({ first: 10, after: page.pageInfo.endCursor }, { created });
    expect(desk.requests[1]?.createdBefore).toBeNull();
  });

  it('is not fooled by a clock that is behind its own rows', async () => {
    const desk = new PagedList().fill(60, (index) => ({ created: 1_768_440_000 + index }));
    const first = await desk.page({ first: 10 });
    const second = await desk.page({ first: 50, after: first.pageInfo.endCursor });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(desk.ids);
  });

  it('reads further back when it has just seen rows go, and less again when they stay', async () => {
    const desk = new PagedList().fill(600);
    let page = await desk.page({ first: 20 });
    const backOf = (): number => desk.ids.indexOf(idsOf(page)[0] ?? '') - (desk.requests.at(-1)?.offset ?? 0);
    for (let gone = 0; gone < 6; gone += 1) desk.list.delete(rowAt(desk, 0));
    page = await desk.page({ first: 20, after: page.pageInfo.endCursor });
    expect(page.repair).toEqual({ inserted: 0, removed: 6 });
    page = await desk.page({ first: 20, after: page.pageInfo.endCursor });
    expect(backOf()).toBe(12);
    for (let gone = 0; gone < 7; gone += 1) desk.list.delete(rowAt(desk, 0));
    page = await desk.page({ first: 20, after: page.pageInfo.endCursor });
    expect(page.calls).toBe(1);
    const widths: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      page = await desk.page({ first: 20, after: page.pageInfo.endCursor });
      widths.push(backOf());
    }
    expect(widths.at(0)).toBe(14);
    expect(widths.at(-1)).toBe(3);
  });

  it('tells what was inserted since', async () => {
    const desk = new PagedList().fill(100);
    const page = await desk.page({ first: 20 });
    const old = { created: rowAt(desk, 50).created, start: rowAt(desk, 0).start, title: 'old' };
    desk.list.insert(old);
    desk.list.insert(old);
    const next = await desk.page({ first: 20, after: page.pageInfo.endCursor });
    expect(next.repair).toEqual({ inserted: 2, removed: 0 });
  });

  it('finds its place within three more calls after hundreds of rows went, and says so beyond', async () => {
    const desk = new PagedList().fill(900);
    const deep = await walkTo(desk, 400);
    const vanish = (count: number): void => {
      for (let left = count; left > 0; left -= 1) desk.list.delete(rowAt(desk, 0));
    };
    vanish(250);
    const page = await desk.page({ first: 20, after: deep });
    expect(idsOf(page)).toEqual(desk.ids.slice(150, 170));
    expect(page.calls).toBe(4);
    vanish(140);
    await expect(desk.page({ first: 20, after: deep })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
      reason: 'PLACE_LOST',
      argument: 'after',
    });
  });

  it('shows a row that was moved behind the reader where it stands now, and once on a page', async () => {
    const desk = new PagedList().fill(300);
    const page = await desk.page({ first: 20 });
    desk.list.reschedule(rowAt(desk, 5), (rowAt(desk, 30).start ?? 0) + 1, 'moved');
    const moved = desk.ids[29];
    const next = await desk.page({ first: 20, after: page.pageInfo.endCursor });
    expect(idsOf(next).filter((id) => id === moved)).toHaveLength(1);
  });
});

describe('a walk by creation', () => {
  it.each(['asc', 'desc'] as const)('brings what is new at its young end, %s', async (direction) => {
    const desk = new PagedList({ field: 'created', direction }).fill(30);
    const page = await desk.page({ first: 30 });
    for (let second = 1; second <= 3; second += 1) {
      desk.list.insert({ created: Math.floor(desk.list.now / 1000) + second, start: null, title: 'new' });
    }
    const { startCursor, endCursor } = page.pageInfo;
    const news = await desk.page(
      direction === 'asc' ? { first: 10, after: endCursor } : { last: 10, before: startCursor },
    );
    expect(idsOf(news)).toEqual(direction === 'asc' ? desk.ids.slice(-3) : desk.ids.slice(0, 3));
    expect(news.calls).toBe(1);
  });

  it('finds its place in one call though all before it is gone', async () => {
    const desk = new PagedList({ field: 'created' }).fill(900);
    const deep = cursorAt(await desk.page({ last: 100 }), 10);
    for (let left = 700; left > 0; left -= 1) desk.list.delete(rowAt(desk, 0));
    const page = await desk.page({ first: 20, after: deep });
    expect(idsOf(page)).toEqual(desk.ids.slice(-89, -69));
    expect(page.calls).toBe(1);
  });

  it('turns back after hundreds of rows went, reckoning its offset anew from two totals', async () => {
    const desk = new PagedList({ field: 'created' }).fill(1200);
    const deep = await walkTo(desk, 600);
    for (let left = 450; left > 0; left -= 1) desk.list.delete(rowAt(desk, 0));
    const page = await desk.page({ last: 20, before: deep });
    expect(idsOf(page)).toEqual(desk.ids.slice(129, 149));
    expect(page.calls).toBe(4);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])(
    'is the same whichever way bounds are meant: since %s, before %s',
    async (sinceIncludes, beforeIncludes) => {
      for (const direction of ['asc', 'desc'] as const) {
        const desk = new PagedList({ field: 'created', direction, sinceIncludes, beforeIncludes });
        desk.fill(120, (index) => ({ created: 1_768_000_000 + Math.floor(index / 3) }));
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page = await desk.page({ first: 7, after });
          expect(page.calls).toBe(1);
          seen.push(...idsOf(page));
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual(desk.ids);
      }
    },
  );
});
