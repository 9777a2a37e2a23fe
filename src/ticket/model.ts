import type { AgentRecord, TicketRecord } from './api.ts';

/** Whether a row was read with the extra scope; `refused`: the API refused the scope. */
export type ScopeState = 'plain' | 'scoped' | 'refused';

/** A ticket in the graph: its id, and its row unless the client selects only ids. */
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

/** An agent of a ticket or an event. Not an entity: the API may send only a name. */
export interface AgentModel {
  readonly record: AgentRecord;
  /** The ticket, whose row may have a join link; null for an agent of an event. */
  readonly ticket: Ticket | null;
}
