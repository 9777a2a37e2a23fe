import { openEnum } from '../graphql/open-enum.ts';

/** The ten states of a ticket, as the API spells them, and what they mean. */
export const states = openEnum({
  new: 'Created, nobody took it yet.',
  open: 'Ready to be treated.',
  invited: 'The guest was invited.',
  inprogress: 'The session is held.',
  done: 'The session is over.',
  closed: 'Archived: it accepts no further change.',
  rejected: 'Refused by the agent.',
  declined: 'Declined by the guest.',
  expired: 'The invitation ran out.',
  cancelled: 'Called off.',
});

/**
 * Which states may follow. Only open → inprogress → done, and that closed is final, is named by the vendor; the rest is
 * a reading, so this is a hint and never a reason to refuse a change.
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

/** The states that may follow a state; none for one that is not known. */
export const transitionsFrom = (state: string): readonly string[] =>
  Object.hasOwn(TRANSITIONS, state) ? (TRANSITIONS[state] ?? []) : [];
