import { ANCHOR_OVERLAP } from '../cost.ts';
import {
  type CursorState,
  type Drift,
  encodeCursor,
  type KeysetPosition,
  type TieNeighbours,
} from '../cursor/cursor.ts';
import { compareKeys, type Order, readOrders } from '../order.ts';
import type { CursorSigner, ListSpec, Nulls } from '../types.ts';
import type { Segment } from './segment.ts';

/** Neighbours that a cursor holds on either side, so that some of them survive. */
const MAX_NEIGHBOURS = 8;

/** Characters after which no further neighbour is added on a side, where ids are long. */
const MAX_NEIGHBOUR_CHARS = 256;

const NO_TIES: TieNeighbours = { before: [], beforeAll: false, after: [], afterAll: false };

/** State that all cursors of one page share. */
export interface CursorContext {
  readonly snapshotTime: number | null;
  readonly drift: Drift;
  readonly nulls: Nulls | null;
  /** The offset in the whole list is the index in the segment plus this. */
  readonly offsetShift: number;
}

/** Makes the cursors of the rows of one segment: a function from the index of a row to its signed cursor. */
export function rowCursors<Row>(
  segment: Segment<Row>,
  { offsetShift, nulls, ...shared }: CursorContext,
  signer: CursorSigner,
): (index: number) => string {
  const { rows, list, head, bounds } = segment;
  const orders = readOrders(segment.keys(), bounds.direction, nulls);
  const startsWithNull = head === 0 && segment.key(0) === null;
  const firstDecodable = rows.findIndex((row) => row !== null);
  const common = {
    ...shared,
    reversed: bounds.reversed,
    nulls: orders[0].nulls ?? (startsWithNull ? ('first' as const) : null),
  };
  return (index) => {
    // An undecodable row is anchored at the nearest decodable one.
    let anchor = index;
    while (anchor >= 0 && rows[anchor] === null) anchor -= 1;
    if (anchor < 0) anchor = firstDecodable;
    const id = segment.id(anchor);
    const key = segment.key(anchor);
    const place = { ...common, offsetHint: Math.max(0, offsetShift + index) };
    const state: CursorState =
      id === null || key === undefined
        ? { ...place, anchor: null, undecodableOffset: 0, keyset: null, ties: NO_TIES }
        : {
            ...place,
            anchor: { key, id },
            undecodableOffset: index - anchor,
            // A bound drops rows without a creation time, so it can't be used once one is in sight.
            keyset: usesKeyset(list) && orders[0].nulls === null ? keysetOf(segment, anchor) : null,
            ties: neighboursOf(segment, anchor, orders),
          };
    return encodeCursor(state, list, signer);
  };
}

function neighboursOf<Row>(segment: Segment<Row>, anchor: number, orders: readonly Order[]): TieNeighbours {
  const { rows, head, tail } = segment;
  const key = segment.key(anchor) ?? null;
  const ties = (index: number): boolean => {
    const other = segment.key(index);
    return other !== undefined && orders.some((order) => compareKeys(order, key, other) === 0);
  };
  /** Ids of the nearest ties on one side, and whether they are all: the next row does not tie, or the list ends. */
  const side = (step: 1 | -1, isOpen: boolean): [ids: string[], isAll: boolean] => {
    const ids: string[] = [];
    let chars = 0;
    let index = anchor + step;
    while (ids.length < MAX_NEIGHBOURS && chars < MAX_NEIGHBOUR_CHARS) {
      if (rows[index] !== null && !ties(index)) break;
      const id = segment.id(index);
      if (id !== null) ids.push(id);
      chars += id?.length ?? 0;
      index += step;
    }
    const isOutside = index < 0 || index >= rows.length;
    return [ids, isOutside ? !isOpen : rows[index] !== null && !ties(index)];
  };
  const [before, beforeAll] = side(-1, head > 0);
  const [after, afterAll] = side(1, tail !== 'end');
  return { before, beforeAll, after, afterAll };
}

/**
 * The offset from a bound on the creation time. The bound is beside a row a little before the anchor, so that a row is in
 * sight when the anchor is gone; else beside the anchor's own second; else the bound of this segment.
 */
function keysetOf<Row>(segment: Segment<Row>, anchor: number): KeysetPosition | null {
  const { keysetBound } = segment.bounds;
  const position =
    keysetBeside(segment, Math.max(0, anchor - ANCHOR_OVERLAP), anchor) ??
    keysetBeside(segment, anchor, anchor);
  if (position !== null || keysetBound === null) return position;
  return { bound: keysetBound, offset: segment.start + anchor, tieCount: 0 };
}

/** The bound one second before the row at `base`, if the start of that second is in sight and has few rows. */
function keysetBeside<Row>(segment: Segment<Row>, base: number, anchor: number): KeysetPosition | null {
  const { bounds, start, head } = segment;
  const second = segment.created(base);
  if (second === null) return null;
  const bound = second + (bounds.direction === 'desc' ? 1 : -1);
  if (bound === bounds.keysetBound) return { bound, offset: start + anchor, tieCount: 0 };
  const first = firstOfSecond(segment, base, second);
  const firstOnBound = firstOfSecond(segment, first, bound);
  const tieCount = first - firstOnBound;
  const isInSight = firstOnBound > 0 || head === 0;
  return isInSight && tieCount <= ANCHOR_OVERLAP ? { bound, offset: anchor - first, tieCount } : null;
}

/** The first index of the rows of a second that end before `from`; `from` itself if there are none. */
function firstOfSecond<Row>(segment: Segment<Row>, from: number, second: number): number {
  let index = from;
  while (index > 0 && (segment.rows[index - 1] === null || segment.created(index - 1) === second)) index -= 1;
  return index;
}

/** Whether pages of a list start at a bound on the creation time. */
export const usesKeyset = <Row>(list: ListSpec<Row>): boolean =>
  list.strategy === 'keyset' && list.supportsCreationBounds;
