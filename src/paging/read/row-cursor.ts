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

/** Makes the cursors of the rows of one segment. */
export class RowCursors<Row> {
  readonly #segment: Segment<Row>;
  readonly #context: CursorContext;
  readonly #orders: [Order, ...Order[]];
  readonly #signer: CursorSigner;

  constructor(segment: Segment<Row>, context: CursorContext, signer: CursorSigner) {
    this.#segment = segment;
    this.#context = context;
    this.#orders = readOrders(segment.keys(), segment.bounds.direction, context.nulls);
    this.#signer = signer;
  }

  /** The signed cursor of the row at an index. An undecodable row is anchored at its nearest decodable one. */
  at(index: number): string {
    const segment = this.#segment;
    let anchor = index;
    while (anchor >= 0 && (segment.rows[anchor] ?? null) === null) anchor -= 1;
    if (anchor < 0) anchor = segment.rows.findIndex((row) => row !== null);
    const id = segment.id(anchor);
    const key = segment.key(anchor);
    const { snapshotTime, drift, offsetShift } = this.#context;
    const startsWithNull = segment.head === 0 && segment.key(0) === null;
    const shared = {
      reversed: segment.bounds.reversed,
      offsetHint: Math.max(0, offsetShift + index),
      snapshotTime,
      drift,
      nulls: this.#orders[0].nulls ?? (startsWithNull ? 'first' : null),
    };
    const state: CursorState =
      id === null || key === undefined
        ? { ...shared, anchor: null, undecodableOffset: 0, keyset: null, ties: NO_TIES }
        : {
            ...shared,
            anchor: { key, id },
            undecodableOffset: index - anchor,
            keyset: this.#keyset(anchor),
            ties: this.#neighbours(anchor),
          };
    return encodeCursor(state, segment.list, this.#signer);
  }

  #tie(a: number, b: number): boolean {
    const [left, right] = [this.#segment.key(a), this.#segment.key(b)];
    if (left === undefined || right === undefined) return false;
    return this.#orders.some((order) => compareKeys(order, left, right) === 0);
  }

  #neighbours(anchor: number): TieNeighbours {
    const { head, tail } = this.#segment;
    const [before, beforeAll] = this.#ties(anchor, -1, head > 0);
    const [after, afterAll] = this.#ties(anchor, 1, tail !== 'end');
    return { before, beforeAll, after, afterAll };
  }

  /**
   * Ids of the nearest ties on one side, and whether they are all: the next row does not tie, or the list ends there.
   *
   * @param isOpen whether rows may follow beyond the segment on that side
   */
  #ties(anchor: number, step: 1 | -1, isOpen: boolean): [ids: string[], isAll: boolean] {
    const { rows } = this.#segment;
    const ids: string[] = [];
    let chars = 0;
    let index = anchor + step;
    while (ids.length < MAX_NEIGHBOURS && chars < MAX_NEIGHBOUR_CHARS) {
      if (rows[index] !== null && !this.#tie(anchor, index)) break;
      const id = this.#segment.id(index);
      if (id !== null) ids.push(id);
      chars += id?.length ?? 0;
      index += step;
    }
    const isOutside = index < 0 || index >= rows.length;
    return [ids, isOutside ? !isOpen : rows[index] !== null && !this.#tie(anchor, index)];
  }

  /**
   * The offset from a bound on the creation time. The bound is beside a row a little before the anchor, so that a row is in
   * sight when the anchor is gone; else beside the anchor's own second; else the bound of this segment.
   */
  #keyset(anchor: number): KeysetPosition | null {
    const { list, bounds, start } = this.#segment;
    // A bound drops rows without a creation time, so it can't be used once one is in sight.
    if (!usesKeyset(list) || this.#orders[0].nulls !== null) return null;
    const position =
      this.#keysetBeside(Math.max(0, anchor - ANCHOR_OVERLAP), anchor) ?? this.#keysetBeside(anchor, anchor);
    if (position !== null || bounds.keysetBound === null) return position;
    return { bound: bounds.keysetBound, offset: start + anchor, tieCount: 0 };
  }

  /** The bound one second before the row at `base`, if the start of that second is in sight and has few rows. */
  #keysetBeside(base: number, anchor: number): KeysetPosition | null {
    const { bounds, start, head } = this.#segment;
    const second = this.#second(base);
    if (second === null) return null;
    const bound = second + (bounds.direction === 'desc' ? 1 : -1);
    if (bound === bounds.keysetBound) return { bound, offset: start + anchor, tieCount: 0 };
    const first = this.#firstOfSecond(base, second);
    const firstOnBound = this.#firstOfSecond(first, bound);
    const tieCount = first - firstOnBound;
    const isInSight = firstOnBound > 0 || head === 0;
    return isInSight && tieCount <= ANCHOR_OVERLAP ? { bound, offset: anchor - first, tieCount } : null;
  }

  /** The first index of the rows of a second that end before `from`; `from` itself if there are none. */
  #firstOfSecond(from: number, second: number): number {
    let index = from;
    while (index > 0 && (this.#segment.rows[index - 1] === null || this.#second(index - 1) === second)) {
      index -= 1;
    }
    return index;
  }

  #second(index: number): number | null {
    const row = this.#segment.rows[index] ?? null;
    return row === null ? null : this.#segment.list.created(row);
  }
}

/** Whether pages of a list start at a bound on the creation time. */
export const usesKeyset = <Row>(list: ListSpec<Row>): boolean =>
  list.strategy === 'keyset' && list.supportsCreationBounds;
