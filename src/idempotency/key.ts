/** The keys by which clients mark requests as the same. */
import { badUserInput } from '../graphql/errors.ts';

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
