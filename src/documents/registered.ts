import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '../store/encrypt.ts';
import type { Clock, Space } from '../store/types.ts';
import { sha256Hex } from './document-id.ts';

/** Documents that clients registered: automatic persisted queries. */
export interface RegisteredDocuments {
  /** The text with a SHA-256; null if it is not stored or the store fails. Extends the lifetime of the entry. */
  find(hash: string): Promise<string | null>;
  /** Stores a text. Never fails: clients send a text again that is not stored. */
  save(text: string): Promise<void>;
}

/** Share of its lifetime after which an entry in use is renewed. Not on each use: a write costs more than a read. */
const RENEW_AFTER = 1 / 4;

/**
 * Stores registered documents in a space. A document may hold personal data, so it is encrypted with a key derived from
 * its own hash and stored under a hash of that hash: the store alone reveals neither.
 *
 * @param ttlMs lifetime of an entry after its last use; at least three quarters of it are guaranteed
 */
export function createRegistered(
  space: Space,
  ttlMs: number,
  clock: Clock = () => Date.now(),
): RegisteredDocuments {
  const write = async (hash: string, text: string): Promise<void> => {
    const key = entryKey(hash);
    await space.set(key, encrypt(`${clock()}\n${text}`, cipherKey(hash), key), ttlMs).catch(() => {});
  };
  return {
    async find(hash) {
      const key = entryKey(hash);
      const bytes = await space.get(key).catch(() => null);
      const entry = bytes === null ? null : decrypt(bytes, cipherKey(hash), key);
      if (entry === null) return null;
      const end = entry.indexOf('\n');
      const text = entry.slice(end + 1);
      // Everyone who knows the hash can write an entry that decrypts, but no other text has the hash.
      if (sha256Hex(text) !== hash) return null;
      if (clock() - Number(entry.slice(0, end)) > ttlMs * RENEW_AFTER) await write(hash, text);
      return text;
    },
    save: (text) => write(sha256Hex(text), text),
  };
}

const entryKey = (hash: string): string => sha256Hex(`ticket-gateway document ${hash}`);

const cipherKey = (hash: string): Buffer =>
  Buffer.from(hkdfSync('sha256', hash, '', 'ticket-gateway document', 32));
