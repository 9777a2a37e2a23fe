/** Results that are secrets (a link that opens a file) are kept encrypted: the store alone opens nothing. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Of the gateway's secret and the client's key, which is not in the store. */
const keyFor = (secret: Buffer, clientKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, clientKey, 'idempotency result', 32));

/** Seals a text: base64url. */
export function seal(text: string, secret: Buffer, clientKey: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyFor(secret, clientKey), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens it; null if it was sealed with another secret or key, or is none. */
export function unseal(sealed: string, secret: Buffer, clientKey: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) return null;
  try {
    const opening = createDecipheriv(CIPHER, keyFor(secret, clientKey), bytes.subarray(0, NONCE));
    opening.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([opening.update(bytes.subarray(NONCE + TAG)), opening.final()]).toString('utf8');
  } catch {
    return null;
  }
}
