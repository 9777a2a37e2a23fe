import { openEnum } from '../graphql/open-enum.ts';

/** The ten states of a ticket. */
export const states = openEnum('TicketState', 'State of a ticket.', {
  new: 'Created, not yet taken by an agent.',
  open: 'Ready for an agent.',
  invited: 'The guest was invited.',
  inprogress: 'The session is running.',
  done: 'The session is over.',
  closed: 'Archived. The ticket accepts no changes.',
  rejected: 'Rejected by the agent.',
  declined: 'Declined by the guest.',
  expired: 'The invitation expired.',
  cancelled: 'Cancelled.',
});

/**
 * The states that may follow. The vendor documents only open → inprogress → done, and that closed is final. The rest is
 * inferred, so this is a hint and never a reason to reject a change.
 */
const TRANSITIONS: Readonly<Record<string, readonly string[]>> = {
  new: ['open', 'invited', 'rejected', 'cancelled'],
  open: ['invited', 'inprogress', 'rejected', 'cancelled', 'expired'],
  invited: ['inprogress', 'declined', 'expired', 'cancelled'],
  inprogress: ['done', 'cancelled'],
  done: ['closed', 'open'],
  declined: ['open', 'closed'],
  expired: ['open', 'closed'],
  rejected: ['closed'],
  cancelled: ['closed'],
  closed: [],
};

/** The states that may follow a state; none for an unknown one. */
export const transitionsFrom = (state: string): readonly string[] =>
  Object.hasOwn(TRANSITIONS, state) ? (TRANSITIONS[state] ?? []) : [];
