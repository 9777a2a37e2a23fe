/** Values into what the wire carries, as their rows in the wire table say. */

import { BadUserInputError } from '../errors.ts';
import type { ParamValue } from '../types.ts';
import { formatInstant } from './datetime.ts';
import type { ParameterRow } from './endpoint.ts';

/** What an id may look like, before it becomes part of a path or a filter: nothing that could lead elsewhere. */
const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Writes a value.
 * @param parameter logical name, for the error
 * @throws BadUserInputError `invalid` if the type has no such value; `unbound` if the row has no name
 */
export function encodeValue(
  value: Exclude<ParamValue, undefined>,
  row: ParameterRow,
  parameter: string,
): string {
  if (row.name === null) throw new BadUserInputError('unbound', parameter);
  const text = write(value, row);
  if (text === null) throw new BadUserInputError('invalid', parameter);
  return text;
}

/** The same value for a JSON body, where numbers and booleans are not texts. */
export function asJson(text: string, { type }: ParameterRow): string | number | boolean {
  if (type === 'integer' || (type === 'id' && /^\d{1,15}$/.test(text))) return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

function write(value: Exclude<ParamValue, undefined>, row: ParameterRow): string | null {
  switch (row.type) {
    case 'datetime':
      return value instanceof Date ? formatInstant(value) : null;
    case 'bit':
      return typeof value === 'boolean' ? (value ? '1' : '0') : null;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : null;
    case 'integer':
      return matching(/^-?\d{1,15}$/, plain(value));
    case 'id':
      return matching(SAFE_ID, plain(value));
    case 'list':
      return list(Array.isArray(value) ? value : [value], row);
    case 'string':
      return spelt(plain(value), row);
  }
}

/** Entries with commas between. An entry that holds a comma would arrive as two, and no entry at all as no filter. */
function list(entries: readonly unknown[], row: ParameterRow): string | null {
  const spellings = entries.map((entry) => spelt(matching(/^[^,]+$/, plain(entry)), row));
  return spellings.length === 0 || spellings.includes(null) ? null : spellings.join(',');
}

function plain(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? value : null;
}

function matching(pattern: RegExp, text: string | null): string | null {
  return text !== null && pattern.test(text) ? text : null;
}

function spelt(text: string | null, { values = {} }: ParameterRow): string | null {
  return text !== null && Object.hasOwn(values, text) ? (values[text] ?? text) : text;
}
