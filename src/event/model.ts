import { createHash } from 'node:crypto';
import type { EventRecord } from './api.ts';

/** An event in the graph: its row, its ticket, and its key, unique in the timeline of the ticket. */
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

/** A row of a timeline that could not be read. It keeps its place. */
export class UnreadableEvent {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}

/** An entry of a timeline. */
export type TimelineEntry = TicketEvent | UnreadableEvent;

/**
 * Turns the rows of a timeline into entries with unique keys that do not change as the timeline grows: the API's id, or a
 * hash of name, time and source. Equal keys get an ordinal.
 */
export function withStableKeys(ticketId: string, rows: readonly (EventRecord | null)[]): TimelineEntry[] {
  const seen = new Map<string, number>();
  return rows.map((record) => {
    const base = record === null ? '!' : (record.id ?? `~${hashOf(record)}`);
    const ordinal = seen.get(base) ?? 0;
    seen.set(base, ordinal + 1);
    const key = ordinal === 0 ? base : `${base}~${ordinal}`;
    return record === null ? new UnreadableEvent(key) : new TicketEvent(ticketId, key, record);
  });
}

function hashOf({ name, timestamp, source }: EventRecord): string {
  const parts = JSON.stringify([name, timestamp?.getTime() ?? null, source]);
  return createHash('sha256').update(parts).digest('base64url').slice(0, 16);
}
