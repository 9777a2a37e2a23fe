import type { Context } from '../../context.ts';
import type { TicketRecord } from '../api.ts';
import { mayInvite } from '../create/recipient-allowlist.ts';
import { TicketConflictError, TicketNotFoundError, TicketValidationError } from '../errors/errors.ts';
import { fetchTicket } from '../read/fetch-ticket.ts';
import { asTicket } from '../read/loader.ts';
import { states } from '../state.ts';

/** What a client expects of a ticket before a change. Null and absent values are not compared. */
export interface Expectation {
  readonly expectedState?: string | null | undefined;
  readonly expectedUpdatedAt?: Date | null | undefined;
  /** The new state. */
  readonly state?: string | null | undefined;
}

const CHANGED = 'The ticket is not in the expected state. Read `ticket` before you retry.';
const NOT_ALLOWED = 'This gateway may not invite the guests of this ticket: see RECIPIENT_ALLOWLIST.';

/**
 * Reads a ticket and compares it, if there is anything to compare: one upstream call, which bypasses the caches. Best
 * effort: the API has no versions, so another change may come between this read and the write.
 * @throws TicketConflictError, TicketNotFoundError; TicketValidationError if the gateway may not invite its guests
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
  const record = await fetchTicket(context.upstream, ticketId, {}, { fresh: true });
  if (record === null) throw new TicketNotFoundError('NOT_FOUND');
  if (!isAsExpected(record, expected)) {
    throw new TicketConflictError(CHANGED, { ticketId, ticket: asTicket(record, 'plain', context) });
  }
  if (invites && !mayInvite(record, patterns)) {
    throw new TicketValidationError([{ path: ['input', 'state'], message: NOT_ALLOWED }]);
  }
}

/** A ticket without a time of change is never as expected. */
function isAsExpected(record: TicketRecord, { expectedState, expectedUpdatedAt }: Expectation): boolean {
  const state = states.from(record.state);
  const isState = expectedState == null || expectedState === state;
  const isTime = expectedUpdatedAt == null || record.updatedAt?.getTime() === expectedUpdatedAt.getTime();
  return isState && isTime;
}
