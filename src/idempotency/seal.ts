/** Results that are secrets (a link that opens a file) are kept encrypted: the store alone opens nothing. */
import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '../store/encrypt.ts';

/** Of the gateway's secret and the client's key, which is not in the store. */
const keyFor = (secret: Buffer, clientKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, clientKey, 'idempotency result', 32));

/** Seals a text: base64url. */
export const seal = (text: string, secret: Buffer, clientKey: string): string =>
  encrypt(text, keyFor(secret, clientKey), '').toString('base64url');

/** Opens it; null if it was sealed with another secret or key, or is none. */
export const unseal = (sealed: string, secret: Buffer, clientKey: string): string | null =>
  decrypt(Buffer.from(sealed, 'base64url'), keyFor(secret, clientKey), '');
