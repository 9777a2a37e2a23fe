import { describe, expect, it } from 'vitest';
import { decodeCursor } from '../../src/paging/cursor/cursor.ts';
import { Random } from '../helpers/random.ts';
import { cursorAt, idsOf, PagedList } from './simulation/paged-list.ts';
import type { TieBreak, UpstreamBehaviour } from './simulation/upstream-behaviour.ts';

const TIES: TieBreak[] = ['idAsc', 'idDesc', 'idMirrored', 'hash', 'hashMirrored'];

/** 60 rows, 500 of one second and start, 60 rows. */
const withRun = (behaviour: Partial<UpstreamBehaviour>): PagedList =>
  new PagedList(behaviour).fill(620, (index) => {
    const at =
      1_768_000_000 + Math.min(Math.max(0, index - 60), 500) * (index < 560 ? 0 : 10) + Math.min(index, 60);
    return { created: at, start: at };
  });

async function readAll(
  desk: PagedList,
  size: () => number,
  between: (turn: number) => void = () => {},
): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (let turn = 0; ; turn += 1) {
    const page = await desk.page({ first: size(), after });
    seen.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
    between(turn);
  }
}

describe.each(TIES)('a run of 500 rows of one second, ties by %s', (ties) => {
  it.each(['start', 'created'] as const)(
    'is read whole in the order of %s, one call a page',
    async (field) => {
      const desk = withRun({ field, ties });
      expect(await readAll(desk, () => 40)).toEqual(desk.ids);
      expect(desk.requests).toHaveLength(16);
    },
  );

  it.each(['start', 'created'] as const)(
    'loses none while its rows go before each page: %s',
    async (field) => {
      const desk = withRun({ field, ties });
      const random = new Random(11);
      const gone = new Set<string>();
      const seen = await readAll(
        desk,
        () => random.int(1, 40),
        () => {
          for (let left = random.int(0, 3); left > 0; left -= 1) {
            const row = random.pick(desk.list.rows);
            gone.add(row.id);
            desk.list.delete(row);
          }
        },
      );
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => !gone.has(id))).toEqual(desk.ids);
    },
  );

  it("goes on after the cursor's row and its nearest neighbours went", async () => {
    const desk = withRun({ field: 'start', ties });
    const page = await desk.page({ first: 100 });
    const due = desk.ids.slice(103, 123);
    for (const id of desk.ids.slice(96, 103)) {
      const row = desk.list.rows.find((other) => other.id === id);
      if (row !== undefined) desk.list.delete(row);
    }
    expect(idsOf(await desk.page({ first: 20, after: cursorAt(page, -1) }))).toEqual(due);
  });

  it('turns round in its middle', async () => {
    const desk = withRun({ field: 'created', ties });
    let after: string | null = null;
    for (let turn = 0; turn < 6; turn += 1)
      after = (await desk.page({ first: 50, after })).pageInfo.endCursor;
    const back = await desk.page({ last: 90, before: after });
    expect(idsOf(back)).toEqual(desk.ids.slice(209, 299));
    const forth = await desk.page({ first: 30, after: cursorAt(back, 44) });
    expect(idsOf(forth)).toEqual(desk.ids.slice(254, 284));
  });
});

describe('rows without a start', () => {
  it.each(['first', 'last', 'low', 'high'] as const)(
    'are all there, wherever they stand: %s',
    async (nulls) => {
      for (const direction of ['asc', 'desc'] as const) {
        const desk = new PagedList({ nulls, direction }).fill(250, (index) =>
          index % 5 < 2 ? { start: null } : {},
        );
        expect(await readAll(desk, () => 23)).toEqual(desk.ids);
        expect(desk.requests).toHaveLength(11);
      }
    },
  );

  it('are found beside each other when all with a start are gone', async () => {
    const desk = new PagedList({ nulls: 'last' }).fill(80, (index) =>
      index % 2 === 0 ? { start: null } : {},
    );
    const page = await desk.page({ first: 20 });
    for (const row of desk.list.rows.filter(({ start }) => start !== null)) desk.list.delete(row);
    const rest = await desk.page({ first: 50, after: page.pageInfo.endCursor });
    expect(idsOf(rest)).toEqual(desk.ids);
  });
});

describe('the cursor of a row in a run', () => {
  it('names its neighbours exactly, nearest first, and knows where the run ends', async () => {
    const desk = new PagedList({ field: 'start' }).fill(40, (index) => ({
      start: 1_768_000_000 + (index >> 2),
    }));
    const page = await desk.page({ first: 20 });
    const place = decodeCursor(cursorAt(page, 6), desk.list.spec(), desk.tools.signer, null);
    expect(place.ties).toEqual({
      before: [desk.ids[5], desk.ids[4]],
      beforeAll: true,
      after: [desk.ids[7]],
      afterAll: true,
    });
  });

  it('keeps the nearest 8 of a long one', async () => {
    const desk = withRun({ field: 'start' });
    const page = await desk.page({ first: 100 });
    const { ties } = decodeCursor(cursorAt(page, 95), desk.list.spec(), desk.tools.signer, null);
    expect(ties.before).toEqual(desk.ids.slice(87, 95).reverse());
    expect(ties).toMatchObject({ beforeAll: false, afterAll: false });
    expect(ties.after).toEqual(desk.ids.slice(96, 100));
  });
});

describe('texts as keys', () => {
  it.each([
    ['by code unit', (index: number) => `${index % 2 === 0 ? 'b' : 'B'}${index % 7}`],
    ['with long common beginnings', (index: number) => `${'x'.repeat(80)}${String(index).padStart(3, '0')}`],
  ])('page like any other: %s', async (_, title) => {
    const desk = new PagedList({ field: 'title', direction: 'asc' }).fill(120, (index) => ({
      title: title(index),
    }));
    expect(await readAll(desk, () => 17)).toEqual(desk.ids);
  });

  it('find a place whose row is gone only where every way of comparing agrees', async () => {
    const names = ['anna', 'bert', 'Zoe', 'carl', 'dora', 'emil'];
    const compare = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);
    const sorted = names.toSorted(compare);
    const desk = new PagedList({ field: 'created', direction: 'asc' }).fill(6, (index) => ({
      title: sorted[index] ?? '',
    }));
    const byTitle = { key: (row: { title: string }) => row.title, strategy: 'anchored' as const };
    const page = await desk.page({ first: 2 }, byTitle);
    const bert = desk.list.rows[1];
    if (bert !== undefined) desk.list.delete(bert);
    const rest = await desk.page({ first: 9, after: page.pageInfo.endCursor }, byTitle);
    expect(rest.edges.map(({ node }) => node?.title)).toEqual(['carl', 'dora', 'emil', 'Zoe']);
  });
});

describe('ids that are long texts', () => {
  it('do not make cursors that are too long to be taken back', async () => {
    const desk = new PagedList({ field: 'start' }).fill(60, () => ({ start: null }));
    const long = { id: (row: { id: string }) => `${'media-'.repeat(20)}${row.id}` };
    const page = await desk.page({ first: 20 }, long);
    expect(cursorAt(page, 19).length).toBeLessThan(1300);
    const next = await desk.page({ first: 20, after: cursorAt(page, 19) }, long);
    expect(idsOf(next)).toEqual(desk.ids.slice(20, 40));
  });
});
