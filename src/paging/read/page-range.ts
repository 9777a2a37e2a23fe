import { ANCHOR_OVERLAP, rowsIn, windowsFor } from '../cost.ts';
import type { CursorState, Drift, KeysetPosition } from '../cursor/cursor.ts';
import { BadCursorError, ContractDriftError, ListMovingError, type PagingArgument } from '../errors.ts';
import type { ReadBounds } from './bounds.ts';
import type { Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import { usesKeyset } from './row-cursor.ts';
import type { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

/** The range of a page, in reading order. */
export interface PageRange {
  /** The place to read from; null for the end of the list. */
  readonly near: CursorState | null;
  /** The place not to read beyond; null for none. */
  readonly far: CursorState | null;
  readonly size: number;
  /** The argument that held `near`. */
  readonly argument: PagingArgument;
}

/** One page to read: the windows to read it from, and the bounds and range of its rows. */
export interface PageRead<Row> {
  readonly windows: WindowReader<Row>;
  readonly bounds: ReadBounds;
  readonly range: PageRange;
}

/** Rows of a segment that make a page: from index `from` up to, not including, `to`, in reading order. */
export interface PageSlice<Row> {
  readonly reader: SegmentReader<Row>;
  readonly from: number;
  readonly to: number;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** False if the calls were used up before the page was full. */
  readonly complete: boolean;
  /** Index of the near place in the segment. */
  readonly nearIndex: number;
  /** Rows that were inserted (above 0) or removed before the near place since it was seen; 0 without one. */
  readonly moved: number;
  /** Rows read for a filter that the gateway applies; null without one. */
  readonly scanned?: number;
}

type Found = Extract<Position, { kind: 'found' }>;

/**
 * Extends a segment until the near place and the rows of the page are in it.
 *
 * @param listEnd the position to read from in a range without a near place
 * @param findNeed rows that the page lacks once the near place is found, after so many windows without it; null for none
 * @returns where the near place is, and whether the page lacks nothing
 * @throws BadCursorError, ListMovingError or ContractDriftError if the near place is not found
 */
export async function extendToPage<Row>(
  reader: SegmentReader<Row>,
  range: PageRange,
  listEnd: (segment: Segment<Row>) => Position,
  findNeed: (segment: Segment<Row>, found: Found, searches: number) => Need | null,
): Promise<Found & { readonly isFull: boolean }> {
  const { near } = range;
  const latest: { position: Position; searches: number } = { position: { kind: 'ambiguous' }, searches: 0 };
  const isFull = await reader.extendUntil((segment) => {
    const position = near === null ? listEnd(segment) : locate(segment, near);
    latest.position = position;
    if (position.kind === 'found') return findNeed(segment, position, latest.searches);
    latest.searches += 1;
    return nextRead(position, segment, range);
  });
  if (latest.position.kind !== 'found') throw exhausted(reader, range);
  return { ...latest.position, isFull };
}

/** Rows to read beyond a place on either side: twice the recent drift, within the planned windows. */
export function anchorOverlaps<Row>(
  windows: WindowReader<Row>,
  size: number,
  place: CursorState | null,
  inKeyset: boolean,
) {
  const { inserted = 0, removed = 0, pagesSinceSeen = 0 }: Partial<Drift> = place?.drift ?? {};
  const { cap } = windows;
  const room = rowsIn(windowsFor(size + 1 + 2 * ANCHOR_OVERLAP, cap), cap) - size - 1;
  // Pages that start at a bound do not see how the offset drifts: a few rows more for each of them.
  const unseen = inKeyset ? 0 : 4 * pagesSinceSeen;
  const side = (drift: number): number =>
    Math.min(Math.max(ANCHOR_OVERLAP, 2 * drift + unseen), Math.max(ANCHOR_OVERLAP, Math.floor(room / 2)));
  return { back: side(removed), ahead: side(inserted) };
}

/** The keyset position of a place; null where bounds on the creation time can't be used. */
export const keysetOf = <Row>(
  { list, profile }: WindowReader<Row>,
  place: CursorState | null,
): KeysetPosition | null => (usesKeyset(list) && !profile.ignoresBounds ? (place?.keyset ?? null) : null);

/** The next read while the near place is not in sight. @throws BadCursorError if the whole list does not show it */
export function nextRead<Row>(
  position: Position,
  segment: Segment<Row>,
  { near, argument }: PageRange,
): Need {
  const read = (side: Need['side']): Need => ({ side, rows: Number.POSITIVE_INFINITY });
  if (position.kind === 'earlier') return read('back');
  if (position.kind === 'later') return read('forward');
  const [startsInSight, endsInSight] = [segment.head === 0, segment.tail === 'end'];
  if (startsInSight && endsInSight) throw new BadCursorError('PLACE_LOST', argument);
  // Inside of a long run of ties: the place is most likely beyond the nearer end of the segment.
  const expected = (segment.bounds.keysetBound === null ? near?.offsetHint : near?.keyset?.offset) ?? 0;
  const isForward = startsInSight || (!endsInSight && segment.end - expected <= expected - segment.start);
  return read(isForward ? 'forward' : 'back');
}

/** The error for calls that were used up without a row to return. */
export function exhausted<Row>({ windows, gapDetected }: SegmentReader<Row>, { argument }: PageRange): Error {
  if (windows.offsetIgnored) return new ContractDriftError('OFFSET_IGNORED');
  if (gapDetected || argument === null) return new ListMovingError();
  return new BadCursorError('PLACE_LOST', argument);
}

/**
 * The position of the far place; null without one, or if it is ambiguous. It is ambiguous in the middle of a long run of
 * ties that both places belong to: it will come in sight, or a neighbour of it, when it is reached.
 */
export function rangeEnd<Row>(segment: Segment<Row>, { near, far }: PageRange): Position | null {
  if (far === null) return null;
  const place = far.reversed === segment.bounds.reversed ? far : reverse(far);
  const position = locate(segment, { ...place, nulls: place.nulls ?? near?.nulls ?? null });
  return position.kind === 'ambiguous' ? null : position;
}

/** The same place in the opposite reading order, where its offset has no meaning. */
function reverse(place: CursorState): CursorState {
  const { before, beforeAll, after, afterAll } = place.ties;
  return {
    ...place,
    reversed: !place.reversed,
    undecodableOffset: 0,
    nulls: place.nulls === null ? null : place.nulls === 'first' ? 'last' : 'first',
    ties: { before: after, beforeAll: afterAll, after: before, afterAll: beforeAll },
  };
}
