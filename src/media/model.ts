import type { MediaRecord } from './api.ts';

/** A media file in the graph: its row and its ticket. */
export class TicketMedia {
  readonly ticketId: string;
  readonly record: MediaRecord;

  constructor(ticketId: string, record: MediaRecord) {
    this.ticketId = ticketId;
    this.record = record;
  }
}
