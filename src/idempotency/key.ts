/** The keys by which clients say "this is the same request as before". */
import { badUserInput } from '../graphql/errors.ts';

/** 1 to 255 printable ASCII characters, and not blanks alone. */
const KEY = /^(?=.*[!-~])[ -~]{1,255}$/;

/** Where a client may have put a key. */
export interface KeyGiven {
  /** Of the mutation's input. */
  readonly input: string | null | undefined;
  /** Of the `Idempotency-Key` header, which is about the whole request. */
  readonly header: string | null;
  /** Where the mutation stands in the answer: its alias or its name. */
  readonly responseKey: string;
}

/**
 * The key of one mutation; null if none was given. A key in the input is meant for that mutation and comes first. A key in
 * the header is meant for the document, so each mutation of it has a key of its own, by its place in the answer.
 * @throws BAD_USER_INPUT for a text that can't be a key
 */
export function readKey({ input, header, responseKey }: KeyGiven): string | null {
  if (input != null) return checked(input, 'An idempotency key is 1 to 255 printable ASCII characters.');
  if (header === null) return null;
  checked(header, 'The Idempotency-Key header takes 1 to 255 printable ASCII characters.');
  // No key holds this separator, so none of the input can be one of the header.
  return `${header}\n${responseKey}`;
}

function checked(key: string, message: string): string {
  if (!KEY.test(key)) throw badUserInput(message, ['input', 'idempotencyKey']);
  return key;
}
