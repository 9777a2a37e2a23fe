import { OVERLAP } from '../cost.ts';
import { type CursorState, type Drift, encodeCursor, type Keyed, type Neighbours } from '../cursor/cursor.ts';
import { compareKeys, type Order, readOrders } from '../order.ts';
import type { CursorSigner, ListSpec, Nulls } from '../types.ts';
import type { Segment } from './segment.ts';

/** Neighbours a cursor keeps on either side: enough that some survive. */
const KEPT = 8;

/** And no more than this of them on a side, where ids are long texts. */
const KEPT_LETTERS = 256;

/** What the cursors of one page have in common. */
export interface CursorContext {
  readonly t0: number | null;
  readonly drift: Drift;
  readonly nulls: Nulls | null;
  /** What to add to an index in the stretch to get the offset in the whole walk. */
  readonly shift: number;
}

/** Makes the cursors of the rows of one stretch. */
export class RowCursors<Row> {
  readonly #stretch: Segment<Row>;
  readonly #minting: CursorContext;
  readonly #orders: [Order, ...Order[]];
  readonly #signer: CursorSigner;

  constructor(stretch: Segment<Row>, minting: CursorContext, signer: CursorSigner) {
    this.#stretch = stretch;
    this.#minting = minting;
    this.#orders = readOrders(stretch.keys(), stretch.frame.direction, minting.nulls);
    this.#signer = signer;
  }

  /** The sealed cursor of the row at that index. */
  cursor(index: number): string {
    return encodeCursor(this.place(index), this.#stretch.list, this.#signer);
  }

  /** The place of the row at that index. */
  place(index: number): CursorState {
    const stretch = this.#stretch;
    const back = stretch.rows.findLastIndex((row, other) => other <= index && row !== null);
    const at = back >= 0 ? back : stretch.rows.findIndex((row) => row !== null);
    const id = stretch.id(at);
    const key = stretch.key(at);
    const known = id !== null && key !== undefined;
    return {
      flipped: stretch.frame.flipped,
      anchor: known ? { key, id } : null,
      skip: known ? index - at : 0,
      hint: Math.max(0, this.#minting.shift + index),
      keyed: known ? this.#keyed(at) : null,
      t0: this.#minting.t0,
      drift: this.#minting.drift,
      nulls: this.#orders[0].nulls ?? (stretch.head === 0 && stretch.key(0) === null ? 'first' : null),
      run: known ? this.#neighbours(at) : { before: [], beforeAll: false, after: [], afterAll: false },
    };
  }

  #tied(a: number, b: number): boolean {
    const [left, right] = [this.#stretch.key(a), this.#stretch.key(b)];
    if (left === undefined || right === undefined) return false;
    return this.#orders.some((order) => compareKeys(order, left, right) === 0);
  }

  #neighbours(at: number): Neighbours {
    const { rows, head, tail } = this.#stretch;
    const walk = (step: 1 | -1): { ids: string[]; edge: number } => {
      const ids: string[] = [];
      let index = at + step;
      let letters = 0;
      for (
        ;
        ids.length < KEPT && letters < KEPT_LETTERS && (rows[index] === null || this.#tied(at, index));
        index += step
      ) {
        const id = this.#stretch.id(index);
        if (id === null) continue;
        ids.push(id);
        letters += id.length;
      }
      return { ids, edge: index };
    };
    const back = walk(-1);
    const on = walk(1);
    // All of the run on a side are known if the row where the walk stopped is of another run, or is no row at all.
    const stopped = (edge: number, open: boolean): boolean =>
      edge < 0 || edge >= rows.length ? !open : rows[edge] !== null && !this.#tied(at, edge);
    return {
      before: back.ids,
      beforeAll: stopped(back.edge, head > 0),
      after: on.ids,
      afterAll: stopped(on.edge, tail !== 'end'),
    };
  }

  /**
   * The offset from a bound on the creation: beside a row a little before this one, so that something is in sight when
   * this one goes; else beside its own second; else the bound this stretch was read with.
   */
  #keyed(at: number): Keyed | null {
    const { list, frame, start } = this.#stretch;
    // A bound drops rows without a creation time: not once one is in sight.
    if (!usesBounds(list) || this.#orders[0].nulls !== null) return null;
    const beside = this.#beside(Math.max(0, at - OVERLAP), at) ?? this.#beside(at, at);
    if (beside !== null || frame.bound === null) return beside;
    return { bound: frame.bound, rank: start + at, wobble: 0 };
  }

  /** The bound one second before a row's own, if its run's start is in sight and few rows stand in that second. */
  #beside(base: number, at: number): Keyed | null {
    const { frame, start, head } = this.#stretch;
    const second = this.#second(base);
    if (second === null) return null;
    const bound = second + (frame.direction === 'desc' ? 1 : -1);
    if (bound === frame.bound) return { bound, rank: start + at, wobble: 0 };
    const first = this.#backWhile(base, second);
    const younger = this.#backWhile(first, bound);
    const wobble = first - younger;
    const inSight = younger > 0 || head === 0;
    return inSight && wobble <= OVERLAP ? { bound, rank: at - first, wobble } : null;
  }

  /** The first index of the rows of that second which end at `from`; `from` itself when there are none. */
  #backWhile(from: number, second: number): number {
    let index = from;
    while (index > 0 && (this.#stretch.rows[index - 1] === null || this.#second(index - 1) === second)) {
      index -= 1;
    }
    return index;
  }

  #second(index: number): number | null {
    const row = this.#stretch.rows[index] ?? null;
    return row === null ? null : this.#stretch.list.created(row);
  }
}

/** Whether a list is paged by bounds on the creation. */
export const usesBounds = <Row>(list: ListSpec<Row>): boolean =>
  list.strategy === 'keyset' && list.supportsCreationBounds;
