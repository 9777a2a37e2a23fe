import { describe, expect, it } from 'vitest';
import { paginateArray } from '../../src/paging/paginate-array.ts';
import type { ArraySpec, Page, PageArgs } from '../../src/paging/types.ts';
import { cursorAt, PagedList } from './simulation/paged-list.ts';

interface Happening {
  readonly key: string;
  readonly at: number | null;
}

const { tools } = new PagedList();
const TIMELINE: ArraySpec<Happening> = {
  connection: 'Ticket.events',
  parent: '82070',
  caller: 'test/1',
  filter: null,
  order: { field: 'timestamp', direction: 'asc' },
  id: (event) => event.key,
  key: (event) => event.at,
};

const log = (...keys: string[]): Happening[] => keys.map((key) => ({ key, at: Number(key.slice(1)) }));
const pageOf = (rows: readonly Happening[], args: PageArgs = {}): Page<Happening> =>
  paginateArray(TIMELINE, args, rows, tools);
const keysOf = (page: Page<Happening>): string[] => page.edges.map(({ node }) => node?.key ?? '');

describe('a timeline that is read whole', () => {
  const before = log('e10', 'e20', 'e30', 'e40', 'e50');
  const first = pageOf(before, { first: 3 });

  it('keeps its cursors while it grows at its end', () => {
    const grown = [...before, ...log('e60', 'e70')];
    const next = pageOf(grown, { first: 10, after: first.pageInfo.endCursor });
    expect(keysOf(next)).toEqual(['e40', 'e50', 'e60', 'e70']);
    expect(next).toMatchObject({ total: 7, complete: true, calls: 0, scanned: null });
  });

  it('keeps them when a late event is sorted in before them', () => {
    const late = [...log('e5', 'e10', 'e15', 'e20'), ...before.slice(2)];
    expect(keysOf(pageOf(late, { first: 10, after: first.pageInfo.endCursor }))).toEqual(['e40', 'e50']);
  });

  it.each([
    ['its own event is gone', log('e10', 'e20', 'e40', 'e50')],
    ['the ones before it are gone too', log('e40', 'e50')],
    ['new ones stand around', log('e10', 'e20', 'e35', 'e40', 'e50').filter(({ key }) => key !== 'e35')],
  ])('finds the place when %s', (_, rows) => {
    expect(keysOf(pageOf(rows, { first: 10, after: first.pageInfo.endCursor }))).toEqual(['e40', 'e50']);
  });

  it('finds it by time when nothing that stood around is left', () => {
    const rows = log('e1', 'e2', 'e35', 'e99');
    expect(keysOf(pageOf(rows, { first: 10, after: first.pageInfo.endCursor }))).toEqual(['e35', 'e99']);
    expect(keysOf(pageOf(log('e1', 'e2'), { first: 10, after: first.pageInfo.endCursor }))).toEqual([]);
    const untimed = before.map((event) => ({ ...event, at: null }));
    const cursor = cursorAt(pageOf(untimed, { first: 2 }), 1);
    const others = log('a1', 'b2', 'c3').map((event) => ({ ...event, at: null }));
    expect(keysOf(pageOf(others, { first: 10, after: cursor }))).toEqual(['b2', 'c3']);
  });

  it('asks for no order of the list: it is shown as it is given', () => {
    const shuffled = log('e30', 'e10', 'e50', 'e20');
    const page = pageOf(shuffled, { last: 2, before: cursorAt(pageOf(shuffled), 3) });
    expect(keysOf(page)).toEqual(['e10', 'e50']);
  });

  it('refuses cursors of other lists, and sizes, as any connection', () => {
    const other = paginateArray({ ...TIMELINE, parent: '7' }, {}, before, tools).pageInfo.endCursor;
    expect(() => pageOf(before, { after: other })).toThrow(
      expect.objectContaining({ reason: 'OTHER_PARENT' }),
    );
    expect(() => pageOf(before, { before: other })).toThrow(expect.objectContaining({ argument: 'before' }));
    expect(() => pageOf(before, { first: 101 })).toThrow(
      expect.objectContaining({ reason: 'ABOVE_MAXIMUM' }),
    );
  });

  it('of a ticket without events is an empty page', () => {
    expect(pageOf([])).toMatchObject({
      edges: [],
      total: 0,
      pageInfo: { startCursor: null, hasNextPage: false },
    });
  });
});
