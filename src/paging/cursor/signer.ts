import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { BadCursorError } from '../errors.ts';
import type { CursorSigner } from '../types.ts';

const KEY_ID_BYTES = 2;
const MAC_BYTES = 16;
const MAX_CURSOR_LENGTH = 4096;
const URL_SAFE = /^[A-Za-z0-9_-]+$/;

interface Key {
  readonly id: Buffer;
  readonly mac: Buffer;
}

/**
 * Signs with the first key and verifies with any. To rotate, put the new key first, and remove the old one when its
 * cursors may expire. The payload is authenticated, not encrypted: it holds only data that the client has received.
 *
 * @param secrets newest first
 * @throws TypeError without a secret or with an empty one; `open` throws {@link BadCursorError}
 */
export function createCursorSigner(secrets: readonly string[]): CursorSigner {
  const keys = secrets.map(derive);
  const [newest] = keys;
  if (newest === undefined) throw new TypeError('Cursors need at least one key.');
  return {
    seal(payload) {
      const body = Buffer.concat([newest.id, payload]);
      return Buffer.concat([body, macOf(newest, body)]).toString('base64url');
    },
    open(cursor) {
      const bytes = decode(cursor);
      const body = bytes.subarray(0, -MAC_BYTES);
      const candidates = keys.filter((key) => key.id.equals(body.subarray(0, KEY_ID_BYTES)));
      if (candidates.length === 0) throw new BadCursorError('UNKNOWN_KEY');
      const mac = bytes.subarray(-MAC_BYTES);
      if (!candidates.some((key) => timingSafeEqual(macOf(key, body), mac))) {
        throw new BadCursorError('TAMPERED');
      }
      return body.subarray(KEY_ID_BYTES);
    },
  };
}

/** The bytes of a cursor. base64url can spell the same bytes in several ways; only the one that `seal` writes is valid. */
function decode(cursor: string): Buffer {
  if (cursor.length > MAX_CURSOR_LENGTH || !URL_SAFE.test(cursor)) throw new BadCursorError('MALFORMED');
  const bytes = Buffer.from(cursor, 'base64url');
  const isComplete = bytes.length > KEY_ID_BYTES + MAC_BYTES;
  if (!isComplete || bytes.toString('base64url') !== cursor) throw new BadCursorError('MALFORMED');
  return bytes;
}

/** Derives both halves of a key by HKDF, with labels that no other use of the secret has. */
function derive(secret: string): Key {
  if (secret === '') throw new TypeError('A cursor key is empty.');
  const expand = (label: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `ticket-gateway cursor ${label}`, length));
  return { id: expand('key id', KEY_ID_BYTES), mac: expand('mac', 32) };
}

const macOf = (key: Key, body: Buffer): Buffer =>
  createHmac('sha256', key.mac).update(body).digest().subarray(0, MAC_BYTES);
