import { createHash } from 'node:crypto';
import { stableJson } from '../../stable-json.ts';
import { BadCursorError, type BadCursorReason } from '../errors.ts';
import type { ListIdentity } from '../types.ts';

const HASH_BYTES = 8;
const REASONS = [
  'OTHER_CONNECTION',
  'OTHER_PARENT',
  'OTHER_CALLER',
  'OTHER_FILTER',
  'OTHER_ORDER',
] as const satisfies BadCursorReason[];

/** Length of a fingerprint in bytes. */
export const FINGERPRINT_BYTES = HASH_BYTES + REASONS.length;

/** Every edge of a page needs the fingerprint of its list. */
const fingerprints = new WeakMap<ListIdentity, Uint8Array>();

/**
 * Identifies the list that a cursor belongs to. Eight bytes over all parts decide; one more byte for each part tells
 * which one differs. Absent values leave no trace, so a new version may add arguments.
 */
export function fingerprint(list: ListIdentity): Uint8Array {
  const known = fingerprints.get(list);
  if (known !== undefined) return known;
  const { connection, parent, caller, filter, order } = list;
  const parts = [connection, parent, caller, filter, [order.field, order.direction]].map((part) =>
    stableJson(withoutAbsent(part)),
  );
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const bytes = Buffer.concat([
    hash(JSON.stringify(parts)).subarray(0, HASH_BYTES),
    ...parts.map((part) => hash(part).subarray(0, 1)),
  ]);
  fingerprints.set(list, bytes);
  return bytes;
}

/** @throws {@link BadCursorError} that names the first part in which the two differ */
export function assertSameList(found: Uint8Array, expected: Uint8Array): void {
  if (Buffer.from(found).equals(expected)) return;
  const index = REASONS.findIndex((_, part) => found[HASH_BYTES + part] !== expected[HASH_BYTES + part]);
  // One filter in 256 shares its byte with another. Then only the eight bytes differ, most likely by the filter.
  throw new BadCursorError(REASONS[index] ?? 'OTHER_FILTER');
}

/** The data without null, undefined and empty objects, and dates in milliseconds; undefined if nothing is left. */
function withoutAbsent(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map((item) => withoutAbsent(item) ?? null);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, withoutAbsent(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
