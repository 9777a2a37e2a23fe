/** The endpoints of the ticket API, for tests below the graph. */
import { API } from '../../src/app/api.ts';
import { event } from '../../src/event/api.ts';
import { media } from '../../src/media/api.ts';
import { ticket } from '../../src/ticket/api.ts';
import type { Endpoint, Params } from '../../src/upstream/endpoint/declare.ts';
import { resolveApi } from '../../src/upstream/endpoint/overrides.ts';
import { resolveEndpoint } from '../../src/upstream/endpoint/resolve.ts';
import type { Type } from '../../src/upstream/endpoint/type.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import { user } from '../../src/user/api.ts';

export { listEvents } from '../../src/event/api.ts';
export { exportTicket } from '../../src/export/api.ts';
export { listMedias } from '../../src/media/api.ts';
export { createTicket, deleteTicket, getTicket, listTickets, updateTicket } from '../../src/ticket/api.ts';
export { currentUser, listUsers } from '../../src/user/api.ts';

/** All of them, without overrides. */
export const api = resolveApi(API);

/** One of them by its name. */
export function endpointOf(name: string) {
  const endpoint = api[name];
  if (endpoint === undefined) throw new TypeError(`There is no endpoint ${name}`);
  return endpoint;
}

/** Decodes a response as the client does. */
export const decodeResponse = <P extends Params, R>(
  endpoint: Endpoint<P, R>,
  response: UpstreamResponse,
): R =>
  // @NOTE the resolved endpoint returns what the declared one does.
  resolveEndpoint(endpoint).decode(response) as R;

const decoder = <T>(type: Type<T>) => type(() => undefined);

export const decodeTicket = decoder(ticket);
export const decodeMedia = decoder(media);
export const decodeEvent = decoder(event);
export const decodeUser = decoder(user);
