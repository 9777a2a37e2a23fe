import { createHash } from 'node:crypto';

/** What any client tool makes for an id: visible ASCII, and bounded. No line break ever gets into a key or a log. */
const ID = /^[\x21-\x7e]{1,256}$/;

/** Hashes in hex: MD5 and SHA-1 of Relay and of codegen, SHA-256 of all others. */
const HEX = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

const SHA256 = /^[0-9a-f]{64}$/;

/** SHA-256 of a document's text, in hex: the id that automatic persisted queries give it. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * An id in its one spelling: hashes in lower case, and `sha256:<hex>` as the bare hex that mobile clients send. Null for a
 * text that can't be an id.
 */
export function documentId(given: string): string | null {
  if (!ID.test(given)) return null;
  const bare = given.replace(/^sha256:(?=[0-9a-f]{64}$)/i, '');
  return HEX.test(bare) ? bare.toLowerCase() : given;
}

/** Whether an id, in its one spelling, can be the SHA-256 of a text. */
export const isSha256 = (id: string): boolean => SHA256.test(id);
