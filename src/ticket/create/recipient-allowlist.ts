/** Who may be invited from here: so that a gateway for trials never writes to customers. */
import type { InputIssue } from '../errors/errors.ts';
import type { TicketRecord } from '../upstream/record.ts';

/** Whom a new ticket is for. */
interface Recipients {
  readonly emails?: readonly string[] | null | undefined;
  readonly phones?: readonly string[] | null | undefined;
}

const REFUSED = 'This gateway may not invite this recipient: see RECIPIENT_ALLOWLIST.';

/**
 * The recipients that no pattern takes, each with its place in the input. Whether they are invited at once does not
 * matter: the API may remind them later, and anybody may send the invitation.
 */
export function refusedRecipients({ emails, phones }: Recipients, patterns: readonly string[]): InputIssue[] {
  if (patterns.length === 0) return [];
  const isAllowed = matcher(patterns);
  const refused = (field: string, addresses: readonly string[]) =>
    addresses.flatMap((address, at) =>
      isAllowed(address) ? [] : [{ path: ['input', field, String(at)], message: REFUSED }],
    );
  return [...refused('emails', emails ?? []), ...refused('phones', phones ?? [])];
}

/** Whether everybody that a ticket would invite may be invited. Its agent is none of them. */
export function mayInvite({ requestor, participants }: TicketRecord, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const guests = [
    ...(requestor === null ? [] : [requestor]),
    ...participants.filter(({ role }) => role !== 'agent'),
  ];
  return guests.flatMap(({ emails, phones }) => [...emails, ...phones]).every(matcher(patterns));
}

/** Patterns hold `*` for anything; capitals do not matter. */
function matcher(patterns: readonly string[]): (address: string) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'is');
  });
  return (address) => tests.some((test) => test.test(address.trim()));
}
