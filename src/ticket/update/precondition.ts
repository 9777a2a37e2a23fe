/** What a client expects of a ticket before it changes it. Best effort: the API has no versions, so a change may slip between. */
import type { Context } from '../../context.ts';
import { mayInvite } from '../create/recipient-allowlist.ts';
import { TicketConflictError, TicketNotFoundError, TicketValidationError } from '../errors/errors.ts';
import { asTicket } from '../read/loader.ts';
import { states } from '../state.ts';
import { getTicket } from '../upstream/endpoints.ts';
import type { TicketRecord } from '../upstream/record.ts';

/** The ticket as the client saw it; what is null or left out does not matter. */
export interface Expectation {
  readonly expectedState?: string | null | undefined;
  readonly expectedUpdatedAt?: Date | null | undefined;
  /** The state it is to go to. */
  readonly state?: string | null | undefined;
}

const CHANGED = 'The ticket is not as expected any more: see `ticket`, then decide.';
const GONE = 'There is no such ticket, or not for this user.';
const NOT_INVITED = 'This gateway may not invite the guests of this ticket: see RECIPIENT_ALLOWLIST.';

/**
 * Reads a ticket and compares, where there is something to compare: one upstream call, or none. What was kept is no use
 * for it.
 * @throws TicketConflictError with the ticket as it is; TicketNotFoundError; TicketValidationError if its guests may not be invited
 */
export async function assertExpected(
  ticketId: string,
  expected: Expectation,
  context: Context,
): Promise<void> {
  const { expectedState, expectedUpdatedAt, state } = expected;
  const patterns = context.settings.recipientAllowlist;
  const invites = patterns.length > 0 && state === 'invited';
  if (expectedState == null && expectedUpdatedAt == null && !invites) return;
  const record = await getTicket(context.upstream, ticketId, {}, { fresh: true });
  if (record === null) throw new TicketNotFoundError(GONE);
  if (!isAsExpected(record, expected)) {
    throw new TicketConflictError(CHANGED, { ticketId, ticket: asTicket(record, 'plain', context) });
  }
  if (invites && !mayInvite(record, patterns)) {
    throw new TicketValidationError([{ path: ['input', 'state'], message: NOT_INVITED }]);
  }
}

/** A ticket that does not tell when it changed can't be as expected. */
function isAsExpected(record: TicketRecord, { expectedState, expectedUpdatedAt }: Expectation): boolean {
  const state = states.from(record.state) ?? '';
  const isState = expectedState == null || expectedState === state;
  const isTime = expectedUpdatedAt == null || record.updatedAt?.getTime() === expectedUpdatedAt.getTime();
  return isState && isTime;
}
