import { createHash } from 'node:crypto';
import type { EventRecord } from './record.ts';

/** An event in the graph: its row, the ticket it belongs to, and what identifies it in the ticket's timeline. */
export class TicketEvent {
  readonly ticketId: string;
  readonly key: string;
  readonly record: EventRecord;

  constructor(ticketId: string, key: string, record: EventRecord) {
    this.ticketId = ticketId;
    this.key = key;
    this.record = record;
  }
}

/**
 * A timeline as events with identities: the API's id where there is one, else a hash of name, time and source with the
 * ordinal among equals, which stays the same as the log grows. A row that could not be read is null.
 */
export function identify(ticketId: string, rows: readonly (EventRecord | null)[]): (TicketEvent | null)[] {
  const seen = new Map<string, number>();
  return rows.map((record) => {
    if (record === null) return null;
    if (record.id !== null) return new TicketEvent(ticketId, record.id, record);
    const parts = JSON.stringify([record.name, record.timestamp?.getTime() ?? null, record.source]);
    const ordinal = seen.get(parts) ?? 0;
    seen.set(parts, ordinal + 1);
    const hash = createHash('sha256').update(`${parts}#${ordinal}`).digest('base64url').slice(0, 16);
    return new TicketEvent(ticketId, `~${hash}`, record);
  });
}
