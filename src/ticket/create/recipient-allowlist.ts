/** Restricts whom this gateway may invite, so that a test installation never writes to customers. */

import type { TicketRecord } from '../api.ts';
import type { InputIssue } from '../errors/errors.ts';

/** The recipients of a new ticket. */
interface Recipients {
  readonly emails?: readonly string[] | null | undefined;
  readonly phones?: readonly string[] | null | undefined;
}

const NOT_ALLOWED = 'This gateway may not invite this recipient: see RECIPIENT_ALLOWLIST.';

/**
 * The recipients that no pattern matches. Applies to tickets without an invitation too: the API may send reminders, and an
 * agent may send the invitation later.
 */
export function refusedRecipients({ emails, phones }: Recipients, patterns: readonly string[]): InputIssue[] {
  if (patterns.length === 0) return [];
  const isAllowed = matcher(patterns);
  const refused = (field: string, addresses: readonly string[]) =>
    addresses.flatMap((address, at) =>
      isAllowed(address) ? [] : [{ path: ['input', field, String(at)], message: NOT_ALLOWED }],
    );
  return [...refused('emails', emails ?? []), ...refused('phones', phones ?? [])];
}

/** Whether the gateway may invite all guests of a ticket. Its agent is not a guest. */
export function mayInvite({ requestor, participants }: TicketRecord, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const guests = [
    ...(requestor === null ? [] : [requestor]),
    ...participants.filter(({ role }) => role !== 'agent'),
  ];
  return guests.flatMap(({ emails, phones }) => [...emails, ...phones]).every(matcher(patterns));
}

/** In a pattern, `*` stands for any text. Case does not matter. */
function matcher(patterns: readonly string[]): (address: string) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'is');
  });
  return (address) => tests.some((test) => test.test(address.trim()));
}
