/** The ticket endpoints of the ticket API, one function each. All reject with an `UpstreamError` only. */
import { decodeList, decodeOne } from '../../upstream/endpoint/decode.ts';
import type { Page } from '../../upstream/endpoint/page.ts';
import { ContractDriftError, nullOnNotFound } from '../../upstream/errors.ts';
import type { CallOptions, UpstreamClient } from '../../upstream/types.ts';
import { decodeTicket } from './decode.ts';
import type { TicketRecord } from './record.ts';

/** What a list of tickets may be asked for. What is left out is the API's default, which narrows silently: see each. */
export interface TicketListQuery {
  /** Created after. */
  readonly since?: Date | undefined;
  /** Created before. */
  readonly until?: Date | undefined;
  /** Starts at or after; drops tickets without a start. */
  readonly startTime?: Date | undefined;
  /** Ends at or before; drops tickets without an end. */
  readonly endTime?: Date | undefined;
  readonly search?: string | undefined;
  /** `start_time` (the default), `end_time`, `created`, `modified`, `id`, `state`, `reference`, `type`. */
  readonly orderBy?: string | undefined;
  /** Default `desc`. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** 1 to 100, default 10. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** A user id, or `all` (admins only). Default: the user of the token. */
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  readonly reference?: string | undefined;
  readonly type?: string | undefined;
  /** Contact id. */
  readonly requestor?: string | undefined;
  /** Default: the default service of the user. */
  readonly serviceKey?: string | undefined;
  /** Extra scopes, a comma list as the API has it. */
  readonly scope?: string | undefined;
  /** Only where the wire table binds it (`client.binds`). */
  readonly state?: readonly string[] | undefined;
  /** Only where the wire table binds it. */
  readonly enterprise?: string | undefined;
}

/** A new ticket. At least one of `phone` and `email` is needed; that is judged upstream. */
export interface NewTicket {
  readonly name?: string | undefined;
  /** International form. */
  readonly phone?: readonly string[] | undefined;
  readonly email?: readonly string[] | undefined;
  readonly language?: string | undefined;
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  readonly reference?: string | undefined;
  readonly description?: string | undefined;
  readonly group?: string | undefined;
  /** Username or id. */
  readonly agent?: string | undefined;
  /** Send the invitation now. */
  readonly invite?: boolean | undefined;
  readonly agentTemplate?: string | undefined;
  readonly requestorTemplate?: string | undefined;
  readonly inviteOrganizer?: boolean | undefined;
  readonly startTime?: Date | undefined;
  /** Minutes. */
  readonly duration?: number | undefined;
  /** Minutes before the start. */
  readonly reminder?: number | undefined;
  readonly firstName?: string | undefined;
  readonly company?: string | undefined;
  readonly gender?: string | undefined;
  readonly country?: string | undefined;
  readonly serviceKey?: string | undefined;
  readonly scope?: string | undefined;
  /** This and the next two: only where the wire table binds them. */
  readonly state?: string | undefined;
  readonly metadata?: string | undefined;
  readonly enterprise?: string | undefined;
}

/** What changes on a ticket. What is left out is not sent; an empty text empties the field. */
export interface TicketChanges {
  readonly agent?: string | undefined;
  readonly state?: string | undefined;
  readonly reference?: string | undefined;
  readonly description?: string | undefined;
  readonly subject?: string | undefined;
  readonly group?: string | undefined;
}

/** One ticket; null if there is none by that id, or not for this caller. */
export async function getTicket(
  client: UpstreamClient,
  ticketId: string,
  { scope }: { readonly scope?: string | undefined } = {},
  options: CallOptions = {},
): Promise<TicketRecord | null> {
  const answer = await nullOnNotFound(client.call('getTicket', { ticketId, scope }, options));
  if (answer === null) return null;
  const ticket = decodeOne('getTicket', answer, decodeTicket);
  if (ticket.id !== ticketId) throw new ContractDriftError({ operation: 'getTicket', status: answer.status });
  return ticket;
}

/** A page of tickets. */
export async function listTickets(
  client: UpstreamClient,
  query: TicketListQuery,
  options: CallOptions = {},
): Promise<Page<TicketRecord>> {
  return decodeList('listTickets', await client.call('listTickets', { ...query }, options), decodeTicket);
}

/** Creates a ticket. Not idempotent, and may send an SMS. */
export async function createTicket(
  client: UpstreamClient,
  ticket: NewTicket,
  options: CallOptions = {},
): Promise<TicketRecord> {
  return decodeOne('createTicket', await client.call('createTicket', { ...ticket }, options), decodeTicket);
}

/** Changes what is given and nothing else: above all, no state is ever filled in. The API answers no body. */
export async function updateTicket(
  client: UpstreamClient,
  ticketId: string,
  changes: TicketChanges,
): Promise<void> {
  await client.call('updateTicket', { ...changes, ticketId });
}

/** Deletes a ticket for good. */
export async function deleteTicket(client: UpstreamClient, ticketId: string): Promise<void> {
  await client.call('deleteTicket', { ticketId });
}
