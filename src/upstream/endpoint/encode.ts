import { BadUserInputError } from '../errors.ts';
import { formatDatetime } from './datetime.ts';
import type { Endpoint, Param, ParamTypes, Place } from './declare.ts';

/** A parameter as it is sent. */
export interface EncodedParam {
  /** Name in this gateway. */
  readonly logical: string;
  readonly param: Param;
  /** Name on the wire. */
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

/** Ids become part of a path, so they hold nothing that leads elsewhere. */
const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Encodes the given values of an endpoint; undefined ones are left out.
 * @throws BadUserInputError `invalid` if the type has no such value, `unbound` if the parameter has no name
 * @throws TypeError for a parameter that the endpoint does not declare
 */
export function encodeValues(endpoint: Endpoint, values: Readonly<Record<string, unknown>>): EncodedParam[] {
  const encoded: EncodedParam[] = [];
  for (const [logical, value] of Object.entries(values)) {
    const param = Object.hasOwn(endpoint.params, logical) ? endpoint.params[logical] : undefined;
    if (param === undefined || param.forFilesOnly === true) {
      throw new TypeError(`${endpoint.name} has no parameter ${logical}`);
    }
    if (value === undefined) continue;
    if (param.name === null) throw new BadUserInputError('unbound', logical);
    const text = ENCODERS[param.type](value, param);
    if (text === null) throw new BadUserInputError('invalid', logical);
    encoded.push({ logical, param, name: param.name, text, place: param.place ?? endpoint.place });
  }
  return encoded;
}

type Encode = (value: unknown, param: Param) => string | null;

const ENCODERS: Readonly<Record<keyof ParamTypes, Encode>> = {
  string: (value, { values }) => spell(toText(value), values),
  id: (value) => matching(SAFE_ID, toText(value)),
  integer: (value) => matching(/^-?\d{1,15}$/, toText(value)),
  bit: (value) => (typeof value === 'boolean' ? (value ? '1' : '0') : null),
  boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  datetime: (value) => (value instanceof Date ? formatDatetime(value) : null),
  // An entry with a comma would arrive as two, and no entry as no filter.
  list(value, { values }) {
    const entries = (Array.isArray(value) ? value : [value]).map((entry: unknown) =>
      spell(matching(/^[^,]+$/, toText(entry)), values),
    );
    return entries.length === 0 || entries.includes(null) ? null : entries.join(',');
  },
};

function toText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? value : null;
}

const matching = (pattern: RegExp, text: string | null): string | null =>
  text !== null && pattern.test(text) ? text : null;

const spell = (text: string | null, spellings: Param['values'] = {}): string | null =>
  text !== null && Object.hasOwn(spellings, text) ? (spellings[text] ?? text) : text;
