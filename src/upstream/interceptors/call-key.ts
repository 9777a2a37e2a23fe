/** What makes two reads the same, and what a call has to do with which tickets. Pure. */

import type { OperationName } from '../endpoint/endpoints.ts';
import type { Params, ParamValue } from '../types.ts';
import type { Call } from './interceptor.ts';

/** A read as text: equal texts are answered alike. Holds values of parameters, so it is to be hashed before it is kept. */
export function readKey({ operation, params }: Pick<Call, 'operation' | 'params'>): string {
  return JSON.stringify([operation, ...given(params)]);
}

/** The same but for the window of a list. */
export function listKey({ operation, params }: Pick<Call, 'operation' | 'params'>): string {
  const rest = given(params).filter(([name]) => name !== 'offset' && name !== 'limit');
  return JSON.stringify([operation, ...rest]);
}

/** Parameters that have a value, in the order of their names. */
function given(params: Params): [string, ParamValue][] {
  return Object.entries<ParamValue>(params)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The ticket a call is about; null for lists, users, and a ticket that is yet to be made. */
export function ticketIdOf({ params }: Pick<Call, 'params'>): string | null {
  const value = 'ticketId' in params ? params.ticketId : undefined;
  return value === undefined ? null : String(value);
}

/** Reads that no change of a ticket can touch. */
const APART = new Set<OperationName>(['currentUser', 'listUsers']);

/** Whether a write may change what a read answers: it is about the same ticket, or about a list of tickets. */
export function invalidates(write: Pick<Call, 'params'>, read: Pick<Call, 'operation' | 'params'>): boolean {
  if (APART.has(read.operation)) return false;
  return read.operation === 'listTickets' || ticketIdOf(read) === ticketIdOf(write);
}
