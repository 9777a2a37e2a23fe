import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Credential, sealingKey } from './credential.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keys = new WeakMap<Credential, Map<string, Buffer>>();

/**
 * Encrypts a value so that only the holder of a token can read it again, and only at the place it was written for. Kept
 * answers hold links that let people in, so a place that several share never has them in clear.
 *
 * @param place what the value is kept under
 */
export function seal(text: string, credential: Credential, purpose: string, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(credential, purpose), nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The value; null for what was written by another token, for another place, or was changed. */
export function unseal(bytes: Buffer, credential: Credential, purpose: string, place: string): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(credential, purpose), nonce);
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const open = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([open, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Derived once for each request's credential. */
function keyOf(credential: Credential, purpose: string): Buffer {
  const known = keys.get(credential) ?? new Map<string, Buffer>();
  keys.set(credential, known);
  const key = known.get(purpose) ?? sealingKey(credential, purpose);
  known.set(purpose, key);
  return key;
}
