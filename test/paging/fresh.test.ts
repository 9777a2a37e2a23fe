import { expect, it } from 'vitest';
import { freshWhenRepaired } from '../../src/paging/fresh.ts';
import type { WindowRequest, WindowResponse } from '../../src/paging/types.ts';

const NOTHING: WindowResponse<never> = { rows: [], total: 0, nextOffset: null, date: null };
const window = (offset: number): WindowRequest => ({
  offset,
  limit: 10,
  direction: 'asc',
  createdSince: null,
  createdBefore: null,
});

it('what a page reads a second time, or beyond its plan, is read anew', async () => {
  const asked: [number, boolean | undefined][] = [];
  const fetch = freshWhenRepaired<never>(async ({ offset, fresh }) => {
    asked.push([offset, fresh]);
    return NOTHING;
  }, 3);
  for (const offset of [0, 10, 0, 20, 30]) await fetch(window(offset));
  expect(asked).toEqual([
    [0, false],
    [10, false],
    [0, true],
    [20, true],
    [30, true],
  ]);
});
