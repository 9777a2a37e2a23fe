import type { ListSpec, SortKey } from '../types.ts';
import type { ReadBounds } from './bounds.ts';
import { idOf, keyOf, keysOf, type Tail, type Window } from './window.ts';

/**
 * Neighbouring rows in reading order, joined from one or more windows. The list may move between two windows, so they
 * are joined by a row that both hold, never by their offsets.
 */
export class Segment<Row> {
  readonly bounds: ReadBounds;
  readonly list: ListSpec<Row>;
  rows: readonly (Row | null)[];
  /** Offset of the first row, according to the newest window. */
  start: number;
  /** Offset of the first row in the response that brought it. Above 0 proves that rows stood before it. */
  head: number;
  tail: Tail;

  constructor(
    list: ListSpec<Row>,
    bounds: ReadBounds,
    { rows, offset, tail }: Omit<Window<Row>, 'limit' | 'total' | 'date'>,
  ) {
    this.list = list;
    this.bounds = bounds;
    this.rows = rows;
    this.start = offset;
    this.head = offset;
    this.tail = tail;
  }

  get end(): number {
    return this.start + this.rows.length;
  }

  /** Joins a later window; false if no row is in both. Shared rows that the window lacks are gone by now. */
  append({ rows, offset, tail }: Window<Row>): boolean {
    const indices = indicesById(this.list, rows);
    for (let old = this.rows.length - 1; old >= 0; old -= 1) {
      const match = this.#matchingRow(old, rows, indices);
      if (match === undefined) continue;
      const newer = rows.slice(match + 1);
      const older = this.#dropMoved(this.rows.slice(0, old + 1), newer);
      this.rows = [...older, ...newer];
      this.start = Math.max(0, offset + match + 1 - older.length);
      this.tail = tail;
      return true;
    }
    return false;
  }

  /** Joins an earlier window; false if no row is in both. */
  prepend({ rows, offset }: Window<Row>): boolean {
    const indices = indicesById(this.list, rows);
    for (let old = 0; old < this.rows.length; old += 1) {
      const match = this.#matchingRow(old, rows, indices);
      if (match === undefined) continue;
      const newer = rows.slice(0, match);
      this.rows = [...newer, ...this.#dropMoved(this.rows.slice(old), newer)];
      this.start = offset;
      this.head = offset;
      return true;
    }
    return false;
  }

  /** The id of a row; null for an undecodable one. */
  id(index: number): string | null {
    return idOf(this.list, this.rows[index] ?? null);
  }

  /** The sort key of a row; undefined for an undecodable one. */
  key(index: number): SortKey | undefined {
    const row = this.rows[index] ?? null;
    return row === null ? undefined : keyOf(this.list, row);
  }

  /** The creation time of a row, epoch seconds; null if it has none or is undecodable. */
  created(index: number): number | null {
    const row = this.rows[index] ?? null;
    return row === null ? null : this.list.created(row);
  }

  /** Sort keys of all decodable rows, in their order. */
  keys(): SortKey[] {
    return keysOf(this.list, this.rows);
  }

  /** The rows without those that a newer window holds as well: they moved, and the newer window has their place. */
  #dropMoved(rows: readonly (Row | null)[], newer: readonly (Row | null)[]): (Row | null)[] {
    const moved = indicesById(this.list, newer);
    return rows.filter((row) => row === null || !moved.has(this.list.id(row)));
  }

  /** The index in `rows` of our row at `old`. A row whose key changed joins nothing: it now stands elsewhere. */
  #matchingRow(
    old: number,
    rows: readonly (Row | null)[],
    indices: ReadonlyMap<string, number>,
  ): number | undefined {
    const id = this.id(old);
    const match = id === null ? undefined : indices.get(id);
    const row = match === undefined ? null : (rows[match] ?? null);
    return row !== null && keyOf(this.list, row) === this.key(old) ? match : undefined;
  }
}

function indicesById<Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row, index) => (row === null ? [] : [[list.id(row), index] as const])));
}
