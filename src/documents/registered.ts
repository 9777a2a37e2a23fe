import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '../store/encrypt.ts';
import type { Space } from '../store/types.ts';
import { sha256Hex } from './document-id.ts';

/** Documents that clients registered by themselves: automatic persisted queries. */
export interface RegisteredDocuments {
  /** The text with a SHA-256; null if it is not there (any more), or the store fails. Finding it keeps it longer. */
  find(hash: string): Promise<string | null>;
  /** Keeps a text. Never fails: what can't be kept is sent again. */
  save(text: string): Promise<void>;
}

/** An entry is written anew once this part of its life is over: not at each use, as a write costs more than a read. */
const RENEWED_AFTER = 1 / 4;

/**
 * Keeps them in a space. A document may have somebody's data in it, so that it is kept encrypted under a key made of its
 * own hash, and under a hash of that: whoever has the store alone has neither.
 * @param lifeMs how long one is kept after its last use, at least three quarters of it
 */
export function createRegistered(
  space: Space,
  lifeMs: number,
  clock: () => number = () => Date.now(),
): RegisteredDocuments {
  const write = async (hash: string, text: string): Promise<void> => {
    const place = placeOf(hash);
    await space.set(place, encrypt(`${clock()}\n${text}`, keyOf(hash), place), lifeMs).catch(() => {});
  };
  return {
    async find(hash) {
      const place = placeOf(hash);
      const bytes = await space.get(place).catch(() => null);
      const opened = bytes === null ? null : decrypt(bytes, keyOf(hash), place);
      if (opened === null) return null;
      const end = opened.indexOf('\n');
      const text = opened.slice(end + 1);
      // Whoever knows the hash can write what opens; nobody can write another text that has it.
      if (sha256Hex(text) !== hash) return null;
      if (clock() - Number(opened.slice(0, end)) > lifeMs * RENEWED_AFTER) await write(hash, text);
      return text;
    },
    save: (text) => write(sha256Hex(text), text),
  };
}

const placeOf = (hash: string): string => sha256Hex(`ticket-gateway document ${hash}`);

const keyOf = (hash: string): Buffer =>
  Buffer.from(hkdfSync('sha256', hash, '', 'ticket-gateway document', 32));
