import { wholeNumber } from './fields.ts';

/** The two parameters of every paged list, with the contract's bounds and defaults. */
export const pageFields = {
  limit: wholeNumber(1, 100).default(10),
  offset: wholeNumber(0).default(0),
};

/** The envelope of a page: its rows, the size of the whole set, and where the next page starts (null: nowhere). */
export function envelope<Row>(data: readonly Row[], total: number, offset: number) {
  const next = offset + data.length;
  return { data, total, next_offset: next < total ? next : null };
}
