import type { Edge, Page, PagingTools } from '../types.ts';
import type { ReadBounds } from './bounds.ts';
import { type Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import { minting, outOfCalls, overlaps, type Range, towards } from './page-range.ts';
import { RowCursors } from './row-cursor.ts';
import type { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

const EVERYTHING: Need = { side: 'forward', rows: Number.POSITIVE_INFINITY };

/**
 * A page of rows that match a filter the upstream does not have: whole windows are read forward and filtered here,
 * `scanPages` of them at most. When they end before the page is full, the end cursor stands for the last row looked
 * at, matching or not, so that the next page goes on from there. Rows that can't be decoded are kept.
 *
 * `hasPreviousPage` tells whether any row stands before the page, matching or not.
 */
export async function scan<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
  { signer, limits }: PagingTools,
): Promise<Page<Row>> {
  const { near, size, argument } = range;
  const back = near === null ? 0 : overlaps(reader, size, near, false).back;
  const offset = near === null ? 0 : Math.max(0, near.hint + 1 - back);
  const grower = await SegmentReader.open(reader, walk, offset, limits.upstreamPageCap);
  const find = (stretch: Segment<Row>): Position =>
    near === null ? { kind: 'found', before: 0, after: 0 } : locate(stretch, near);
  let searching = 0;
  await grower.until((stretch) => {
    const spot = find(stretch);
    if (spot.kind !== 'found') {
      searching += 1;
      return towards(spot, stretch, range);
    }
    const spent = reader.calls - searching >= limits.scanPages;
    return spent || stretch.tail === 'end' || hits(stretch, spot.after).length > size ? null : EVERYTHING;
  });

  const { stretch } = grower;
  const spot = find(stretch);
  if (spot.kind !== 'found') throw outOfCalls(grower, argument);
  const found = hits(stretch, spot.after);
  const known = found.length > size || stretch.tail === 'end';
  const moved = near === null ? 0 : stretch.start + spot.before - near.hint;
  const reading = { grower, spot: spot.before, moved };
  const mint = new RowCursors(stretch, minting(reading, range), signer);
  const edges: Edge<Row>[] = found
    .slice(0, size)
    .map((index) => ({ node: stretch.rows[index] ?? null, cursor: mint.cursor(index) }));
  const last = stretch.rows.length - 1;
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size || !known,
      hasPreviousPage: stretch.head + spot.after > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: known || last < 0 ? (edges.at(-1)?.cursor ?? null) : mint.cursor(last),
    },
    total: null,
    repair: { inserted: Math.max(0, moved), removed: Math.max(0, -moved) },
    scanned: stretch.rows.length - spot.after,
    complete: known,
    calls: reader.calls,
  };
}

/** Indices of the rows that match, or that nobody can tell of. */
function hits<Row>({ rows, list }: Segment<Row>, from: number): number[] {
  const { localFilter = () => true } = list;
  return rows.flatMap((row, index) => (index >= from && (row === null || localFilter(row)) ? [index] : []));
}
