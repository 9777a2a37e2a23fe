import type { TicketRow } from '../db/schema.ts';
import { plan } from '../schedule/schedule.ts';
import { type State, timesOn } from './lifecycle.ts';
import type { TicketDeps } from './room.ts';
import { record, stateEvent } from './timeline.ts';

/**
 * Moves a ticket into another state because somebody in its session did so, or because its time was over: the row, the
 * timeline, and what is due. Call it in a transaction, with the row as it is. Invitations are sent by `invite`, not here.
 * @param also further columns that change with it
 */
export function enter(
  deps: TicketDeps,
  ticket: TicketRow,
  state: Exclude<State, 'invited'>,
  at: number,
  also: Partial<TicketRow> = {},
): void {
  const { build, ...store } = deps.store;
  const next = { ...also, state, modified: at, ...timesOn(state, at, ticket) };
  store.run(build.updateTable('tickets').set(next).where('id', '=', ticket.id));
  const agent = deps.directory.user(also.agent ?? ticket.agent ?? ticket.creator);
  record(deps.store, stateEvent(ticket.id, state, at, agent));
  plan(deps.store, ticket.id, at, null);
}
