/**
 * The bearer token of one request, as a value that can't be printed.
 *
 * A plain string ends up in a log line sooner or later. This one shows `[credential]` wherever it is printed, and
 * opens only through `bearerOf`, which the client alone imports (a test holds that).
 */
import { createHash, hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { UnauthenticatedError } from './errors.ts';

/** What a header can carry without changing its meaning: visible ASCII, and bounded. */
const HEADER_SAFE = /^[\x21-\x7e]{1,4096}$/;

let open: (credential: Credential) => string;

/** One caller's token. Throws `UnauthenticatedError` for a text that can't be a bearer token (empty, CRLF, huge). */
export class Credential {
  static {
    open = (credential) => credential.#token;
  }

  readonly #token: string;
  /** SHA-256 of the token in hex, whole: the key of everything that belongs to this credential. */
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

/** The token itself, for the `authorization` header and nothing else. */
export function bearerOf(credential: Credential): string {
  return open(credential);
}

/**
 * A key (32 bytes) that only a holder of the token can make, for what is kept on its behalf: whoever reads the place where it
 * is kept reads nothing. One for each purpose; the token can't be told from any of them.
 */
export function sealingKey(credential: Credential, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', open(credential), '', `ticket-gateway ${purpose}`, 32));
}
