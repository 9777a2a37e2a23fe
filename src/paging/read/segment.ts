import type { ListSpec, SortKey } from '../types.ts';
import type { ReadBounds } from './bounds.ts';
import { idOf, keyOf, keysOf, type Tail, type Window } from './window.ts';

/**
 * Rows that are known to stand side by side, in the frame's reading order, made of one or more windows. The list may
 * move between two windows: they are joined by a row both hold, never by their offsets.
 */
export class Segment<Row> {
  readonly frame: ReadBounds;
  readonly list: ListSpec<Row>;
  rows: (Row | null)[];
  /** Offset of the first row, as the newest window has it. */
  start: number;
  /** Offset of the first row in the very answer that brought it: above 0 means that rows stood before it. */
  head: number;
  tail: Tail;

  constructor(list: ListSpec<Row>, frame: ReadBounds, window: Window<Row>) {
    this.list = list;
    this.frame = frame;
    this.rows = [...window.rows];
    this.start = window.offset;
    this.head = window.offset;
    this.tail = window.tail;
  }

  get end(): number {
    return this.start + this.rows.length;
  }

  /** Joins a later window; false when no row is in both. Rows of the shared part that it lacks are gone by now. */
  append({ rows, offset, tail }: Window<Row>): boolean {
    const at = positions(this.list, rows);
    for (let old = this.rows.length - 1; old >= 0; old -= 1) {
      const now = this.#meets(old, rows, at);
      if (now === undefined) continue;
      const kept = this.#without(this.rows.slice(0, old + 1), rows.slice(now + 1));
      this.rows = [...kept, ...rows.slice(now + 1)];
      this.start = Math.max(0, offset + now + 1 - kept.length);
      this.tail = tail;
      return true;
    }
    return false;
  }

  /** Joins an earlier window; false when no row is in both. */
  prepend({ rows, offset }: Window<Row>): boolean {
    const at = positions(this.list, rows);
    for (let old = 0; old < this.rows.length; old += 1) {
      const now = this.#meets(old, rows, at);
      if (now === undefined) continue;
      this.rows = [...rows.slice(0, now), ...this.#without(this.rows.slice(old), rows.slice(0, now))];
      this.start = offset;
      this.head = offset;
      return true;
    }
    return false;
  }

  /** The row's id; null where it could not be decoded. */
  id(index: number): string | null {
    return idOf(this.list, this.rows[index] ?? null);
  }

  /** The row's sort key; undefined where it could not be decoded. */
  key(index: number): SortKey | undefined {
    const row = this.rows[index] ?? null;
    return row === null ? undefined : keyOf(this.list, row);
  }

  /** Sort keys of all decodable rows, as they stand. */
  keys(): SortKey[] {
    return keysOf(this.list, this.rows);
  }

  /** The rows but those that came again: they were moved between the two windows, and stand where the newer has them. */
  #without(rows: (Row | null)[], newer: readonly (Row | null)[]): (Row | null)[] {
    const moved = positions(this.list, newer);
    return rows.filter((row) => row === null || !moved.has(this.list.id(row)));
  }

  #meets(old: number, rows: readonly (Row | null)[], at: Map<string, number>): number | undefined {
    const id = this.id(old);
    const now = id === null ? undefined : at.get(id);
    const row = now === undefined ? null : (rows[now] ?? null);
    // A row that was rescheduled meanwhile joins nothing: it stands elsewhere now.
    return row !== null && keyOf(this.list, row) === this.key(old) ? now : undefined;
  }
}

function positions<Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): Map<string, number> {
  return new Map(rows.flatMap((row, index) => (row === null ? [] : [[list.id(row), index] as const])));
}
