import { isObject, type RecordType, type Returns } from './declare.ts';
import { toCount } from './fields.ts';
import type { Renames } from './type.ts';

/** A page of a list. */
export interface Page<Row> {
  /** In the order of the response. A row that can't be decoded is null in its place. */
  readonly rows: readonly (Row | null)[];
  /** How many rows are null. */
  readonly faults: number;
  /** Rows of the whole list; null if the response does not say. */
  readonly total: number | null;
  /** Offset of the next page; null on the last one, and if the response does not say. */
  readonly nextOffset: number | null;
  /** The `Date` of the response, epoch milliseconds; null if it does not say. */
  readonly date: number | null;
}

/** The members of a list response. `UPSTREAM_WIRE` may rename them, as a record named `envelope`. */
export const ENVELOPE = { data: 'data', total: 'total', next_offset: 'next_offset' } as const;

/** The wire names of the envelope. */
export type Envelope = Readonly<Record<keyof typeof ENVELOPE, string>>;

/** The envelope after overrides. */
export function envelopeOf(renames: Renames): Envelope {
  const name = (member: keyof Envelope): string => renames('envelope', member)?.[0] ?? ENVELOPE[member];
  return { data: name('data'), total: name('total'), next_offset: name('next_offset') };
}

/** The rows of a list response: of its envelope, or the response itself. Null if it is no list. */
export function rowsIn(body: unknown, { data }: Envelope): readonly unknown[] | null {
  const rows = isObject(body) ? body[data] : body;
  return Array.isArray(rows) ? rows : null;
}

/** Declares that an endpoint returns a page of records. A response without a list is never an empty page. */
export const pageOf = <T>(record: RecordType<T>): Returns<Page<T>> => ({
  shape: 'page',
  record,
  compile(renames) {
    const decode = record(renames);
    const envelope = envelopeOf(renames);
    return ({ body, date }) => {
      const raw = rowsIn(body, envelope);
      if (raw === null) return null;
      const rows = raw.map(decode);
      const members = isObject(body) ? body : {};
      return {
        rows,
        faults: rows.reduce((sum, row) => (row === null ? sum + 1 : sum), 0),
        total: toCount(members[envelope.total]),
        nextOffset: toCount(members[envelope.next_offset]),
        date,
      };
    };
  },
});

/** Declares that an endpoint returns one record. */
export const one = <T>(record: RecordType<T>): Returns<T> => ({
  shape: 'one',
  record,
  compile(renames) {
    const decode = record(renames);
    return ({ body }) => decode(body);
  },
});

/** Declares that an endpoint returns no body, or none that is read. */
export const nothing: Returns<undefined> = {
  shape: 'nothing',
  record: null,
  compile: () => () => undefined,
};
