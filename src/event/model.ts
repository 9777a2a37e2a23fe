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

/** A row of a timeline that could not be read: it keeps its place, and nothing more is known of it. */
export class UnreadableEvent {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}

/** One place in a timeline. */
export type TimelineEntry = TicketEvent | UnreadableEvent;

/**
 * A timeline as entries with callerRegistry, each unique and the same as the log grows: the API's id where there is one, else
 * a hash of name, time and source; equal ones are told apart by their ordinal.
 */
export function withStableKeys(ticketId: string, rows: readonly (EventRecord | null)[]): TimelineEntry[] {
  const seen = new Map<string, number>();
  return rows.map((record) => {
    const like = record === null ? '!' : (record.id ?? `~${hashOf(record)}`);
    const ordinal = seen.get(like) ?? 0;
    seen.set(like, ordinal + 1);
    const key = ordinal === 0 ? like : `${like}~${ordinal}`;
    return record === null ? new UnreadableEvent(key) : new TicketEvent(ticketId, key, record);
  });
}

function hashOf({ name, timestamp, source }: EventRecord): string {
  const parts = JSON.stringify([name, timestamp?.getTime() ?? null, source]);
  return createHash('sha256').update(parts).digest('base64url').slice(0, 16);
}
