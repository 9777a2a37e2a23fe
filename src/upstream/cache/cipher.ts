import { decrypt, encrypt } from '../../store/encrypt.ts';
import { type Credential, sealingKey } from '../credential.ts';

const keys = new WeakMap<Credential, Map<string, Buffer>>();

/**
 * Encrypts a value so that only the holder of a token can read it again, and only at the place it was written for. Kept
 * answers hold links that let people in, so a place that several share never has them in clear.
 *
 * @param place what the value is kept under
 */
export const encryptFor = (text: string, credential: Credential, purpose: string, place: string): Buffer =>
  encrypt(text, keyOf(credential, purpose), place);

/** The value; null for what was written by another token, for another place, or was changed. */
export const decryptFor = (
  bytes: Buffer,
  credential: Credential,
  purpose: string,
  place: string,
): string | null => decrypt(bytes, keyOf(credential, purpose), place);

/** Derived once for each request's credential. */
function keyOf(credential: Credential, purpose: string): Buffer {
  const known = keys.get(credential) ?? new Map<string, Buffer>();
  keys.set(credential, known);
  const key = known.get(purpose) ?? sealingKey(credential, purpose);
  known.set(purpose, key);
  return key;
}
