/** How to find a ticket whose creation got no answer: by its reference, within the scope it was created in. */
import type { Context } from '../../context.ts';
import type { Finder } from '../../idempotency/operation.ts';
import { equalsIgnoreCase } from '../../lists/connection-page.ts';
import type { Caller } from '../../user/caller.ts';
import { isMultiParticipants } from '../enums.ts';
import { Ticket } from '../model.ts';
import { EVERYBODY } from '../read/filter.ts';
import { listTickets, type NewTicket } from '../upstream/endpoints.ts';
import type { TicketRecord } from '../upstream/record.ts';

/** A ticket that was created: its id, and the ticket itself where it came with its row. */
export interface Created {
  readonly ticketId: string;
  readonly ticket: Ticket | null;
}

/** Where the API may cut a reference, in characters. */
const MAX_REFERENCE_LENGTH = 50;

/**
 * The look for a new ticket; null if it has no reference. A list of the API holds the user's own tickets, so one for
 * another agent is looked for among everybody's, which only some may see.
 */
export function createdTicketFinder(
  asked: NewTicket,
  { user, key }: Caller,
  { keepsRow, context }: { readonly keepsRow: boolean; readonly context: Context },
): Finder<Created> | null {
  const { reference, agent, serviceKey } = asked;
  if (reference === undefined || reference.trim() === '') return null;
  const isOwn = agent === undefined || agent === user.id || equalsIgnoreCase(agent, user.username ?? '');
  const [host] = key.split('#');
  return {
    search: { reference, serviceKey: serviceKey ?? null, owner: isOwn ? 'VIEWER' : 'ENTERPRISE' },
    resourceKey: ({ ticketId }) => `${host} ticket ${ticketId}`,
    async find(since) {
      const query = {
        since,
        serviceKey,
        user: isOwn ? undefined : EVERYBODY,
        // One that may have been cut is compared here instead.
        reference: reference.length > MAX_REFERENCE_LENGTH ? undefined : reference,
        orderBy: 'created',
        order: 'desc',
        limit: context.services.paging.limits.upstreamPageCap,
      } as const;
      const { rows } = await listTickets(context.upstream, query, { fresh: true, detached: true });
      return rows
        .filter((row) => row !== null)
        .filter((row) => matchesInput(row, asked, since))
        .map((row) => ({ ticketId: row.id, ticket: keepsRow ? new Ticket(row.id, row) : null }));
    },
  };
}

/** Whether a row can be what was asked for. What a row does not tell counts as right; its state may have gone on. */
export function matchesInput(row: TicketRecord, asked: NewTicket, since: Date): boolean {
  return (
    row.reference !== null &&
    equalsIgnoreCase(
      asked.reference?.slice(0, MAX_REFERENCE_LENGTH),
      row.reference.slice(0, MAX_REFERENCE_LENGTH),
    ) &&
    (row.createdAt === null || row.createdAt >= since) &&
    equalsIgnoreCase(asked.type, row.type) &&
    equalsIgnoreCase(asked.subject, row.subject) &&
    equalsIgnoreCase(asked.group, row.group?.id) &&
    equalsIgnoreCase(asked.serviceKey, row.serviceKey) &&
    hasGuests(row, asked)
  );
}

/** Whether a row is for those who were asked for; of several guests it may tell one only. */
function hasGuests(
  { requestor, participants }: TicketRecord,
  { email = [], phone = [], type }: NewTicket,
): boolean {
  const guests = [...(requestor === null ? [] : [requestor]), ...participants];
  const told = new Set(guests.flatMap(({ emails, phones }) => [...emails, ...phones]).map(normalize));
  const asked = [...email, ...phone].map(normalize);
  if (told.size === 0) return true;
  return isMultiParticipants(type) ? asked.some((one) => told.has(one)) : asked.every((one) => told.has(one));
}

const normalize = (address: string): string => address.trim().toLowerCase();
