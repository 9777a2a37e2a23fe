/** What of a request may be kept: hashes. No argument, key or token is ever stored as it is. */
import { createHash, createHmac } from 'node:crypto';

/** Whose key it is: a user of the API (not a token), for one mutation. */
export interface KeyScope {
  readonly mutation: string;
  /** Host of the API and id of the user. */
  readonly caller: string;
  readonly key: string;
}

/**
 * Under what a key is kept: 64 hex digits. Not by the secret, since a key that is not found after the secret has changed
 * would be sent again.
 */
export const recordId = (scope: KeyScope): string =>
  createHash('sha256')
    .update(JSON.stringify([scope.caller, scope.mutation, scope.key]))
    .digest('hex');

/** A reference for a ticket that has none: `gw-` and 20 characters of the key's hash. */
export const syntheticReference = (scope: KeyScope): string => `gw-${recordId(scope).slice(0, 20)}`;

/** The arguments as a keyed hash: equal only for equal ones, and no use to whoever reads the store. */
export function argumentsHash(args: unknown, secret: Buffer, key: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([key, plain(args)]))
    .digest('base64url');
}

/** Plain data in one order, without what was not given: the same request is the same text. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, plain(member)]);
}
