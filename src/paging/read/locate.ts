import type { CursorState } from '../cursor/cursor.ts';
import { compareKeys, type Order, readOrders } from '../order.ts';
import type { Segment } from './segment.ts';

/**
 * Where a place is in a segment. `found`: rows below `before` stand before it and rows from `after` on behind it; its own
 * row, if still there, is between them. `earlier` and `later`: outside of the segment on that side. `ambiguous`: rows
 * that tie with the place are in sight, and nothing shows on which side of it they stand.
 */
export type Position =
  | { readonly kind: 'found'; readonly before: number; readonly after: number }
  | { readonly kind: 'earlier' | 'later' | 'ambiguous' };

/** If this many ties are sorted by id, the whole run is taken to be (by chance: 1 in 20,160). */
const MIN_SORTED_TIES = 8;

/** With this many unknown rows beside a known neighbour, no nearer neighbour is taken to be hidden behind them. */
const MIN_UNKNOWN_ROWS = 10;

/** The rows of a segment as compared with a place whose own row is gone. */
interface SegmentView<Row> {
  readonly segment: Segment<Row>;
  readonly place: CursorState;
  /** Indices of the rows that tie with the place. */
  readonly ties: readonly number[];
  /** Index after the last row that sorts before the ties, and index of the first row that sorts after them. */
  readonly low: number;
  readonly high: number;
  /** Whether the first and the last of the ties are in sight. */
  readonly startsInSight: boolean;
  readonly endsInSight: boolean;
}

/**
 * Finds a place by its row, else by its known neighbours, else by its sort key. If several collations fit the rows, all
 * of them must agree.
 */
export function locate<Row>(segment: Segment<Row>, place: CursorState): Position {
  const { anchor } = place;
  if (anchor === null) return byOffset(segment, place.offsetHint);
  const keys = segment.keys();
  const [plainest, ...others] = readOrders(keys, segment.bounds.direction, place.nulls);
  if (plainest.nulls === null && keys.every((key) => (key === null) !== (anchor.key === null))) {
    // Either the place or the rows have no key, and where nulls stand is not known yet.
    const isWhole = segment.head === 0 && segment.tail === 'end';
    if (segment.rows.length > 0 && !isWhole) return { kind: 'ambiguous' };
  }
  const position = locateBy(plainest, segment, place, anchor);
  const agreed = others.every((order) => isSame(position, locateBy(order, segment, place, anchor)));
  return agreed ? position : { kind: 'ambiguous' };
}

const isSame = (a: Position, b: Position): boolean =>
  a.kind === 'found' && b.kind === 'found' ? a.before === b.before && a.after === b.after : a.kind === b.kind;

function locateBy<Row>(
  order: Order,
  segment: Segment<Row>,
  place: CursorState,
  anchor: NonNullable<CursorState['anchor']>,
): Position {
  const sides = segment.rows.map((_, index) => {
    const key = segment.key(index);
    return key === undefined ? Number.NaN : compareKeys(order, key, anchor.key);
  });
  const ties = sides.flatMap((side, index) => (side === 0 ? [index] : []));
  // A row with the anchor's id and another key has moved: it counts where it stands now.
  const found = ties.find((index) => segment.id(index) === anchor.id);
  if (found !== undefined) return skipUndecodable(segment, place, found, found + 1);

  const low = sides.findLastIndex((side) => side < 0) + 1;
  const above = sides.findIndex((side) => side > 0);
  const view: SegmentView<Row> = {
    segment,
    place,
    ties,
    low,
    high: above < 0 ? segment.rows.length : above,
    startsInSight: low > 0 || segment.head === 0,
    endsInSight: above >= 0 || segment.tail === 'end',
  };
  return ties.length === 0 ? between(view, low) : (byNeighbours(view) ?? byTieEnds(view) ?? byIds(view));
}

/** A cut between two rows, or at an end of the list, is proven. At an end of the segment it is not. */
function between<Row>(view: SegmentView<Row>, cut: number): Position {
  const { segment, place, startsInSight, endsInSight, ties } = view;
  const first = ties[0] ?? segment.rows.length;
  const last = ties.at(-1) ?? -1;
  if (!startsInSight && cut <= first) return { kind: 'earlier' };
  if (!endsInSight && cut > last) return { kind: 'later' };
  return skipUndecodable(segment, place, cut, cut);
}

/**
 * Finds the place beside a known neighbour. Unless that is the nearest one, a nearer one may be outside of the segment,
 * behind rows that were inserted: then a known row on the other side, or many unknown ones, must prove the cut.
 */
function byNeighbours<Row>({
  segment,
  place,
  ties,
  startsInSight,
  endsInSight,
}: SegmentView<Row>): Position | null {
  const { before, after } = place.ties;
  const idAt = (index: number): string => segment.id(index) ?? '';
  const last = ties.findLast((index) => before.includes(idAt(index)));
  const next = ties.find((index) => index > (last ?? -1) && after.includes(idAt(index)));
  if (last !== undefined) {
    const unknownRows = segment.rows.length - 1 - last;
    const isProven =
      idAt(last) === before[0] || next !== undefined || endsInSight || unknownRows >= MIN_UNKNOWN_ROWS;
    return isProven ? skipUndecodable(segment, place, last + 1, last + 1) : { kind: 'later' };
  }
  if (next === undefined) return null;
  const isProven = idAt(next) === after[0] || startsInSight || next >= MIN_UNKNOWN_ROWS;
  return isProven ? { kind: 'found', before: next, after: next } : { kind: 'earlier' };
}

/** Without a known neighbour in sight: the place was the first or last of its ties, or all ties are in sight. */
function byTieEnds<Row>(view: SegmentView<Row>): Position | null {
  const { before, beforeAll, after, afterAll } = view.place.ties;
  const isComplete = view.startsInSight && view.endsInSight;
  if (beforeAll && (before.length === 0 || isComplete)) return between(view, view.low);
  if (afterAll && (after.length === 0 || isComplete)) return between(view, view.high);
  return null;
}

/** If the ties are sorted by id: the cut at which the place's own id would stand. */
function byIds<Row>(view: SegmentView<Row>): Position {
  const { segment, place, ties } = view;
  const ids = ties.map((index) => Number(segment.id(index)));
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? Number.NaN));
  const rises = steps.every((step) => step > 0);
  const isSorted = rises || steps.every((step) => step < 0);
  if (ids.length < MIN_SORTED_TIES || !isSorted) return { kind: 'ambiguous' };
  const anchorId = Number(place.anchor?.id);
  const next = ids.findIndex((id) => (rises ? id > anchorId : id < anchorId));
  return between(view, next < 0 ? (ties.at(-1) ?? 0) + 1 : (ties[next] ?? 0));
}

/** A place of an undecodable row without a decodable neighbour has nothing but its offset. */
function byOffset<Row>(segment: Segment<Row>, offsetHint: number): Position {
  const index = offsetHint - segment.start;
  const end = segment.rows.length;
  if (index < 0) return { kind: 'earlier' };
  if (index < end) return { kind: 'found', before: index, after: index + 1 };
  return segment.tail === 'end' ? { kind: 'found', before: end, after: end } : { kind: 'later' };
}

/** Moves from the anchor to the place of an undecodable row, over as many of them as are still there. */
function skipUndecodable<Row>(
  { rows }: Segment<Row>,
  { undecodableOffset }: CursorState,
  before: number,
  after: number,
): Position {
  let skipped = 0;
  if (undecodableOffset > 0) {
    while (skipped < undecodableOffset && rows[after + skipped] === null) skipped += 1;
    return { kind: 'found', before: after + Math.max(0, skipped - 1), after: after + skipped };
  }
  while (skipped < -undecodableOffset && rows[before - skipped - 1] === null) skipped += 1;
  return {
    kind: 'found',
    before: before - skipped,
    after: undecodableOffset === 0 ? after : before - Math.max(0, skipped - 1),
  };
}
