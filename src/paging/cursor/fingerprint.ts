import { createHash } from 'node:crypto';
import { BadCursorError, type BadCursorReason } from '../errors.ts';
import type { ListIdentity } from '../types.ts';

const WHOLE_BYTES = 8;
const REASONS = [
  'OTHER_CONNECTION',
  'OTHER_PARENT',
  'OTHER_CALLER',
  'OTHER_FILTER',
  'OTHER_ORDER',
] as const satisfies BadCursorReason[];

/** Length of a fingerprint in bytes. */
export const FINGERPRINT_BYTES = WHOLE_BYTES + REASONS.length;

/** Each edge of a page needs its list's print. */
const made = new WeakMap<ListIdentity, Uint8Array>();

/**
 * Which list a cursor belongs to: eight bytes over all parts decide, then one byte for each part, only to say which
 * one differs. Absent entries leave no trace, so that a deploy may add arguments.
 */
export function fingerprint(list: ListIdentity): Uint8Array {
  const known = made.get(list);
  if (known !== undefined) return known;
  const parts = [
    list.connection,
    list.parent,
    list.caller,
    list.filter,
    [list.order.field, list.order.direction],
  ].map((part) => JSON.stringify(canonical(part)) ?? '');
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const whole = hash(JSON.stringify(parts)).subarray(0, WHOLE_BYTES);
  const print = Buffer.concat([whole, ...parts.map((part) => hash(part).subarray(0, 1))]);
  made.set(list, print);
  return print;
}

/** @throws {@link BadCursorError} naming the first part in which the two differ */
export function assertSameList(found: Uint8Array, wanted: Uint8Array): void {
  if (Buffer.from(found).equals(wanted)) return;
  const at = REASONS.findIndex((_, part) => found[WHOLE_BYTES + part] !== wanted[WHOLE_BYTES + part]);
  // One filter in 256 shares its byte with another; the whole still differs, and the filter is what varies most.
  throw new BadCursorError(REASONS[at] ?? 'OTHER_FILTER');
}

/** The same data with sorted keys and without what is absent; undefined when nothing is left. */
function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item) => canonical(item) ?? null);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, canonical(item)] as const)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
