import { isoTime } from '../clock.ts';
import type { EventRow, UserRow } from '../db/schema.ts';
import type { Store } from '../db/store.ts';
import { ENTRIES, type State } from './lifecycle.ts';

/** An event to be written; `at` in seconds since 1970. */
export type NewEvent = Pick<EventRow, 'ticket' | 'name' | 'source' | 'at'> & {
  data?: Record<string, unknown>;
};

/** Appends to a ticket's timeline. */
export function record(store: Store, { data = {}, ...event }: NewEvent): void {
  store.run(store.build.insertInto('events').values({ ...event, data_json: JSON.stringify(data) }));
}

/** The event that entering a state writes. `agent` is the ticket's, or who acted while it has none. */
export function stateEvent(ticket: number, state: State, at: number, agent: UserRow | undefined): NewEvent {
  const { name, source, withAgent } = ENTRIES[state];
  const data = {
    ...(withAgent ? { agent: agentCard(agent) } : {}),
    ...(state === 'rejected' ? { state } : {}),
  };
  return { ticket, name, source, at, data };
}

/** An agent as events carry them. */
export function agentCard(agent: UserRow | undefined) {
  if (agent === undefined) return null;
  const { email, phone, first_name: firstname, last_name: lastname } = agent;
  return { email, phone, firstname, lastname };
}

/** A timeline entry as the API shows it. Its id is made of its time and its place in the log, so it sorts as it happened. */
export function describeEvent(event: EventRow) {
  return {
    id: `${event.at.toString(16)}${event.id.toString(16).padStart(6, '0')}`,
    eventName: event.name,
    timestamp: isoTime(event.at),
    source: event.source,
    data: JSON.parse(event.data_json),
  };
}
