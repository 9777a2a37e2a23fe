/** What a hostile request is, and what builds one. */

/** One request and its answer. */
export interface HostileCase {
  readonly name: string;
  readonly method?: string;
  /** Appended to the endpoint. */
  readonly path?: string;
  /** Null takes a usual header away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly status: number;
  /** Code of every error; null: none. */
  readonly code: string | null;
}

export const json = (body: unknown): string => JSON.stringify(body);
export const query = (text: string, variables?: unknown): string => json({ query: text, variables });
export const global = (text: string): string => Buffer.from(text).toString('base64url');

/** `open` so many times, `inner`, and as many times `close`. */
export const nest = (times: number, open: string, inner: string, close: string): string =>
  `${open.repeat(times)}${inner}${close.repeat(times)}`;

export const list = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

export const TICKETS =
  'query ($search: String, $first: Int, $ids: [ID!]! = []) { tickets(first: $first, filter: { search: $search }) { nodes { id } } nodes(ids: $ids) { id } }';

export const COMPLEX = { status: 400, code: 'QUERY_TOO_COMPLEX' } as const;
export const INVALID = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' } as const;
export const NO_PARSE = { status: 400, code: 'GRAPHQL_PARSE_FAILED' } as const;
export const MEDIA = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' } as const;
export const REQUEST = { status: 400, code: 'BAD_REQUEST' } as const;
export const INPUT = { status: 200, code: 'BAD_USER_INPUT' } as const;
export const VARIABLE = { status: 400, code: 'BAD_USER_INPUT' } as const;
export const FINE = { status: 200, code: null } as const;
export const type = (value: string | null) => ({ 'content-type': value });

/** A case as a request to an endpoint. */
export function requestOf(
  { method = 'POST', path = '', headers = {}, body }: HostileCase,
  url: string,
): Request {
  const sent = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    authorization: 'Bearer sandbox-alice',
    ...headers,
  };
  const given = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Request(`${url}${path}`, { method, headers: given, ...(body === undefined ? {} : { body }) });
}
