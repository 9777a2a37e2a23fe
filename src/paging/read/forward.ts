import { ANCHOR_OVERLAP } from '../cost.ts';
import { keysetBounds, type ReadBounds } from './bounds.ts';
import { type Need, SegmentReader } from './extend.ts';
import {
  anchorOverlaps,
  exhausted,
  extendToPage,
  keysetOf,
  type PageRange,
  type PageRead,
  type PageSlice,
  rangeEnd,
} from './page-range.ts';
import type { Segment } from './segment.ts';

/**
 * Reads the rows after a place, or the first rows of the list. In the order of creation the window starts at a bound
 * beside the place's second, else at its offset. The rows that prove the place come with the same call.
 */
export async function readForward<Row>(page: PageRead<Row>): Promise<PageSlice<Row>> {
  const { bounds, range } = page;
  const { near, size } = range;
  const reader = (await openAtBound(page)) ?? (await openAtOffset(page));
  const { before, after, isFull } = await extendToPage(
    reader,
    range,
    () => ({ kind: 'found', before: 0, after: 0 }),
    (segment, found) => findNeed(segment, found.after, range),
  );
  const { segment } = reader;
  const end = rangeEnd(segment, range);
  const isBounded = end !== null && end.kind !== 'later';
  const limit = !isBounded ? segment.rows.length : end.kind === 'found' ? Math.max(after, end.before) : after;
  const to = Math.min(after + size, limit);
  if (!isFull && to === after && size > 0) throw exhausted(reader, range);
  return {
    reader,
    from: after,
    to,
    hasBefore: near !== null && (segment.head + after > 0 || (await hasRowsBeforeBound(reader, bounds))),
    hasAfter: limit > to || (!isBounded && segment.tail !== 'end'),
    complete: isFull || to - after === size,
    nearIndex: before,
    moved: movedSince(reader, range, before),
  };
}

/** A page is full with one row more than its size, or if it is known without it whether rows follow. */
function findNeed<Row>(segment: Segment<Row>, after: number, range: PageRange): Need | null {
  const { far, size } = range;
  const have = segment.rows.length - after;
  if (have > size || segment.tail === 'end') return null;
  const end = rangeEnd(segment, range);
  if (end !== null && end.kind !== 'later') return null;
  if (far === null && have >= size && segment.tail === 'more') return null;
  return { side: 'forward', rows: size + 1 - have };
}

async function openAtBound<Row>({
  windows,
  bounds,
  range,
}: PageRead<Row>): Promise<SegmentReader<Row> | null> {
  const { near, size } = range;
  const keyset = keysetOf(windows, near);
  if (keyset === null) return null;
  const { back, ahead } = anchorOverlaps(windows, size, near, true);
  const offset = Math.max(0, keyset.offset + 1 - back);
  const limit = Math.min(windows.limits.upstreamPageCap, keyset.offset + 1 - offset + size + 1 + ahead);
  const reader = await SegmentReader.open(windows, keysetBounds(bounds, keyset), offset, limit);
  // With rows outside of the bound the upstream ignores it, and this response can't be used.
  return windows.profile.ignoresBounds ? null : reader;
}

function openAtOffset<Row>({ windows, bounds, range }: PageRead<Row>): Promise<SegmentReader<Row>> {
  const { near, size } = range;
  const { back, ahead } = anchorOverlaps(windows, size, near, false);
  const place = near === null ? 0 : near.offsetHint + 1;
  const offset = Math.max(0, place - back);
  // A first page requests as many rows as later ones, so that its cursors know the rows after it too.
  const limit = size + 1 + (near === null ? 2 * ANCHOR_OVERLAP : place - offset + ahead);
  return SegmentReader.open(windows, bounds, offset, Math.min(windows.limits.upstreamPageCap, limit));
}

function movedSince<Row>({ segment }: SegmentReader<Row>, { near }: PageRange, before: number): number {
  if (near === null) return 0;
  const position = segment.start + before;
  if (segment.bounds.keysetBound === null || near.keyset === null) return position - near.offsetHint;
  const { offset, tieCount } = near.keyset;
  return position > offset + tieCount ? position - offset - tieCount : Math.min(0, position - offset);
}

/** No row stands between the bound and the page: the first row of the whole list shows whether any stood before. */
async function hasRowsBeforeBound<Row>(
  { windows, segment }: SegmentReader<Row>,
  bounds: ReadBounds,
): Promise<boolean> {
  if (segment.bounds.keysetBound === null) return false;
  if (windows.left <= 0) return true;
  const [first] = (await windows.read(bounds, 0, 1)).rows;
  if (first === undefined) return false;
  return first === null || windows.list.id(first) !== segment.id(0);
}
