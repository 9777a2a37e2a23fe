/** A page of a list, as every list endpoint answers it. */

/** Rows in the order of the answer. A row that could not be decoded is null at its place. */
export interface Page<Row> {
  readonly rows: readonly (Row | null)[];
  /** How many of the rows are null. */
  readonly faults: number;
  /** Size of the whole result set; null if the answer does not say. */
  readonly total: number | null;
  /** Offset of the next page; null on the last one, and where the answer does not say. */
  readonly nextOffset: number | null;
  /** When the upstream answered by its own clock, epoch milliseconds; null if it did not say. */
  readonly date: number | null;
}
