/** The keys by which clients mark requests as the same, and their hashes: the store holds no argument, key or token. */
import { createHash, createHmac } from 'node:crypto';
import { badUserInput } from '../graphql/errors.ts';
import { stableJson } from '../stable-json.ts';

/** 1 to 255 printable ASCII characters, not all of them spaces. */
const KEY = /^(?=.*[!-~])[ -~]{1,255}$/;

/** The places where a client may send a key. */
export interface KeySources {
  /** Of the mutation's input. */
  readonly input: string | null | undefined;
  /** Of the `Idempotency-Key` header, which applies to the whole document. */
  readonly header: string | null;
  /** Alias or name of the mutation in the response. */
  readonly responseKey: string;
}

/**
 * The key of one mutation; null without one. A key in the input comes first. A key in the header belongs to the document,
 * so each of its mutations gets a key of its own, by its name in the response.
 *
 * @throws BAD_USER_INPUT for an invalid key
 */
export function idempotencyKey({ input, header, responseKey }: KeySources): string | null {
  if (input != null) return checked(input, 'An idempotency key is 1 to 255 printable ASCII characters.');
  if (header === null) return null;
  checked(header, 'The Idempotency-Key header takes 1 to 255 printable ASCII characters.');
  // A key holds no line break, so no key of an input equals one of a header.
  return `${header}\n${responseKey}`;
}

function checked(key: string, message: string): string {
  if (!KEY.test(key)) throw badUserInput(message, ['input', 'idempotencyKey']);
  return key;
}

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
