import { badUserInput } from '../graphql/errors.ts';
import { decodeIdOf } from '../graphql/global-id.ts';

/** What the API takes as an id in a path. */
const PATH_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A ticket as a client names it: by exactly one of its two ids. */
export interface TicketRef {
  readonly id?: string | null | undefined;
  readonly ticketId?: string | null | undefined;
}

/**
 * The API's id of the ticket a client names.
 * @throws BAD_USER_INPUT for none or both, for the id of another type, and for what can't be an id at all
 */
export function ticketIdOf({ id, ticketId }: TicketRef, path: readonly string[] = []): string {
  if ((id == null) === (ticketId == null)) {
    throw badUserInput('Give exactly one of `id` (global) and `ticketId` (of the ticket API).', [
      ...path,
      'id',
    ]);
  }
  if (id != null) return validTicketId(decodeIdOf('Ticket', id, [...path, 'id']), [...path, 'id']);
  return validTicketId(String(ticketId), [...path, 'ticketId']);
}

/** The API's id of a ticket, as it may stand in a path. @throws BAD_USER_INPUT for what can't be one */
export function validTicketId(id: string, path: readonly string[]): string {
  if (!PATH_ID.test(id)) {
    throw badUserInput('This cannot be the id of a ticket: letters, digits, _ and -, at most 64.', path);
  }
  return id;
}

/**
 * Splits the id of what hangs on a ticket into the ticket's id and its own.
 * @throws BAD_USER_INPUT if it is none
 */
export function splitChildId(id: string): [ticketId: string, childId: string] {
  const colon = id.indexOf(':');
  if (colon < 1 || colon === id.length - 1)
    throw badUserInput('This is not a global id of this graph.', ['id']);
  return [validTicketId(id.slice(0, colon), ['id']), id.slice(colon + 1)];
}
