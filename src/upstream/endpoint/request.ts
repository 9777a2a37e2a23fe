import { BadUserInputError } from '../errors.ts';
import type { ParamValues } from '../types.ts';
import type { Endpoint, HttpMethod } from './declare.ts';
import { type EncodedParam, encodeValues } from './encode.ts';

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
 * @throws BadUserInputError for a value that can't be sent, a parameter without a name, or too long a URL
 * @throws TypeError for a parameter that the endpoint does not declare, and for a missing id of its path
 */
export function buildRequest(endpoint: Endpoint, values: ParamValues, base: Base): WireRequest {
  const params = encodeValues(endpoint, values);
  const inPlace = (place: EncodedParam['place']) => params.filter((param) => param.place === place);
  const query = urlEncoded(inPlace('query'));
  const target = `${base.prefix}${fillPath(endpoint.path, inPlace('path'))}${query === '' ? '' : `?${query}`}`;
  if (base.origin.length + target.length > MAX_URL_BYTES) {
    throw new BadUserInputError('too-large', longest(inPlace('query')));
  }
  return { method: endpoint.method, target, body: bodyOf(inPlace('form'), inPlace('json')) };
}

function fillPath(template: string, ids: readonly EncodedParam[]): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids.find(({ logical }) => logical === name);
    if (id === undefined) throw new TypeError(`${template} needs ${name}`);
    return encodeURIComponent(id.text);
  });
}

const urlEncoded = (params: readonly EncodedParam[]): string =>
  new URLSearchParams(params.map(({ name, text }) => [name, text])).toString();

function bodyOf(form: readonly EncodedParam[], json: readonly EncodedParam[]): WireRequest['body'] {
  if (json.length > 0) {
    const members = Object.fromEntries(json.map((param) => [param.name, toJson(param)]));
    return { type: 'application/json', text: JSON.stringify(members) };
  }
  return form.length > 0 ? { type: 'application/x-www-form-urlencoded', text: urlEncoded(form) } : null;
}

/** In JSON, numbers and booleans are no texts. */
function toJson({ text, param: { type } }: EncodedParam): string | number | boolean {
  if (type === 'integer' || (type === 'id' && /^\d{1,15}$/.test(text))) return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** The longest parameter: the one to shorten. */
const longest = (params: readonly EncodedParam[]): string | null =>
  params.toSorted((a, b) => b.text.length - a.text.length)[0]?.logical ?? null;
