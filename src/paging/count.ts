import { walkFrame } from './read/bounds.ts';
import { SegmentReader } from './read/extend.ts';
import { WindowReader } from './read/window.ts';
import type { Count, FetchWindow, ListSpec, Page, PagingTools } from './types.ts';

/**
 * The length of a list: from the page if its answer carried it, else from one row's answer, else by reading windows,
 * `countCalls` calls at most; what they did not reach makes it `AT_LEAST`. With a filter that is applied here only
 * matching rows count, and rows that can't be decoded.
 *
 * @param page the page at hand, or null; asks nothing when it knows
 * @throws ContractDriftError when an answer breaks what was asked
 */
export async function countList<Row>(
  list: ListSpec<Row>,
  page: Pick<Page<Row>, 'total'> | null,
  fetch: FetchWindow<Row>,
  { profiles, limits }: PagingTools,
): Promise<Count> {
  const { localFilter } = list;
  const known = page?.total ?? null;
  if (localFilter === undefined && known !== null) return { total: known, precision: 'EXACT', calls: 0 };
  const reader = new WindowReader(list, fetch, profiles, limits, limits.countCalls);
  const frame = walkFrame(list, null, false);
  if (localFilter === undefined && reader.facts.tellsTotal !== false) {
    const { total } = await reader.read(frame, 0, 1);
    if (total !== null) return { total, precision: 'EXACT', calls: reader.calls };
  }
  if (reader.left <= 0) return { total: 0, precision: 'AT_LEAST', calls: reader.calls };
  const grower = await SegmentReader.open(reader, frame, 0, limits.upstreamPageCap);
  await grower.until(({ tail }) =>
    tail === 'end' ? null : { side: 'forward', rows: Number.POSITIVE_INFINITY },
  );
  const { rows, tail } = grower.stretch;
  const total = rows.filter((row) => row === null || localFilter === undefined || localFilter(row)).length;
  return { total, precision: tail === 'end' ? 'EXACT' : 'AT_LEAST', calls: reader.calls };
}

/** Calls a count can cost at most; none is planned while the page's own answer carries the total. */
export const boundCountCalls = (limits: { countCalls: number }): number => limits.countCalls;
