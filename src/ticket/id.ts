import { badUserInput } from '../graphql/errors.ts';
import { decodeIdOf } from '../graphql/global-id.ts';

/** The ids that the API accepts in a path. */
const PATH_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A ticket, identified by exactly one of its two ids. */
export interface TicketRef {
  readonly id?: string | null | undefined;
  readonly ticketId?: string | null | undefined;
}

/**
 * The id of a ticket in the API.
 * @throws BAD_USER_INPUT for none or both ids, for the id of another type, and for an invalid id
 */
export function ticketIdOf({ id, ticketId }: TicketRef, path: readonly string[] = []): string {
  const idPath = [...path, 'id'];
  if ((id == null) === (ticketId == null)) {
    throw badUserInput('Send exactly one of `id` (global id) and `ticketId` (id in the ticket API).', idPath);
  }
  if (id != null) return validTicketId(decodeIdOf('Ticket', id, idPath), idPath);
  return validTicketId(String(ticketId), [...path, 'ticketId']);
}

/** Returns an id that may stand in a path. @throws BAD_USER_INPUT for any other */
export function validTicketId(id: string, path: readonly string[]): string {
  if (!PATH_ID.test(id)) {
    throw badUserInput('A ticket id has 1 to 64 letters, digits, underscores and hyphens.', path);
  }
  return id;
}

/**
 * Splits the id of a child of a ticket into the ticket's id and its own.
 * @throws BAD_USER_INPUT for any other text
 */
export function splitChildId(id: string): [ticketId: string, childId: string] {
  const colon = id.indexOf(':');
  if (colon < 1 || colon === id.length - 1) throw badUserInput('This is not a valid global id.', ['id']);
  return [validTicketId(id.slice(0, colon), ['id']), id.slice(colon + 1)];
}
