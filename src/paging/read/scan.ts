import { SegmentReader } from './extend.ts';
import { anchorOverlaps, extendToPage, type PageRead, type PageSlice } from './page-range.ts';
import type { Segment } from './segment.ts';

/**
 * Reads rows for a filter that the upstream does not have: at most `scanPages` full windows, forward. If they end before
 * the page is full, the slice ends at the last row read, matching or not, and is not complete.
 *
 * `hasBefore` says whether any row stands before the page, matching or not.
 */
export async function scan<Row>({ windows, bounds, range }: PageRead<Row>): Promise<PageSlice<Row>> {
  const { near, size } = range;
  const { scanPages, upstreamPageCap } = windows.limits;
  const { back } = anchorOverlaps(windows, size, near, false);
  const offset = near === null ? 0 : Math.max(0, near.offsetHint + 1 - back);
  const reader = await SegmentReader.open(windows, bounds, offset, upstreamPageCap);
  const { before, after } = await extendToPage(
    reader,
    range,
    () => ({ kind: 'found', before: 0, after: 0 }),
    (segment, found, searches) => {
      const isDone = windows.calls - searches >= scanPages || segment.tail === 'end';
      const isFull = matches(segment, found.after).length > size;
      return isDone || isFull ? null : { side: 'forward', rows: Number.POSITIVE_INFINITY };
    },
  );
  const { segment } = reader;
  const next = matches(segment, after)[size];
  const complete = next !== undefined || segment.tail === 'end';
  return {
    reader,
    from: after,
    to: next ?? segment.rows.length,
    hasBefore: segment.head + after > 0,
    hasAfter: next !== undefined || !complete,
    complete,
    nearIndex: before,
    moved: near === null ? 0 : segment.start + before - near.offsetHint,
    scanned: segment.rows.length - after,
  };
}

/** Indices of the rows that match, or that can't be decoded. */
function matches<Row>({ rows, list }: Segment<Row>, from: number): number[] {
  const { localFilter = () => true } = list;
  return rows.flatMap((row, index) => (index >= from && (row === null || localFilter(row)) ? [index] : []));
}
