import type { Caller, Context, Finder } from '../../context.ts';
import { equalsIgnoreCase } from '../../lists/connection-page.ts';
import { listTickets, type NewTicket, type TicketRecord } from '../api.ts';
import { isMultiParticipants } from '../enums.ts';
import { Ticket } from '../model.ts';
import { EVERYBODY } from '../read/filter.ts';

/** A created ticket: its id, and the ticket itself if its row was read. */
export interface Created {
  readonly ticketId: string;
  readonly ticket: Ticket | null;
}

/** The API may cut a longer reference. */
const MAX_REFERENCE_LENGTH = 50;

/**
 * Finds a ticket whose creation got no response, by its reference; null if it has none. A list of the API includes only
 * the user's own tickets: a ticket of another agent is searched in the whole enterprise, which needs the admin role.
 */
export function createdTicketFinder(
  request: NewTicket,
  { user, key }: Caller,
  { withRow, context }: { readonly withRow: boolean; readonly context: Context },
): Finder<Created> | null {
  const { reference, agent, serviceKey } = request;
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
        // The API would not find a reference that it has cut: `matchesInput` compares it.
        reference: reference.length > MAX_REFERENCE_LENGTH ? undefined : reference,
        orderBy: 'created',
        order: 'desc',
        limit: context.services.paging.limits.upstreamPageCap,
      } as const;
      const { rows } = await context.upstream.call(listTickets, query, {
        fresh: true,
        detached: true,
      });
      return rows
        .filter((row) => row !== null)
        .filter((row) => matchesInput(row, request, since))
        .map((row) => ({ ticketId: row.id, ticket: withRow ? new Ticket(row.id, row) : null }));
    },
  };
}

/** Whether a row can be the result of a request. A missing value matches; the state may have changed since. */
function matchesInput(row: TicketRecord, request: NewTicket, since: Date): boolean {
  return (
    row.reference !== null &&
    equalsIgnoreCase(cut(request.reference ?? row.reference), cut(row.reference)) &&
    (row.createdAt === null || row.createdAt >= since) &&
    equalsIgnoreCase(request.type, row.type) &&
    equalsIgnoreCase(request.subject, row.subject) &&
    equalsIgnoreCase(request.group, row.group?.id) &&
    equalsIgnoreCase(request.serviceKey, row.serviceKey) &&
    hasGuests(row, request)
  );
}

const cut = (reference: string): string => reference.slice(0, MAX_REFERENCE_LENGTH);

/** Whether a row has the guests of a request. The row may list only one of several guests, or none. */
function hasGuests(
  { requestor, participants }: TicketRecord,
  { email = [], phone = [], type }: NewTicket,
): boolean {
  const guests = [...(requestor === null ? [] : [requestor]), ...participants];
  const listed = new Set(guests.flatMap(({ emails, phones }) => [...emails, ...phones]).map(normalize));
  const requested = [...email, ...phone].map(normalize);
  if (listed.size === 0) return true;
  const isListed = (address: string) => listed.has(address);
  return isMultiParticipants(type) ? requested.some(isListed) : requested.every(isListed);
}

const normalize = (address: string): string => address.trim().toLowerCase();
