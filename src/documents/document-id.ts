import { createHash } from 'node:crypto';

/** Any id that a client tool generates: visible ASCII, bounded, without line breaks that would reach a key or a log. */
const ID = /^[\x21-\x7e]{1,256}$/;

/** Hexadecimal hashes: MD5 and SHA-1 (Relay, codegen), SHA-256 (all others). */
const HEX = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

const SHA256 = /^[0-9a-f]{64}$/;

/** SHA-256 of a document's text in hex: its id in automatic persisted queries. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Normalises an id: hashes in lower case, without the prefix `sha256:`. Null for a string that can't be an id. */
export function documentId(given: string): string | null {
  if (!ID.test(given)) return null;
  const bare = given.replace(/^sha256:(?=[0-9a-f]{64}$)/i, '');
  return HEX.test(bare) ? bare.toLowerCase() : given;
}

/** Whether a normalised id can be the SHA-256 of a text. */
export const isSha256 = (id: string): boolean => SHA256.test(id);

/** The beginning of an id, long enough for people to find it by. */
export const shortId = (id: string): string => id.slice(0, 12);

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, not an array. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
