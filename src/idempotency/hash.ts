/** Hashes of requests: the store holds no argument, key or token. */
import { createHash, createHmac } from 'node:crypto';
import { stableJson } from '../stable-json.ts';

/** The owner of a key: a user of the API (not a token), for one mutation. */
export interface KeyScope {
  readonly mutation: string;
  /** Host of the API and id of the user. */
  readonly caller: string;
  readonly key: string;
}

/**
 * The id under which a key is stored: 64 hex digits. It does not depend on the secret: after a change of the secret the
 * key must still be found, or its request would be sent again.
 */
export const recordId = ({ caller, mutation, key }: KeyScope): string =>
  createHash('sha256')
    .update(JSON.stringify([caller, mutation, key]))
    .digest('hex');

/** A reference for a ticket without one: `gw-` and 20 characters of the key's hash. */
export const syntheticReference = (scope: KeyScope): string => `gw-${recordId(scope).slice(0, 20)}`;

/** A keyed hash of the arguments: equal for equal arguments, and useless without the secret. */
export const argumentsHash = (args: unknown, secret: Buffer, key: string): string =>
  createHmac('sha256', secret)
    .update(stableJson([key, args], 'pairs'))
    .digest('base64url');
