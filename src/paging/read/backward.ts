import { keysetBounds } from './bounds.ts';
import { type Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import {
  anchorOverlaps,
  exhausted,
  extendToPage,
  keysetOf,
  nextRead,
  type PageRange,
  type PageRead,
  type PageSlice,
  rangeEnd,
} from './page-range.ts';
import type { Segment } from './segment.ts';

/**
 * Reads the rows before a place, or the last rows of the list. It always reads by offset, in the order of the list, so
 * that ties come as they do in the other direction.
 *
 * @param offsetHint offset of the place, or the list's length for its end
 */
export async function readBackward<Row>(page: PageRead<Row>, offsetHint: number): Promise<PageSlice<Row>> {
  const reader = await open(page, offsetHint);
  return readBackFrom((await reopenByTotals(reader, page)) ?? reader, page.range, offsetHint);
}

/**
 * Pages that start at a bound do not see how the offset drifts. If one more window does not bring the place in sight,
 * the totals of the whole list and of its part behind the bound give the offset anew. Null if that does not help.
 */
async function reopenByTotals<Row>(
  reader: SegmentReader<Row>,
  page: PageRead<Row>,
): Promise<SegmentReader<Row> | null> {
  const { windows, bounds, range } = page;
  const { near } = range;
  const keyset = keysetOf(windows, near);
  if (near === null || keyset === null) return null;
  const callsBefore = windows.calls;
  await reader.extendUntil((segment) => {
    const position = locate(segment, near);
    const isDone = position.kind === 'found' || windows.calls > callsBefore;
    return isDone ? null : nextRead(position, segment, range);
  });
  if (locate(reader.segment, near).kind === 'found' || windows.total === null || windows.left < 2)
    return null;
  const { total } = await windows.read(keysetBounds(bounds, keyset), 0, 1);
  if (total === null || windows.profile.ignoresBounds) return null;
  return open(page, Math.max(0, windows.total - total + keyset.offset));
}

/** The same from a segment that is already open. */
export async function readBackFrom<Row>(
  reader: SegmentReader<Row>,
  range: PageRange,
  offsetHint: number,
): Promise<PageSlice<Row>> {
  const { near, size } = range;
  const { before, isFull } = await extendToPage(reader, range, listEnd, (segment, found) =>
    findNeed(segment, found.before, range),
  );
  const { segment } = reader;
  const end = rangeEnd(segment, range);
  const isBounded = end !== null && end.kind !== 'earlier';
  const first = !isBounded ? 0 : end.kind === 'found' ? Math.min(before, end.after) : before;
  const from = Math.max(before - size, first);
  if (!isFull && from === before && size > 0) throw exhausted(reader, range);
  return {
    reader,
    from,
    to: before,
    hasBefore: from > first || (!isBounded && segment.head > 0),
    hasAfter: segment.rows.length > before || segment.tail !== 'end',
    complete: isFull || before - from === size,
    nearIndex: before,
    moved: near === null ? 0 : segment.start + before - offsetHint,
  };
}

function findNeed<Row>(segment: Segment<Row>, before: number, range: PageRange): Need | null {
  const { far, size } = range;
  if (before === segment.rows.length && segment.tail === 'unknown') return { side: 'forward', rows: 1 };
  if (segment.head === 0) return null;
  const end = rangeEnd(segment, range);
  if (end !== null && end.kind !== 'earlier') return null;
  const wanted = far === null ? size : size + 1;
  return before >= wanted ? null : { side: 'back', rows: wanted - before };
}

function listEnd<Row>({ rows, head, tail }: Segment<Row>): Position {
  if (tail !== 'end') return { kind: 'later' };
  const end = rows.length;
  return end === 0 && head > 0 ? { kind: 'earlier' } : { kind: 'found', before: end, after: end };
}

/** Opens the window that ends a little behind the place and reaches as far before it as one response can. */
function open<Row>(
  { windows, bounds, range }: PageRead<Row>,
  offsetHint: number,
): Promise<SegmentReader<Row>> {
  const { near, size } = range;
  const { back, ahead } = anchorOverlaps(windows, size, near, false);
  const end = offsetHint + ahead + 1;
  const offset = Math.max(0, offsetHint - size - back, end - windows.cap);
  return SegmentReader.open(windows, bounds, offset, Math.max(1, end - offset));
}
