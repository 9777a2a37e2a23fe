/** The ten states of the contract. */
export const STATES = [
  'new',
  'open',
  'invited',
  'inprogress',
  'done',
  'closed',
  'rejected',
  'declined',
  'expired',
  'cancelled',
] as const;

/** A state a caller may write. */
export type State = (typeof STATES)[number];

/** The two kinds of ticket. */
export const TYPES = ['video-assistance', 'video-assistance-multi-participants'] as const;

/** The state of a fresh ticket: invited when the invitation goes out, else open once it has an agent. */
export function firstState(invite: boolean, hasAgent: boolean): State {
  if (invite) return 'invited';
  return hasAgent ? 'open' : 'new';
}

/** What entering a state writes into the timeline, in the contract's names. */
export interface Entry {
  name: string;
  source: 'agent' | 'guest' | 'system';
  /** The contract shows these events with the agent in their data. */
  withAgent: boolean;
}

/**
 * One event for each state. The contract has no name for a rejection: it is a cancellation whose data has the state.
 * Only `closed` is final; every other change is taken, since the order of states is advice in the contract and no rule.
 */
export const ENTRIES: Readonly<Record<State, Entry>> = {
  new: { name: 'ticket.new', source: 'agent', withAgent: true },
  open: { name: 'ticket.approved', source: 'agent', withAgent: true },
  invited: { name: 'ticket.invitationSent', source: 'system', withAgent: false },
  inprogress: { name: 'ticket.sessionStarted', source: 'agent', withAgent: false },
  done: { name: 'ticket.completed', source: 'agent', withAgent: true },
  closed: { name: 'ticket.closed', source: 'agent', withAgent: true },
  rejected: { name: 'ticket.cancelled', source: 'agent', withAgent: true },
  declined: { name: 'ticket.invitationDeclined', source: 'guest', withAgent: false },
  expired: { name: 'ticket.invitationExpired', source: 'system', withAgent: false },
  cancelled: { name: 'ticket.cancelled', source: 'agent', withAgent: true },
};

/** Planned times of a ticket, in seconds since 1970; null: not scheduled. */
export interface Times {
  start_time: number | null;
  end_time: number | null;
}

/** Times as planned: the end lies `duration` minutes after the start. */
export function planned(start: number | null, duration: number): Times {
  return { start_time: start, end_time: start === null ? null : start + duration * 60 };
}

/** Times after entering a state: a session that starts or ends replaces what was planned by what happened. */
export function timesOn(state: State, now: number, before: Times & { duration: number }): Times {
  if (state === 'inprogress') return planned(now, before.duration);
  if (state !== 'done') return { start_time: before.start_time, end_time: before.end_time };
  return { start_time: before.start_time === null ? null : Math.min(before.start_time, now), end_time: now };
}
