import { listBounds } from './read/bounds.ts';
import { SegmentReader } from './read/extend.ts';
import { WindowReader } from './read/window.ts';
import type { Count, FetchWindow, ListSpec, Page, PagingTools } from './types.ts';

/**
 * Counts the rows of a list: from the page if its response had the total, else from a response with one row, else by
 * reading up to `countCalls` windows, which may only give a lower bound. With a filter that the gateway applies, only
 * matching and undecodable rows count.
 *
 * @param page the page at hand, or null
 * @throws ContractDriftError if a response does not match its request
 */
export async function countList<Row>(
  list: ListSpec<Row>,
  page: Pick<Page<Row>, 'total'> | null,
  fetch: FetchWindow<Row>,
  tools: PagingTools,
): Promise<Count> {
  const { localFilter } = list;
  const { countCalls, upstreamPageCap } = tools.limits;
  const known = page?.total ?? null;
  if (localFilter === undefined && known !== null) return { total: known, precision: 'EXACT', calls: 0 };
  const windows = new WindowReader(list, fetch, tools, { planned: countCalls, bound: countCalls });
  const bounds = listBounds(list, null, false);
  if (localFilter === undefined && windows.profile.reportsTotal !== false) {
    const { total } = await windows.read(bounds, 0, 1);
    if (total !== null) return { total, precision: 'EXACT', calls: windows.calls };
  }
  if (windows.left <= 0) return { total: 0, precision: 'AT_LEAST', calls: windows.calls };
  const reader = await SegmentReader.open(windows, bounds, 0, upstreamPageCap);
  const isWhole = await reader.extendUntil(({ tail }) =>
    tail === 'end' ? null : { side: 'forward', rows: Number.POSITIVE_INFINITY },
  );
  const { rows } = reader.segment;
  const total = rows.filter((row) => row === null || localFilter === undefined || localFilter(row)).length;
  return { total, precision: isWhole ? 'EXACT' : 'AT_LEAST', calls: windows.calls };
}
