import { createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { LRUCache } from 'lru-cache';
import { decrypt, encrypt } from '../store/encrypt.ts';
import { UnauthenticatedError } from './errors.ts';

/** What a header can carry: visible ASCII, of a bounded length. */
const HEADER_SAFE = /^[\x21-\x7e]{1,4096}$/;

let open: (credential: Credential) => string;

/**
 * The bearer token of a request. Wherever it is printed it shows `[credential]`; only `bearerOf` returns the token.
 * @throws UnauthenticatedError for a text that can't be a bearer token
 */
export class Credential {
  static {
    open = (credential) => credential.#token;
  }

  readonly #token: string;
  /** SHA-256 of the token, in hex: the key of everything that belongs to this credential. */
  readonly hash: string;

  constructor(token: string) {
    if (!HEADER_SAFE.test(token)) throw new UnauthenticatedError();
    this.#token = token;
    this.hash = createHash('sha256').update(token).digest('hex');
  }

  toString(): string {
    return '[credential]';
  }

  toJSON(): string {
    return '[credential]';
  }

  [inspect.custom](): string {
    return '[credential]';
  }
}

/** The token, for the `authorization` header only. */
export function bearerOf(credential: Credential): string {
  return open(credential);
}

/** Derived keys by credential and purpose, since deriving one is expensive. */
const keys = new LRUCache<string, KeyObject>({ max: 1_000 });

/** A key that only a holder of the token can derive. The token can't be derived from it. */
function keyOf(credential: Credential, purpose: string): KeyObject {
  const name = `${credential.hash} ${purpose}`;
  let key = keys.get(name);
  if (key === undefined) {
    const bytes = hkdfSync('sha256', open(credential), '', `ticket-gateway ${purpose}`, 32);
    key = createSecretKey(Buffer.from(bytes));
    keys.set(name, key);
  }
  return key;
}

/**
 * Encrypts a text for a shared store: only a holder of the token can decrypt it, for the same purpose and at the same place.
 * @param place the key under which it is stored
 */
export const encryptFor = (text: string, credential: Credential, purpose: string, place: string): Buffer =>
  encrypt(text, keyOf(credential, purpose), place);

/** The text; null if it was encrypted with another token, for another purpose or place, or was changed. */
export const decryptFor = (
  bytes: Buffer,
  credential: Credential,
  purpose: string,
  place: string,
): string | null => decrypt(bytes, keyOf(credential, purpose), place);
