import { z } from 'zod';
import type { TicketRow } from '../db/schema.ts';
import type { Caller, Parameters } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { wholeNumber } from '../http/fields.ts';
import { parse } from '../http/parameters.ts';
import { plan } from '../schedule/schedule.ts';
import { agentOf, assigned, groupOf } from './create/create.ts';
import { invite } from './create/invite.ts';
import { STATES, type State, timesOn } from './lifecycle.ts';
import type { TicketDeps } from './room.ts';
import { searchable } from './search.ts';
import { record, stateEvent } from './timeline.ts';

const updateShape = z
  .object({
    agent: z.string(),
    state: z.enum(STATES),
    reference: z.string(),
    description: z.string(),
    subject: z.string(),
    group: wholeNumber(1),
  })
  .exactPartial();

/**
 * Changes what was sent and differs; anything else stays, `modified` too when nothing differs. Every change of state and
 * of agent is an event of the timeline (the contract has no event for the other properties).
 * @throws ApiError 400 for a value that is not valid, and for any change of a closed ticket
 */
export function updateTicket(
  deps: TicketDeps,
  caller: Caller,
  ticket: TicketRow,
  given: Parameters,
  origin: string,
): void {
  const input = parse(updateShape, given);
  if (ticket.state === 'closed') throw closed();
  const now = deps.clock.seconds();
  const { agent, state, group, ...texts } = input;
  const next = {
    ...texts,
    ...(group === undefined ? {} : { group: groupOf(deps, caller, group) }),
    ...(agent === undefined ? {} : ofAgent(agentOf(deps, caller, agent).id)),
    ...(state === undefined || state === ticket.state ? {} : { state, ...timesOn(state, now, ticket) }),
  };
  if (!differs(ticket, next)) return;
  const { build, ...store } = deps.store;
  deps.store.transaction(() => {
    const { subject, reference, description } = { ...ticket, ...next };
    const change = { ...next, modified: now, search: searchable([subject, reference, description]) };
    store.run(build.updateTable('tickets').set(change).where('id', '=', ticket.id));
    tell(deps, caller, ticket, { agent: next.agent, state: next.state }, origin, now);
    if (next.state !== undefined) plan(deps.store, ticket.id, now, origin);
  });
}

function tell(
  deps: TicketDeps,
  caller: Caller,
  before: TicketRow,
  next: { agent?: number | undefined; state?: State | undefined },
  origin: string,
  now: number,
): void {
  const agent = deps.directory.user(next.agent ?? before.agent ?? caller.id);
  const changed = next.agent !== undefined && next.agent !== before.agent;
  if (changed && agent !== undefined) assigned(deps, before.id, now, agent);
  if (next.state === 'invited') invite(deps, before.id, origin, now);
  else if (next.state !== undefined) record(deps.store, stateEvent(before.id, next.state, now, agent));
}

function ofAgent(id: number): { agent: number; owner: number } {
  return { agent: id, owner: id };
}

function differs(ticket: TicketRow, next: Partial<TicketRow>): boolean {
  const before = new Map<string, unknown>(Object.entries(ticket));
  return Object.entries(next).some(([name, value]) => before.get(name) !== value);
}

function closed(): ApiError {
  return new ApiError(
    400,
    10,
    'The ticket is closed and accepts no further update.',
    'Parameter state: closed',
  );
}
