import { stableJson } from '../../stable-json.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import type { Call } from './interceptor.ts';

/** The key of a read: equal keys have equal responses. Holds values of parameters, so the store needs a hash of it. */
export const readKey = ({ operation, params }: Pick<Call, 'operation' | 'params'>): string =>
  stableJson([operation, params]);

/** The key of a list without its window. */
export const listKey = ({ operation, params }: Pick<Call, 'operation' | 'params'>): string =>
  stableJson([operation, { ...params, offset: undefined, limit: undefined }]);

/** The ticket a call is about; null for lists, users, and a ticket that is yet to be made. */
export function ticketIdOf({ params }: Pick<Call, 'params'>): string | null {
  const value = 'ticketId' in params ? params.ticketId : undefined;
  return value === undefined ? null : String(value);
}

/** Reads that no write affects. */
const UNAFFECTED_BY_WRITES = new Set<OperationName>(['currentUser', 'listUsers']);

/** Whether a write changes tickets: an export only adds to what belongs to one. */
export const changesTickets = ({ operation }: Pick<Call, 'operation'>): boolean =>
  operation !== 'exportTicket';

/** Whether a write may change the response of a read: that of the same ticket, or of a list of tickets. */
export function invalidates(write: ReadOrWrite, read: ReadOrWrite): boolean {
  if (UNAFFECTED_BY_WRITES.has(read.operation)) return false;
  if (read.operation === 'listTickets') return changesTickets(write);
  return ticketIdOf(read) === ticketIdOf(write);
}

type ReadOrWrite = Pick<Call, 'operation' | 'params'>;
