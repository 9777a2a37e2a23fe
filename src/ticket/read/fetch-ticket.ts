import { ContractDriftError, nullOnNotFound } from '../../upstream/errors.ts';
import type { CallOptions, UpstreamClient } from '../../upstream/types.ts';
import { getTicket, type TicketRecord } from '../api.ts';

/**
 * Reads one ticket; null if it does not exist, or if the caller may not see it.
 * @throws ContractDriftError if the API answers another ticket
 */
export async function fetchTicket(
  client: UpstreamClient,
  ticketId: string,
  extra: { readonly scope?: string | undefined } = {},
  options: CallOptions = {},
): Promise<TicketRecord | null> {
  const ticket = await nullOnNotFound(client.call(getTicket, { ticketId, ...extra }, options));
  if (ticket !== null && ticket.id !== ticketId) throw new ContractDriftError({ operation: getTicket.name });
  return ticket;
}
