/** The timeline endpoint of the ticket API. Rejects with an `UpstreamError` only. */
import { decodeList } from '../upstream/endpoint/decode.ts';
import type { Page } from '../upstream/endpoint/page.ts';
import type { UpstreamClient } from '../upstream/types.ts';
import { decodeEvent } from './decode.ts';
import type { EventRecord } from './record.ts';

/** All events of a ticket, oldest first: the endpoint has neither paging nor filters. */
export async function listEvents(client: UpstreamClient, ticketId: string): Promise<Page<EventRecord>> {
  return decodeList('listEvents', await client.call('listEvents', { ticketId }), decodeEvent);
}
