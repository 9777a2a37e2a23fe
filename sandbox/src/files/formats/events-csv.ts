import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { EventRow } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';

/** How many events are in hand at once. */
const BATCH = 500;

/** The events of a ticket, oldest first, in batches read when they are needed: nothing is held open between two of them. */
export function* eventsOf(store: Store, ticket: number): Generator<EventRow[]> {
  let last: EventRow | undefined;
  do {
    const after = last;
    const timeline = store.build
      .selectFrom('events')
      .selectAll()
      .where('ticket', '=', ticket)
      .$if(after !== undefined, (query) =>
        query.where((of) => of(of.refTuple('at', 'id'), '>', of.tuple(after?.at ?? 0, after?.id ?? 0))),
      );
    const batch = store.all(timeline.orderBy('at').orderBy('id').limit(BATCH));
    if (batch.length > 0) yield batch;
    last = batch.length === BATCH ? batch.at(-1) : undefined;
  } while (last !== undefined);
}

/**
 * The timeline as CSV (RFC 4180, UTF-8), one row an event, its particulars as JSON in the last column. A cell that a
 * spreadsheet would take for a formula (`=`, `+`, `-`, `@` first) is led by an apostrophe: guests' words end up in here.
 */
export function eventsCsv(
  store: Store,
  ticket: number,
  describe: (event: EventRow) => Record<string, unknown>,
): Readable {
  return Readable.from(rows(store, ticket, describe), { objectMode: false });
}

function* rows(
  store: Store,
  ticket: number,
  describe: (event: EventRow) => Record<string, unknown>,
): Generator<string> {
  const columns = ['id', 'eventName', 'timestamp', 'source', 'data'];
  const asText = (records: unknown[]) =>
    stringify(records, { columns, record_delimiter: 'windows', escape_formulas: true });
  yield asText([columns]);
  for (const batch of eventsOf(store, ticket)) yield asText(batch.map(describe));
}
