import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { BadCursorError } from '../errors.ts';
import type { CursorSigner } from '../types.ts';

const KEY_ID_BYTES = 2;
const MAC_BYTES = 16;
const LONGEST_CURSOR = 4096;
const URL_SAFE = /^[A-Za-z0-9_-]+$/;

interface Key {
  readonly id: Buffer;
  readonly mac: Buffer;
}

/**
 * Seals with the first key and opens with any, so that a key can be rotated: put the new one first, drop the old one
 * when its cursors may die. The payload is authenticated, not hidden: it holds what the client has been given anyway.
 *
 * @param keys secrets, newest first
 * @throws TypeError without a key or with an empty one; `open` throws {@link BadCursorError}
 */
export function createCursorSigner(keys: readonly string[]): CursorSigner {
  const ring = keys.map(derive);
  const [newest] = ring;
  if (newest === undefined) throw new TypeError('Cursors need at least one key.');
  return {
    seal(payload) {
      const body = Buffer.concat([newest.id, payload]);
      return Buffer.concat([body, macOf(newest, body)]).toString('base64url');
    },
    open(cursor) {
      const bytes = decode(cursor);
      const body = bytes.subarray(0, -MAC_BYTES);
      const candidates = ring.filter((key) => key.id.equals(body.subarray(0, KEY_ID_BYTES)));
      if (candidates.length === 0) throw new BadCursorError('UNKNOWN_KEY');
      const mac = bytes.subarray(-MAC_BYTES);
      if (!candidates.some((key) => timingSafeEqual(macOf(key, body), mac))) {
        throw new BadCursorError('TAMPERED');
      }
      return body.subarray(KEY_ID_BYTES);
    },
  };
}

/** The text's bytes. Only the one spelling that `seal` writes is taken: base64url leaves spare bits at its end. */
function decode(cursor: string): Buffer {
  if (cursor.length > LONGEST_CURSOR || !URL_SAFE.test(cursor)) throw new BadCursorError('MALFORMED');
  const bytes = Buffer.from(cursor, 'base64url');
  const long = bytes.length > KEY_ID_BYTES + MAC_BYTES;
  if (!long || bytes.toString('base64url') !== cursor) throw new BadCursorError('MALFORMED');
  return bytes;
}

/** Both halves come from the secret by HKDF with labels of their own: no other use of the secret yields them. */
function derive(secret: string): Key {
  if (secret === '') throw new TypeError('A cursor key is empty.');
  const expand = (label: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `ticket-gateway cursor ${label}`, length));
  return { id: expand('key id', KEY_ID_BYTES), mac: expand('mac', 32) };
}

function macOf(key: Key, body: Buffer): Buffer {
  return createHmac('sha256', key.mac).update(body).digest().subarray(0, MAC_BYTES);
}
