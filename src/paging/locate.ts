import type { Place } from './cursor.ts';
import { compareKeys, readOrder } from './order.ts';
import type { Stretch } from './stretch.ts';

/**
 * Where a place lies in a stretch. `found`: rows below `before` stand before it, rows from `after` on behind it (the
 * place's own row, if it is still there, is between). `earlier` and `later`: outside of the stretch on that side.
 * `astray`: rows of the place's run of ties are in sight, and nothing tells on which side of it they stand.
 */
export type Spot =
  | { readonly kind: 'found'; readonly before: number; readonly after: number }
  | { readonly kind: 'earlier' | 'later' | 'astray' };

/** Enough rows of a run in the order of their ids to believe that the whole run is (1 in 20,160 by chance). */
const TELLING_RUN = 8;

/** Finds a place by its row, else by the rows that are known to stand beside it, else by the sort key alone. */
export function locate<Row>(stretch: Stretch<Row>, place: Place): Spot {
  const { anchor, run, skip } = place;
  if (anchor === null) return byOffset(stretch, place.hint);
  const order = readOrder(stretch.keys(), stretch.frame.direction, place.nulls);
  const side = (key: ReturnType<typeof stretch.key>): number =>
    key === undefined ? Number.NaN : compareKeys(order, key, anchor.key);
  const sides = stretch.rows.map((_, index) => side(stretch.key(index)));
  const ties = sides.flatMap((value, index) => (value === 0 ? [index] : []));
  // A row of another key is never the anchor, even with its id: it was moved, and counts where it stands now.
  const at = ties.find((index) => stretch.id(index) === anchor.id);
  if (at !== undefined) return pastHoles(stretch, skip, at, at + 1);

  const beside = byNeighbours(stretch, place, ties);
  if (beside !== null) return beside;
  const behind = sides.findLastIndex((value) => value < 0) + 1;
  const cut = ties.length === 0 || run.beforeAll ? behind : cutRun(stretch, place, ties);
  if (cut === null) return { kind: 'astray' };
  if (cut === 0 && stretch.head > 0) return { kind: 'earlier' };
  if (cut === stretch.rows.length && stretch.tail !== 'end') return { kind: 'later' };
  return pastHoles(stretch, skip, cut, cut);
}

/**
 * The place next to a row of its run that was seen beside it. At the rim of the stretch only the very nearest one
 * tells: a nearer one may stand just outside.
 */
function byNeighbours<Row>(
  stretch: Stretch<Row>,
  { run, skip }: Place,
  ties: readonly number[],
): Spot | null {
  const idAt = (index: number): string => stretch.id(index) ?? '';
  const last = ties.findLast((index) => run.before.includes(idAt(index)));
  if (last !== undefined) {
    const open = last === stretch.rows.length - 1 && stretch.tail !== 'end';
    if (open && idAt(last) !== run.before[0]) return { kind: 'later' };
    return pastHoles(stretch, skip, last + 1, last + 1);
  }
  const next = ties.find((index) => run.after.includes(idAt(index)));
  if (next === undefined) return null;
  if (next === 0 && stretch.head > 0 && idAt(next) !== run.after[0]) return { kind: 'earlier' };
  return { kind: 'found', before: next, after: next };
}

/** The place inside a run of which no row was seen beside it: all before, or where its id would stand; else null. */
function cutRun<Row>(stretch: Stretch<Row>, { anchor, run }: Place, ties: readonly number[]): number | null {
  const end = (ties.at(-1) ?? 0) + 1;
  if (run.afterAll) return end;
  const ids = ties.map((index) => Number(stretch.id(index)));
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? Number.NaN));
  const rises = steps.every((step) => step > 0);
  if (ids.length < TELLING_RUN || !(rises || steps.every((step) => step < 0))) return null;
  const mine = Number(anchor?.id);
  return ties.find((_, index) => (rises ? (ids[index] ?? mine) > mine : (ids[index] ?? mine) < mine)) ?? end;
}

/** A place without any row: a hole that no decodable row stood beside. Its offset is all there is. */
function byOffset<Row>(stretch: Stretch<Row>, hint: number): Spot {
  const index = hint - stretch.start;
  if (index < 0) return { kind: 'earlier' };
  if (index < stretch.rows.length) return { kind: 'found', before: index, after: index + 1 };
  const all = stretch.rows.length;
  return stretch.tail === 'end' ? { kind: 'found', before: all, after: all } : { kind: 'later' };
}

/** The place of an undecodable row: so many holes behind its anchor, if they are still there. */
function pastHoles<Row>(stretch: Stretch<Row>, skip: number, before: number, after: number): Spot {
  let holes = 0;
  while (holes < skip && stretch.rows[after + holes] === null) holes += 1;
  if (holes === 0) return { kind: 'found', before, after };
  return { kind: 'found', before: after + holes - 1, after: after + holes };
}
