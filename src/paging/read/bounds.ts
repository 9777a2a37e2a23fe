import type { KeysetPosition } from '../cursor/cursor.ts';
import { opposite } from '../order.ts';
import type { Direction, ListSpec } from '../types.ts';

/** Direction and bounds of windows that are joined to one segment. */
export interface ReadBounds {
  /** Whether the list is read from its end. All positions are those of this reading order. */
  readonly reversed: boolean;
  readonly direction: Direction;
  /** Bounds on the creation time, epoch seconds. */
  readonly since: number | null;
  readonly before: number | null;
  /** The bound at the cursor's second; null for the whole list. */
  readonly keysetBound: number | null;
}

/** Bounds of the whole list in one walk: the client's own bounds, and no row created after `snapshotTime`. */
export function listBounds<Row>(
  list: ListSpec<Row>,
  snapshotTime: number | null,
  reversed: boolean,
): ReadBounds {
  return {
    reversed,
    direction: reversed ? opposite(list.order.direction) : list.order.direction,
    since: list.createdSince,
    before: pick(Math.min, list.createdBefore, snapshotTime),
    keysetBound: null,
  };
}

/** Bounds of the rows from a second on, in reading order. */
export function keysetBounds(bounds: ReadBounds, { bound }: KeysetPosition): ReadBounds {
  return bounds.direction === 'desc'
    ? { ...bounds, before: pick(Math.min, bounds.before, bound), keysetBound: bound }
    : { ...bounds, since: pick(Math.max, bounds.since, bound), keysetBound: bound };
}

/**
 * The snapshot time of a walk that begins with these rows: one second after the response (its date has whole seconds),
 * or after the youngest row if that is later. Null if the endpoint has no bounds, or if a row has no creation time: a
 * bound would drop it. Null in the order of creation: there new rows come at one end and disturb no reader.
 *
 * @param date the response's `Date`, epoch milliseconds
 */
export function snapshotTime<Row>(
  list: ListSpec<Row>,
  rows: readonly (Row | null)[],
  date: number | null,
): number | null {
  if (list.strategy === 'keyset' || !list.supportsCreationBounds || date === null) return null;
  let end = Math.floor(date / 1000) + 1;
  for (const row of rows) {
    if (row === null) continue;
    const created = list.created(row);
    if (created === null) return null;
    end = Math.max(end, created + 1);
  }
  return end;
}

const pick = (choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : choose(a, b);
