import { isoTime } from '../clock.ts';
import type { TicketRow } from '../db/schema.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { type Guest, guestsOf } from './participants.ts';

/** What a guest's page knows: nothing of other guests, and of the agent only the name. */
export function guestView(deps: TicketDeps, { guest, ticket }: Guest) {
  const agent = ticket.agent === null ? undefined : deps.directory.user(ticket.agent);
  return {
    ...shared(deps, ticket),
    language: ticket.language,
    name: guest.first_name ?? guest.name,
    stage: guest.stage,
    answered: guest.answered === 1,
    agent: agent === undefined ? null : `${agent.first_name} ${agent.last_name}`,
    agentIsThere: ticket.agent_stage === 'joined',
  };
}

/** What an agent's page knows. */
export function agentView(deps: TicketDeps, ticket: TicketRow) {
  const { build, ...store } = deps.store;
  const events = build.selectFrom('events').select(['name', 'source', 'at']).where('ticket', '=', ticket.id);
  const last = store.all(events.orderBy('at', 'desc').orderBy('id', 'desc').limit(50));
  return {
    ...shared(deps, ticket),
    id: ticket.id,
    description: ticket.description,
    stage: ticket.agent_stage,
    place: ticket.lat === null || ticket.lng === null ? null : { lat: ticket.lat, lng: ticket.lng },
    guests: guestsOf(deps, ticket.id).map(({ first_name, name, stage }) => ({
      name: [first_name, name].filter((part) => part !== null).join(' ') || null,
      stage,
    })),
    events: last.map(({ name, source, at }) => ({ name, source, at: isoTime(at) })),
  };
}

function shared({ store }: TicketDeps, { state, subject, enterprise, start_time, end_time }: TicketRow) {
  const found = store.first(
    store.build.selectFrom('enterprises').select('name').where('id', '=', enterprise),
  );
  const times = { start_time: isoTime(start_time), end_time: isoTime(end_time) };
  return { state, subject, enterprise: found?.name ?? null, ...times };
}
