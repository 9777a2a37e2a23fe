import { beforeAll, describe, expect, it } from 'vitest';
import { paginateArray } from '../../src/paging/paginate-array.ts';
import type { ArraySpec, Page, PageArgs } from '../../src/paging/types.ts';
import { cursorAt, PagedList } from './simulation/paged-list.ts';

// The cases of the Relay reference implementation (connectionFromArray), by their names there. Where ours differ the
// name says so: the flag of the other side is a true neighbour here, and a cursor that is none is refused.

type Letters = 'A' | 'B' | 'C' | 'D' | 'E';
interface Shown {
  letters: string;
  next: boolean;
  previous: boolean;
}

const ALL: Letters[] = ['A', 'B', 'C', 'D', 'E'];

interface Pager {
  ask: (args: PageArgs) => Promise<Shown>;
  cursor: (letter: Letters) => string;
}

const shown = (page: Page<{ title: string }>): Shown => {
  const { edges, pageInfo } = page;
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
  return {
    letters: edges.map(({ node }) => node?.title).join(''),
    next: pageInfo.hasNextPage,
    previous: pageInfo.hasPreviousPage,
  };
};

async function upstreamPager(field: 'created' | 'start'): Promise<Pager> {
  const desk = new PagedList({ field, direction: 'asc' }).fill(5, (index) => ({ title: ALL[index] ?? '' }));
  const all = await desk.page({ first: 5 });
  return {
    ask: async (args) => shown(await desk.page(args)),
    cursor: (letter) => cursorAt(all, ALL.indexOf(letter)),
  };
}

async function wholePager(): Promise<Pager> {
  const rows = ALL.map((title, at) => ({ title, at }));
  const list: ArraySpec<{ title: string; at: number }> = {
    connection: 'Ticket.events',
    parent: '7',
    caller: 'test/1',
    filter: null,
    order: { field: 'time', direction: 'asc' },
    id: (row) => row.title,
    key: (row) => row.at,
  };
  const { tools } = new PagedList();
  const all = paginateArray(list, {}, rows, tools);
  return {
    ask: async (args) => shown(paginateArray(list, args, rows, tools)),
    cursor: (letter) => cursorAt(all, ALL.indexOf(letter)),
  };
}

describe.each<[string, () => Promise<Pager>]>([
  ['an upstream list by offset', () => upstreamPager('start')],
  ['an upstream list by creation', () => upstreamPager('created')],
  ['a list that is read whole', wholePager],
])('%s', (_, make) => {
  let pager: Pager;
  beforeAll(async () => {
    pager = await make();
  });
  const at = (letter: Letters | null): string | null => (letter === null ? null : pager.cursor(letter));

  it.each<[string, PageArgs, string, boolean, boolean]>([
    ['returns all elements without filters', {}, 'ABCDE', false, false],
    ['respects a smaller first', { first: 2 }, 'AB', true, false],
    ['respects an overly large first', { first: 10 }, 'ABCDE', false, false],
    ['respects a smaller last', { last: 2 }, 'DE', false, true],
    ['respects an overly large last', { last: 10 }, 'ABCDE', false, false],
    ['returns no elements with first 0', { first: 0 }, '', true, false],
    ['returns no elements with last 0', { last: 0 }, '', false, true],
  ])('%s', async (_name, args, letters, next, previous) => {
    expect(await pager.ask(args)).toEqual({ letters, next, previous });
  });

  type Case = [string, PageArgs, Letters | null, Letters | null, string, boolean, boolean];
  it.each<Case>([
    ['respects first and after (and knows what stands before)', { first: 2 }, 'B', null, 'CD', true, true],
    ['respects first and after with long first', { first: 10 }, 'B', null, 'CDE', false, true],
    ['respects last and before (and knows what follows)', { last: 2 }, null, 'D', 'BC', true, true],
    ['respects last and before with long last', { last: 10 }, null, 'D', 'ABC', true, false],
    ['respects first and after and before, too few', { first: 2 }, 'A', 'E', 'BC', true, true],
    ['respects first and after and before, too many', { first: 4 }, 'A', 'E', 'BCD', false, true],
    ['respects first and after and before, exactly right', { first: 3 }, 'A', 'E', 'BCD', false, true],
    ['respects last and after and before, too few', { last: 2 }, 'A', 'E', 'CD', true, true],
    ['respects last and after and before, too many', { last: 4 }, 'A', 'E', 'BCD', true, false],
    ['respects last and after and before, exactly right', { last: 3 }, 'A', 'E', 'BCD', true, false],
    ['returns no elements if cursors cross', {}, 'E', 'C', '', false, true],
    ['returns no elements between a cursor and itself', { first: 3 }, 'C', 'C', '', false, true],
    ['returns no elements after the last one', { first: 3 }, 'E', null, '', false, true],
    ['returns no elements before the first one', { last: 3 }, null, 'A', '', true, false],
    ['respects first and before alone', { first: 2 }, null, 'D', 'AB', true, false],
    ['respects first and before alone, exactly right', { first: 3 }, null, 'D', 'ABC', false, false],
    ['respects last and after alone', { last: 2 }, 'B', null, 'DE', false, true],
    ['respects last and after alone, exactly right', { last: 3 }, 'B', null, 'CDE', false, false],
    ['works with a just-right slice', { first: 2 }, 'A', null, 'BC', true, true],
  ])('%s', async (_name, args, after, before, letters, next, previous) => {
    const asked = { ...args, after: at(after), before: at(before) };
    expect(await pager.ask(asked)).toEqual({ letters, next, previous });
  });

  it('refuses cursors that are none, where the reference returns all elements', async () => {
    for (const args of [{ after: 'invalid' }, { before: 'YXJyYXljb25uZWN0aW9uOjA=' }, { after: '' }]) {
      await expect(pager.ask(args)).rejects.toMatchObject({ code: 'BAD_CURSOR', reason: 'MALFORMED' });
    }
  });

  it.each([{ first: -1 }, { last: -1 }])('throws an error if first or last is below 0: %j', async (args) => {
    await expect(pager.ask(args)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NEGATIVE' });
  });
});
