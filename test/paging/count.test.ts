import { describe, expect, it } from 'vitest';
import { countList } from '../../src/paging/count.ts';
import type { Count } from '../../src/paging/types.ts';
import type { SimRow } from './simulation/moving-list.ts';
import { LIMITS, PagedList } from './simulation/paged-list.ts';

const hidden = { hidesTotal: true, hidesNext: true };
const even = (row: SimRow): boolean => Number(row.title.slice(4)) % 2 === 0;

const countOf = (desk: PagedList, localFilter?: (row: SimRow) => boolean): Promise<Count> =>
  countList(
    { ...desk.list.spec(), ...(localFilter === undefined ? {} : { localFilter }) },
    null,
    desk.fetch,
    desk.tools,
  );

describe('the length of a list', () => {
  it("is the page's own total, without a call", async () => {
    const desk = new PagedList().fill(137);
    const page = await desk.page({ first: 10 });
    desk.requests.length = 0;
    const count = await countList(desk.list.spec(), page, desk.fetch, desk.tools);
    expect(count).toEqual({ total: 137, precision: 'EXACT', calls: 0 });
    expect(desk.requests).toEqual([]);
  });

  it('is asked for with a single row when there is no page', async () => {
    const desk = new PagedList().fill(137);
    expect(await countOf(desk)).toEqual({ total: 137, precision: 'EXACT', calls: 1 });
    expect(desk.requests).toMatchObject([{ offset: 0, limit: 1 }]);
  });

  it('is counted where the upstream hides it', async () => {
    const desk = new PagedList(hidden).fill(137);
    await desk.page({ first: 10 });
    expect(await countOf(desk)).toEqual({ total: 137, precision: 'EXACT', calls: 2 });
  });

  it('is at least what three calls saw', async () => {
    const desk = new PagedList(hidden).fill(5000);
    expect(await countOf(desk)).toMatchObject({ precision: 'AT_LEAST', calls: 3 });
    const count = await countOf(desk);
    expect(count).toEqual({ total: 294, precision: 'AT_LEAST', calls: LIMITS.countCalls });
  });

  it('is of the matching rows where a filter is applied here, whatever the upstream says', async () => {
    const desk = new PagedList().fill(250);
    const page = await desk.page({ first: 5 }, { localFilter: even });
    const count = await countList({ ...desk.list.spec(), localFilter: even }, page, desk.fetch, desk.tools);
    expect(count).toEqual({ total: 125, precision: 'EXACT', calls: 3 });
    expect(await countOf(new PagedList().fill(900), even)).toMatchObject({
      total: 147,
      precision: 'AT_LEAST',
    });
  });

  it('of an empty list is 0', async () => {
    expect(await countOf(new PagedList())).toMatchObject({ total: 0, precision: 'EXACT' });
    expect(await countOf(new PagedList(hidden))).toMatchObject({ total: 0, precision: 'EXACT' });
  });
});
