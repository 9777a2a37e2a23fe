import { expect, it } from 'vitest';
import { listBounds } from '../../src/paging/read/bounds.ts';
import { WindowReader } from '../../src/paging/read/window.ts';
import type { FetchWindow } from '../../src/paging/types.ts';
import type { SimRow } from './simulation/moving-list.ts';
import { PagedList } from './simulation/paged-list.ts';

it('a window that a page reads again, or beyond its plan, is requested fresh', async () => {
  const desk = new PagedList();
  const list = desk.list.spec();
  const requested: [number, boolean][] = [];
  const fetch: FetchWindow<SimRow> = async ({ offset, fresh }) => {
    requested.push([offset, fresh]);
    return { rows: [], total: 0, nextOffset: null, date: null };
  };
  const windows = new WindowReader(list, fetch, desk.tools, { planned: 3, bound: 9 });
  for (const offset of [0, 10, 0, 20, 30]) await windows.read(listBounds(list, null, false), offset, 10);
  expect(requested).toEqual([
    [0, false],
    [10, false],
    [0, true],
    [20, true],
    [30, true],
  ]);
});
