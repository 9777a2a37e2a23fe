import { capacity, OVERLAP, windows } from '../cost.ts';
import type { CursorState, Drift } from '../cursor/cursor.ts';
import { BadCursorError, ContractDriftError, ListMovingError, type PagingArgument } from '../errors.ts';
import { turnNulls } from '../order.ts';
import type { Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import type { CursorContext } from './row-cursor.ts';
import type { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

/** Share of the last drift that is still expected a page later. */
const DECAY = 0.8;
const LARGEST_DRIFT = 255;

/** A range to read, in the reading order of its frame. */
export interface Range {
  /** The end to read from; null for the frame's own end. */
  readonly near: CursorState | null;
  /** The end not to read beyond; null for none. */
  readonly far: CursorState | null;
  readonly size: number;
  /** The argument that brought `near`. */
  readonly argument: PagingArgument;
}

/** Rows of a stretch that make a page: from `from` up to, not including, `to`. In the frame's reading order. */
export interface PageSlice<Row> {
  readonly grower: SegmentReader<Row>;
  readonly from: number;
  readonly to: number;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** False when the calls ended before the page was full. */
  readonly complete: boolean;
  /** Index in the stretch where the near place lies. */
  readonly spot: number;
  /** Rows that came (above 0) or went since the near place was seen; 0 without one. */
  readonly moved: number;
}

/** What the cursors of a reading carry on: the walk's end, and how the list moves. */
export function minting<Row>(
  { grower, spot, moved }: Pick<PageSlice<Row>, 'grower' | 'spot' | 'moved'>,
  { near, far }: Range,
): CursorContext {
  const { stretch, t0 } = grower;
  const last = near?.drift ?? { inserted: 0, removed: 0, stale: 0 };
  const bound = stretch.frame.bound !== null;
  const next = (now: number, before: number): number =>
    Math.min(LARGEST_DRIFT, Math.max(now, Math.floor(before * DECAY)));
  const known = near ?? far;
  return {
    t0: known === null ? t0 : known.t0,
    drift: {
      inserted: next(moved, last.inserted),
      removed: next(-moved, last.removed),
      stale: bound ? Math.min(LARGEST_DRIFT, last.stale + 1) : 0,
    },
    nulls: near?.nulls ?? null,
    shift: bound && near !== null ? near.hint - spot : stretch.start,
  };
}

/** Rows to read beyond a place on either side: twice what moved of late, within what the planned windows hold. */
export function overlaps<Row>(
  reader: WindowReader<Row>,
  size: number,
  place: CursorState | null,
  bound: boolean,
) {
  const { inserted = 0, removed = 0, stale = 0 }: Partial<Drift> = place?.drift ?? {};
  const wanted = size + 1;
  const room = capacity(windows(wanted + 2 * OVERLAP, reader.cap), reader.cap) - wanted;
  // Pages read from a bound do not see how the offset drifts; a few rows more for each of them.
  const blind = bound ? 0 : 4 * stale;
  const side = (drift: number): number =>
    Math.min(Math.max(OVERLAP, 2 * drift + blind), Math.max(OVERLAP, Math.floor(room / 2)));
  return { back: side(removed), ahead: side(inserted) };
}

/** What to read next while the place is not in sight. @throws BadCursorError when all is read and nothing tells */
export function towards<Row>(spot: Position, stretch: Segment<Row>, { near, argument }: Range): Need {
  if (spot.kind === 'earlier') return { side: 'back', rows: Number.POSITIVE_INFINITY };
  if (spot.kind === 'later') return { side: 'forward', rows: Number.POSITIVE_INFINITY };
  const [start, end] = [stretch.head === 0, stretch.tail === 'end'];
  if (start && end) throw new BadCursorError('PLACE_LOST', argument);
  // Somewhere in a long run: it is most likely beyond the nearer rim.
  const expected = (stretch.frame.bound === null ? near?.hint : near?.keyed?.rank) ?? 0;
  const forward = start || (!end && stretch.end - expected <= expected - stretch.start);
  return { side: forward ? 'forward' : 'back', rows: Number.POSITIVE_INFINITY };
}

/** The error for calls that were used up without a single row to show. */
export function outOfCalls<Row>(grower: SegmentReader<Row>, argument: PagingArgument): Error {
  if (grower.reader.offsetIgnored) return new ContractDriftError('OFFSET_IGNORED');
  if (grower.torn || argument === null) return new ListMovingError();
  return new BadCursorError('PLACE_LOST', argument);
}

/**
 * Where the far place lies in the stretch; null without one, or where nothing tells. The latter is a window in the middle
 * of a long run both places are in: the far one, or a row known to stand beside it, will come in sight when it is reached.
 */
export function farEdge<Row>(stretch: Segment<Row>, { near, far }: Range): Position | null {
  if (far === null) return null;
  const place = far.flipped === stretch.frame.flipped ? far : turned(far);
  const spot = locate(stretch, { ...place, nulls: place.nulls ?? near?.nulls ?? null });
  return spot.kind === 'astray' ? null : spot;
}

/** The same place read from the other end. Its offset has no meaning there. */
function turned(place: CursorState): CursorState {
  const { before, beforeAll, after, afterAll } = place.run;
  return {
    ...place,
    flipped: !place.flipped,
    skip: 0,
    nulls: turnNulls(place.nulls),
    run: { before: after, beforeAll: afterAll, after: before, afterAll: beforeAll },
  };
}
