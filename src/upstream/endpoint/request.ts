import { BadUserInputError } from '../errors.ts';
import type { Params, ParamValue, Preview } from '../types.ts';
import { asJson, encodeValue } from './encode.ts';
import type { HttpMethod, OperationRow, ParameterRow, Place } from './endpoint.ts';
import type { OperationName } from './endpoints.ts';

/** One call on the wire. `target` and `body` hold personal data: they are for the socket only, and never printed. */
export interface WireRequest {
  readonly method: HttpMethod;
  /** Path and query, as in the request line. */
  readonly target: string;
  readonly body: { readonly type: string; readonly text: string } | null;
}

/** Where requests go. */
export interface Base {
  /** Scheme, host, port. */
  readonly origin: string;
  /** Prefix of all paths, without a slash at its end. */
  readonly prefix: string;
}

const MAX_URL_BYTES = 8 * 1024;

/**
 * Parses the address of the API.
 * @throws TypeError unless it is an http(s) URL without login, query or fragment. Its message does not repeat the address.
 */
export function parseBaseUrl(url: string): Base {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const extras = parsed && `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}`;
  if (parsed === null || extras !== '' || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError('The address of the ticket API must be http(s), without login, query or fragment.');
  }
  return { origin: parsed.origin, prefix: parsed.pathname.replace(/\/+$/, '') };
}

/**
 * Builds the request of one call. Undefined parameters are left out, and nothing is filled in.
 * @throws BadUserInputError for a value that can't be sent, a parameter without a name, an id that is no path segment,
 *   or too long a URL
 * @throws TypeError for a name that the endpoint does not declare: a mistake of ours
 */
export function buildRequest(
  operation: OperationName,
  row: OperationRow,
  params: Params,
  base: Base,
): WireRequest {
  const ids = new Map<string, string>();
  const sent: Record<Exclude<Place, 'path'>, [ParameterRow, string][]> = { query: [], form: [], json: [] };
  for (const [name, parameter, value] of given(operation, row, params)) {
    const text = encodeValue(value, parameter, name);
    const place = parameter.place ?? row.place;
    if (place === 'path') ids.set(name, text);
    else sent[place].push([parameter, text]);
  }
  const query = urlEncoded(sent.query);
  const target = `${base.prefix}${fillPath(row.path, ids)}${query === '' ? '' : `?${query}`}`;
  if (base.origin.length + target.length > MAX_URL_BYTES) {
    throw new BadUserInputError('too-large', longest(sent.query, row));
  }
  return { method: row.method, target, body: bodyOf(sent.form, sent.json) };
}

/**
 * The request of a call, for people to read: nothing is sent.
 * @throws BadUserInputError as the call does
 */
export function previewRequest(operation: OperationName, row: OperationRow, params: Params): Preview {
  const parameters = [...given(operation, row, params)].map(([logical, parameter, value]) => ({
    value: encodeValue(value, parameter, logical),
    name: parameter.name ?? logical,
    place: parameter.place ?? row.place,
  }));
  return { method: row.method, path: row.path, parameters };
}

/** Parameters that have a value, with their rows. */
function* given(
  operation: OperationName,
  row: OperationRow,
  params: Readonly<Record<string, ParamValue>>,
): Generator<[string, ParameterRow, Exclude<ParamValue, undefined>]> {
  for (const [name, value] of Object.entries(params)) {
    const parameter = Object.hasOwn(row.params, name) ? row.params[name] : undefined;
    if (parameter === undefined || parameter.forFilesOnly === true) {
      throw new TypeError(`${operation} has no parameter ${name}`);
    }
    if (value !== undefined) yield [name, parameter, value];
  }
}

function fillPath(template: string, ids: ReadonlyMap<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new TypeError(`${template} needs ${name}`);
    return encodeURIComponent(id);
  });
}

function urlEncoded(pairs: readonly (readonly [ParameterRow, string])[]): string {
  return new URLSearchParams(
    pairs.map(([{ name }, text]): [string, string] => [name ?? '', text]),
  ).toString();
}

function bodyOf(
  form: readonly [ParameterRow, string][],
  json: readonly [ParameterRow, string][],
): WireRequest['body'] {
  if (json.length > 0) {
    const members = json.map(([parameter, text]) => [parameter.name ?? '', asJson(text, parameter)]);
    return { type: 'application/json', text: JSON.stringify(Object.fromEntries(members)) };
  }
  return form.length > 0 ? { type: 'application/x-www-form-urlencoded', text: urlEncoded(form) } : null;
}

/** Logical name of the longest parameter: the one to shorten. */
function longest(pairs: readonly [ParameterRow, string][], row: OperationRow): string | null {
  const [worst] = pairs.toSorted(([, one], [, other]) => other.length - one.length);
  return Object.entries(row.params).find(([, parameter]) => parameter === worst?.[0])?.[0] ?? null;
}
