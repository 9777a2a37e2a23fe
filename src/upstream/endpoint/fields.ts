/**
 * Decoders of values. They are tolerant: an absent, null or unreadable value is null (or empty) and never fails the row around
 * it. Ids and texts may be numbers, numbers may be texts.
 */

import { parseDatetime } from './datetime.ts';
import type { Decode, Type } from './type.ts';

const type =
  <T>(decode: Decode<T>): Type<T> =>
  () =>
    decode;

const toText: Decode<string | null> = (value) => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
};

const NUMERIC = /^-?\d{1,15}(\.\d{1,15})?$/;

const toNumber: Decode<number | null> = (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && NUMERIC.test(value) ? Number(value) : null;
};

const toInteger: Decode<number | null> = (value) => {
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : null;
};

/** A whole number from 0. */
export const toCount: Decode<number | null> = (value) => {
  const number = toInteger(value);
  return number !== null && number >= 0 ? number : null;
};

/** An id: a text of 1 to 256 characters, or an integer that JSON carries without loss. */
export const toId: Decode<string | null> = (value) => {
  if (typeof value === 'string') return value !== '' && value.length <= 256 ? value : null;
  return Number.isSafeInteger(value) ? String(value) : null;
};

/** See `toId`. */
export const id = type(toId);

/** A text. Values of open lists (states, types) are texts too. */
export const string = type(toText);

/** A text; the empty one if there is none. */
export const stringOrEmpty = type((value) => toText(value) ?? '');

/** A whole number; a count starts at 0. */
export const integer = type(toInteger);
export const count = type(toCount);

/** A time in ISO 8601; without an offset it is UTC. */
export const datetime = type((value) => (typeof value === 'string' ? parseDatetime(value) : null));

/** An absolute http(s) link of up to 8192 characters. A link of another scheme may be harmful. */
export const link = type((value) => {
  if (typeof value !== 'string' || value.length > 8192) return null;
  return /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
});

/** Texts: a list, or one text with commas. Entries that are no texts are left out. */
export const strings = type((value): readonly string[] => {
  const entries: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return entries.map((entry) => toText(entry)?.trim() ?? '').filter((entry) => entry !== '');
});

/** A number of degrees from `-limit` to `limit`. */
export const degrees = (limit: number) =>
  type((value) => {
    const number = toNumber(value);
    return number !== null && Math.abs(number) <= limit ? number : null;
  });

/** Anything, as it came. */
export const json = type((value) => value);
