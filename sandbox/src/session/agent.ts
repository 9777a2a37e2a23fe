import type { TicketRow } from '../db/schema.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { enter } from '../ticket/set-state.ts';
import { agentCard, record } from '../ticket/timeline.ts';
import { amend, establish, guestsOf, mark, mustBe, mustBeOpen } from './participants.ts';

type Action = (deps: TicketDeps, ticket: TicketRow, at: number) => void;

const WAITING = ['new', 'open', 'invited'];

/** What an agent can do by their link, by the last part of its path. Each throws ApiError 409 when it is not the time for it. */
export const AGENT_ACTIONS: Readonly<Record<string, Action>> = {
  approve(deps, ticket, at) {
    mustBe(ticket.state, ['new'], 'The ticket');
    const agent = ticket.agent ?? ticket.owner;
    if (ticket.agent === null) {
      const data = { agent: agentCard(deps.directory.user(agent)) };
      record(deps.store, { ticket: ticket.id, name: 'ticket.assigned', source: 'agent', at, data });
    }
    enter(deps, ticket, 'open', at, { agent, owner: agent });
  },
  reject(deps, ticket, at) {
    mustBe(ticket.state, WAITING, 'The ticket');
    enter(deps, ticket, 'rejected', at);
  },
  join(deps, ticket, at) {
    mustBeOpen(ticket);
    mustBe(ticket.agent_stage, ['away', 'left'], 'The agent');
    if (ticket.state === 'inprogress') amend(deps, ticket, { agent_stage: 'joined' });
    else enter(deps, ticket, 'inprogress', at, { agent_stage: 'joined' });
    if (guestsOf(deps, ticket.id).some(({ stage }) => stage === 'joined')) establish(deps, ticket, at);
  },
  leave(deps, ticket, at) {
    mustBe(ticket.agent_stage, ['joined'], 'The agent');
    amend(deps, ticket, { agent_stage: 'left' });
    record(deps.store, { ticket: ticket.id, name: 'session.agentLeft', source: 'agent', at });
  },
  complete(deps, ticket, at) {
    mustBe(ticket.state, ['inprogress'], 'The ticket');
    // The session ends for everybody who is still in it.
    for (const guest of guestsOf(deps, ticket.id).filter(({ stage }) => stage === 'joined')) {
      mark(deps, guest, { stage: 'left' });
      record(deps.store, { ticket: ticket.id, name: 'session.userLeft', source: 'guest', at });
    }
    if (ticket.agent_stage === 'joined')
      record(deps.store, { ticket: ticket.id, name: 'session.agentLeft', source: 'agent', at });
    enter(deps, ticket, 'done', at, { agent_stage: 'left' });
  },
};
