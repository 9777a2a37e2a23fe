import type { CursorState } from '../cursor/cursor.ts';
import { compareKeys, type Order, readOrders } from '../order.ts';
import type { Segment } from './segment.ts';

/**
 * Where a place lies in a stretch. `found`: rows below `before` stand before it, rows from `after` on behind it (the
 * place's own row, if it is still there, is between). `earlier` and `later`: outside of the stretch on that side.
 * `astray`: rows of the place's run of ties are in sight, and nothing tells on which side of it they stand.
 */
export type Position =
  | { readonly kind: 'found'; readonly before: number; readonly after: number }
  | { readonly kind: 'earlier' | 'later' | 'astray' };

/** Enough rows of a run in the order of their ids to believe that the whole run is (1 in 20,160 by chance). */
const TELLING_RUN = 8;

/** So many strangers beside a known neighbour: more would have had to come into that one gap to hide a nearer one. */
const TELLING_GAP = 10;

/** The rows of a stretch as a place without its own row sees them. */
interface SegmentView<Row> {
  readonly stretch: Segment<Row>;
  readonly place: CursorState;
  /** Indices of the rows of the place's run. */
  readonly ties: readonly number[];
  /** Index after the last row whose key stands before the run, and of the first one behind it. */
  readonly low: number;
  readonly high: number;
  /** Whether the run's first and last row are in sight. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/**
 * Finds a place by its row, else by the rows that are known to stand beside it, else by the sort key alone. Where texts
 * may be compared in more than one way, all of them must agree.
 */
export function locate<Row>(stretch: Segment<Row>, place: CursorState): Position {
  const { anchor } = place;
  if (anchor === null) return byOffset(stretch, place.hint);
  const keys = stretch.keys();
  const [plainest, ...others] = readOrders(keys, stretch.frame.direction, place.nulls);
  if (plainest.nulls === null && keys.every((key) => (key === null) !== (anchor.key === null))) {
    // Only rows without a key for a place with one, or the other way round: where nulls stand is not known yet.
    const all = stretch.head === 0 && stretch.tail === 'end';
    if (stretch.rows.length > 0 && !all) return { kind: 'astray' };
  }
  const spot = locateBy(plainest, stretch, place, anchor);
  const agreed = others.every((order) => same(spot, locateBy(order, stretch, place, anchor)));
  return agreed ? spot : { kind: 'astray' };
}

const same = (a: Position, b: Position): boolean =>
  a.kind === 'found' && b.kind === 'found' ? a.before === b.before && a.after === b.after : a.kind === b.kind;

function locateBy<Row>(
  order: Order,
  stretch: Segment<Row>,
  place: CursorState,
  anchor: NonNullable<CursorState['anchor']>,
): Position {
  const sides = stretch.rows.map((_, index) => {
    const key = stretch.key(index);
    return key === undefined ? Number.NaN : compareKeys(order, key, anchor.key);
  });
  const ties = sides.flatMap((side, index) => (side === 0 ? [index] : []));
  // A row of another key is never the anchor, even with its id: it was moved, and counts where it stands now.
  const at = ties.find((index) => stretch.id(index) === anchor.id);
  if (at !== undefined) return pastHoles(stretch, place.skip, at, at + 1);

  const low = sides.findLastIndex((side) => side < 0) + 1;
  const above = sides.findIndex((side) => side > 0);
  const view: SegmentView<Row> = {
    stretch,
    place,
    ties,
    low,
    high: above < 0 ? stretch.rows.length : above,
    opens: low > 0 || stretch.head === 0,
    closes: above >= 0 || stretch.tail === 'end',
  };
  return ties.length === 0 ? between(view, low) : (byNeighbours(view) ?? byRun(view) ?? byIds(view));
}

/** Between two rows, or at an end of the list, a place is proven; at the rim of the stretch it is not. */
function between<Row>({ stretch, place, opens, closes, ties }: SegmentView<Row>, cut: number): Position {
  const first = ties[0] ?? stretch.rows.length;
  const last = ties.at(-1) ?? -1;
  if (!opens && cut <= first) return { kind: 'earlier' };
  if (!closes && cut > last) return { kind: 'later' };
  return pastHoles(stretch, place.skip, cut, cut);
}

/**
 * Next to a row of the run that was seen beside the place. Unless it is the very nearest, a nearer one may stand
 * outside of the stretch, behind rows that came meanwhile: then a known row must stand on the other side, or many
 * unknown ones.
 */
function byNeighbours<Row>({ stretch, place, ties, opens, closes }: SegmentView<Row>): Position | null {
  const { before, after } = place.run;
  const idAt = (index: number): string => stretch.id(index) ?? '';
  const last = ties.findLast((index) => before.includes(idAt(index)));
  const next = ties.find((index) => index > (last ?? -1) && after.includes(idAt(index)));
  if (last !== undefined) {
    const strangers = stretch.rows.length - 1 - last;
    const proven = idAt(last) === before[0] || next !== undefined || closes || strangers >= TELLING_GAP;
    return proven ? pastHoles(stretch, place.skip, last + 1, last + 1) : { kind: 'later' };
  }
  if (next === undefined) return null;
  const proven = idAt(next) === after[0] || opens || next >= TELLING_GAP;
  return proven ? { kind: 'found', before: next, after: next } : { kind: 'earlier' };
}

/** None of the known neighbours is in sight, but the place was the run's first or last, or all of the run is seen. */
function byRun<Row>(view: SegmentView<Row>): Position | null {
  const { low, high, opens, closes } = view;
  const { before, beforeAll, after, afterAll } = view.place.run;
  if (beforeAll && (before.length === 0 || (opens && closes))) return between(view, low);
  if (afterAll && (after.length === 0 || (opens && closes))) return between(view, high);
  return null;
}

/** The run is sorted by id, as far as one sees: where the place's own id would stand. */
function byIds<Row>(view: SegmentView<Row>): Position {
  const { stretch, place, ties } = view;
  const ids = ties.map((index) => Number(stretch.id(index)));
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? Number.NaN));
  const rises = steps.every((step) => step > 0);
  if (ids.length < TELLING_RUN || !(rises || steps.every((step) => step < 0))) return { kind: 'astray' };
  const mine = Number(place.anchor?.id);
  const behind = ids.findIndex((id) => (rises ? id > mine : id < mine));
  return between(view, behind < 0 ? (ties.at(-1) ?? 0) + 1 : (ties[behind] ?? 0));
}

/** A place without any row: a hole that no decodable row stood beside. Its offset is all there is. */
function byOffset<Row>(stretch: Segment<Row>, hint: number): Position {
  const index = hint - stretch.start;
  if (index < 0) return { kind: 'earlier' };
  if (index < stretch.rows.length) return { kind: 'found', before: index, after: index + 1 };
  const all = stretch.rows.length;
  return stretch.tail === 'end' ? { kind: 'found', before: all, after: all } : { kind: 'later' };
}

/** The place of an undecodable row: so many of them from its anchor, as far as they are still there. */
function pastHoles<Row>({ rows }: Segment<Row>, skip: number, before: number, after: number): Position {
  let holes = 0;
  if (skip > 0) {
    while (holes < skip && rows[after + holes] === null) holes += 1;
    return { kind: 'found', before: after + Math.max(0, holes - 1), after: after + holes };
  }
  while (holes < -skip && rows[before - holes - 1] === null) holes += 1;
  return {
    kind: 'found',
    before: before - holes,
    after: skip === 0 ? after : before - Math.max(0, holes - 1),
  };
}
