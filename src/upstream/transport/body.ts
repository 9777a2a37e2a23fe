import type { Endpoint } from '../endpoint/declare.ts';
import { type BodyUse, type RawResponse, TransportError } from './exchange.ts';
import { isJson, isPage, isPlain, lengthOf, type ResponseHeaders } from './headers.ts';

/** What happens to the body of a response, by its status first. Only a 400 and a 422 say something in an error body. */
export function bodyUse(
  endpoint: Pick<Endpoint, 'returns'>,
  maxBytes: number,
  status: number,
  headers: ResponseHeaders,
): BodyUse {
  const isReadable = isJson(headers) && isPlain(headers);
  if (status > 299) return (status === 400 || status === 422) && isReadable ? 'glance' : 'discard';
  // The page of a proxy or a login: the API did not get the request, whatever the status says.
  if (endpoint.returns.shape === 'nothing') return isPage(headers) ? 'type' : 'discard';
  if (status === 204) return 'empty';
  if (!isReadable) return 'type';
  return (lengthOf(headers) ?? 0) > maxBytes ? 'too-large' : 'read';
}

/**
 * The JSON of a success.
 * @throws TransportError `empty`, `invalid`
 */
export function readJson(response: RawResponse): unknown {
  if (response.body === null) throw new TransportError('empty', response);
  const body = parse(response.body);
  if (body === undefined) throw new TransportError('invalid', response);
  return body;
}

/**
 * Logical name of the parameter that an error body blames; null if that is not certain. It reads the vendor's
 * `details: "Parameter type"`, and objects or lists of wire names. No text of the API is passed on.
 */
export function readBlamedParameter(
  { body }: RawResponse,
  { params }: Pick<Endpoint, 'params'>,
): string | null {
  const error = body === null ? null : parse(body);
  const details =
    error instanceof Object && Object.hasOwn(error, 'details') ? Reflect.get(error, 'details') : null;
  for (const candidate of wireNamesIn(details)) {
    const blamed = Object.entries(params).find(
      ([, { name, otherNames = [] }]) => name === candidate || otherNames.includes(candidate),
    );
    if (blamed !== undefined) return blamed[0];
  }
  return null;
}

function wireNamesIn(details: unknown): string[] {
  if (typeof details === 'string') return [/^(?:Parameter )?([\w.-]{1,64})$/.exec(details)?.[1] ?? ''];
  if (Array.isArray(details))
    return details.slice(0, 50).flatMap((entry) => (typeof entry === 'string' ? wireNamesIn(entry) : []));
  return typeof details === 'object' && details !== null ? Object.keys(details).slice(0, 50) : [];
}

const utf8 = new TextDecoder();

/** JSON, or undefined for what is none (JSON has no undefined). Malformed UTF-8 costs a character, not the response. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}
