import type { Keyed } from '../cursor/cursor.ts';
import { opposite } from '../order.ts';
import type { Direction, ListSpec } from '../types.ts';

/** What stays the same over the windows that are laid side by side: the direction and the bounds. */
export interface ReadBounds {
  /** Read from the list's end; everything inside a frame is in its own reading order. */
  readonly flipped: boolean;
  readonly direction: Direction;
  readonly since: number | null;
  readonly before: number | null;
  /** The bound set at the cursor's second; null where the frame is the whole walk. */
  readonly bound: number | null;
}

/** The whole list as a walk sees it: the client's own bounds, and nothing created after the walk began. */
export function walkFrame<Row>(list: ListSpec<Row>, t0: number | null, flipped: boolean): ReadBounds {
  return {
    flipped,
    direction: flipped ? opposite(list.order.direction) : list.order.direction,
    since: list.createdSince,
    before: lower(list.createdBefore, t0),
    bound: null,
  };
}

/** The part of a walk from a second on, in reading order. */
export function boundFrame(walk: ReadBounds, { bound }: Keyed): ReadBounds {
  return walk.direction === 'desc'
    ? { ...walk, before: lower(walk.before, bound), bound }
    : { ...walk, since: higher(walk.since, bound), bound };
}

/**
 * The upper end of a walk: one second after the answer that began it (whole seconds hide what follows within one), or
 * later if a row of it claims to be younger. None where bounds do not work, or where a row has no creation time: a
 * bound would drop it. None in the order of creation either: what is new stands at an end there and is welcome.
 *
 * @param date the answer's own clock, epoch milliseconds
 */
export function walkEnd<Row>(
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

function lower(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function higher(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
