import { ANCHOR_OVERLAP } from '../cost.ts';
import { BadPageError } from '../errors.ts';
import { compareKeys, opposite, orderName, readOrders } from '../order.ts';
import { readBackFrom, readBackward } from './backward.ts';
import { listBounds, type ReadBounds } from './bounds.ts';
import { SegmentReader } from './extend.ts';
import { readForward } from './forward.ts';
import type { PageRead, PageSlice } from './page-range.ts';
import { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

/**
 * Reads the last rows of a list. If nulls follow the direction, that is one call: the first rows of the opposite order,
 * reversed. If ties are in sight the page is then read once more by its offset in the forward order, because ties may
 * not reverse. Else the first call finds the length of the list and the second one reads its end.
 *
 * If the upstream hides the length, the walk stays in the opposite order: every row comes once, but ties may stand the
 * other way round than in a forward walk.
 *
 * @throws BadPageError END_UNKNOWN if the length is hidden and nothing shows that nulls follow the direction
 */
export async function readLast<Row>(page: PageRead<Row>): Promise<PageSlice<Row>> {
  const { windows } = page;
  if (!nullsFollowDirection(windows)) return readLastByLength(page);
  const slice = await readReversed(page);
  if (windows.total === null) return slice;
  return hasTies(slice.reader.segment, slice.to + 1)
    ? readBackward(page, windows.total)
    : reverseSlice(slice, page.bounds, windows.total);
}

async function readLastByLength<Row>(page: PageRead<Row>): Promise<PageSlice<Row>> {
  const { windows, bounds, range } = page;
  const { upstreamPageCap } = windows.limits;
  const wanted =
    windows.profile.reportsTotal === false ? upstreamPageCap : range.size + 1 + 2 * ANCHOR_OVERLAP;
  const limit = Math.min(upstreamPageCap, wanted);
  const reader = await SegmentReader.open(windows, bounds, 0, limit);
  const { segment } = reader;
  const count = segment.rows.length;
  await reader.extendUntil(({ rows, tail }) =>
    tail === 'unknown' && rows.length === count && count < limit ? { side: 'forward', rows: 1 } : null,
  );
  if (segment.tail === 'end') return readBackFrom(reader, range, segment.end);
  if (windows.total !== null) return readBackward(page, windows.total);
  const slice = await readReversed(page);
  const startsWithNull = segment.key(0) === null;
  const endsWithNull = slice.reader.segment.key(0) === null;
  if (startsWithNull !== endsWithNull || nullsFollowDirection(windows)) return slice;
  throw new BadPageError(
    'END_UNKNOWN',
    'last',
    'The ticket API does not report the length of this list, so its end is unknown. Use first and after.',
  );
}

function readReversed<Row>({ windows, bounds, range }: PageRead<Row>): Promise<PageSlice<Row>> {
  const reversed = { ...listBounds(windows.list, null, true), before: bounds.before };
  return readForward({ windows, bounds: reversed, range });
}

/** Whether the opposite order is known to put rows without a key at the opposite end. */
function nullsFollowDirection<Row>({ list, profile }: WindowReader<Row>): boolean {
  if (list.strategy === 'keyset' || list.keyMayBeNull === false) return true;
  const { direction } = list.order;
  const here = profile.nulls[orderName(list, direction)];
  const there = profile.nulls[orderName(list, opposite(direction))];
  return here !== undefined && there !== undefined && here !== there;
}

/** Whether the first `count` rows hold ties, or undecodable rows that might be. */
function hasTies<Row>(segment: Segment<Row>, count: number): boolean {
  const keys = segment.keys().slice(0, count);
  const [order] = readOrders(keys, segment.bounds.direction);
  if (segment.rows.slice(0, count).includes(null)) return true;
  return keys.some((key, index) => index > 0 && compareKeys(order, keys[index - 1] ?? null, key) === 0);
}

/** The same slice in the forward order, with offsets counted from the start. */
function reverseSlice<Row>(slice: PageSlice<Row>, bounds: ReadBounds, total: number): PageSlice<Row> {
  const { reader, from, to, hasBefore, hasAfter } = slice;
  const { list, rows } = reader.segment;
  const count = rows.length;
  const offset = Math.max(0, total - count);
  reader.segment = new Segment(list, bounds, { offset, rows: rows.toReversed(), tail: 'end' });
  return {
    ...slice,
    from: count - to,
    to: count - from,
    hasBefore: hasAfter,
    hasAfter: hasBefore,
    nearIndex: count,
  };
}
