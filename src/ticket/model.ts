import type { AgentRecord, TicketRecord } from './upstream/record.ts';

/** With what extra scope a row was read: `refused` means that the API was asked for it and said no. */
export type ScopeState = 'plain' | 'scoped' | 'refused';

/**
 * A ticket in the graph: known by its id, and by its row where one was read already. A mutation answers one without a row
 * where a client selects nothing that needs it.
 */
export class Ticket {
  readonly id: string;
  readonly record: TicketRecord | null;
  readonly scope: ScopeState;

  constructor(id: string, record: TicketRecord | null = null, scope: ScopeState = 'plain') {
    this.id = id;
    this.record = record;
    this.scope = scope;
  }
}

/** An agent as a ticket or an event names it. Not an entity: it may be a bare name. */
export interface AgentModel {
  readonly record: AgentRecord;
  /** The ticket it came with, where a join link can be asked for; null on events. */
  readonly ticket: Ticket | null;
}
