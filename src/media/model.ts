import type { MediaRecord } from './record.ts';

/** A media in the graph: its row, and the ticket it hangs on. */
export class TicketMedia {
  readonly ticketId: string;
  readonly record: MediaRecord;

  constructor(ticketId: string, record: MediaRecord) {
    this.ticketId = ticketId;
    this.record = record;
  }
}
