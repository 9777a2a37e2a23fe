/** What a hostile client sends, by name, with what it gets. */
import { gzipSync } from 'node:zlib';

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

const json = (body: unknown): string => JSON.stringify(body);
const query = (text: string, variables?: unknown): string => json({ query: text, variables });
const global = (text: string): string => Buffer.from(text).toString('base64url');

/** `open` so many times, `inner`, and as many times `close`. */
const nest = (times: number, open: string, inner: string, close: string): string =>
  `${open.repeat(times)}${inner}${close.repeat(times)}`;

const list = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

const TICKETS =
  'query ($search: String, $first: Int, $ids: [ID!]! = []) { tickets(first: $first, filter: { search: $search }) { nodes { id } } nodes(ids: $ids) { id } }';

const COMPLEX = { status: 400, code: 'QUERY_TOO_COMPLEX' } as const;
const INVALID = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' } as const;
const NO_PARSE = { status: 400, code: 'GRAPHQL_PARSE_FAILED' } as const;
const MEDIA = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' } as const;
const REQUEST = { status: 400, code: 'BAD_REQUEST' } as const;
const INPUT = { status: 200, code: 'BAD_USER_INPUT' } as const;
const VARIABLE = { status: 400, code: 'BAD_USER_INPUT' } as const;
const FINE = { status: 200, code: null } as const;
const MISS = { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' } as const;
const NOBODY = { status: 401, code: 'UNAUTHENTICATED' } as const;
const anonymous = { headers: { authorization: null } };
const type = (value: string | null) => ({ 'content-type': value });

const HTTP: readonly HostileCase[] = [
  {
    name: 'a body over 256 KB',
    body: query(`{ __typename } #${'x'.repeat(256 * 1024)}`),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  { name: 'a body of 20 MB', body: 'x'.repeat(20_000_000), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  {
    name: 'a gzipped body',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(query('{ __typename }'))),
    ...MEDIA,
  },
  {
    name: 'a gzip bomb',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(Buffer.alloc(50_000_000, ' '))),
    ...MEDIA,
  },
  {
    name: 'a form',
    headers: type('application/x-www-form-urlencoded'),
    body: 'query=%7B__typename%7D',
    ...MEDIA,
  },
  {
    name: 'a multipart form',
    headers: type('multipart/form-data; boundary=x'),
    body: '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"{__typename}"}\r\n--x--',
    ...MEDIA,
  },
  { name: 'JSON called text', headers: type('text/plain'), body: query('{ __typename }'), ...MEDIA },
  { name: 'a document without JSON', headers: type('application/graphql'), body: '{ __typename }', ...MEDIA },
  {
    name: 'two content types',
    headers: type('application/json, text/plain'),
    body: query('{ __typename }'),
    ...MEDIA,
  },
  {
    name: 'a GET that a page of another site could send',
    method: 'GET',
    path: '?query=%7B__typename%7D',
    headers: { authorization: null, accept: '*/*', ...type(null) },
    status: 403,
    code: 'CSRF',
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: `?query=${encodeURIComponent('mutation { deleteTicket(input: { ticketId: "1" }) { __typename } }')}`,
    headers: type(null),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  },
  {
    name: 'variables by GET that are no JSON',
    method: 'GET',
    path: '?query=%7B__typename%7D&variables=%7B',
    headers: type(null),
    ...REQUEST,
  },
  ...['PUT', 'PATCH', 'DELETE'].map((method) => ({
    name: `the method ${method}`,
    method,
    body: query('{ __typename }'),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  })),
  { name: 'a batch', body: json([{ query: '{ __typename }' }, { query: '{ __typename }' }]), ...REQUEST },
  { name: 'a batch of thousands', body: json(Array(5_000).fill({ query: '{__typename}' })), ...REQUEST },
  {
    name: 'a token that is too long',
    headers: { authorization: `Bearer ${'x'.repeat(5_000)}` },
    body: query('{ viewer { __typename } }'),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
];

const BODIES: readonly HostileCase[] = [
  { name: 'a body that is no JSON', body: '{"query": "{', ...REQUEST },
  { name: 'a body that is a number', body: '42', ...REQUEST },
  { name: 'a body that is null', body: 'null', ...REQUEST },
  { name: 'a query that is a number', body: json({ query: 42 }), ...REQUEST },
  { name: 'variables that are a text', body: json({ query: '{ __typename }', variables: 'x' }), ...REQUEST },
  { name: 'extensions that are a list', body: json({ query: '{ __typename }', extensions: [] }), ...REQUEST },
  {
    name: 'a member that nobody knows, and long',
    body: `{"query":"{ __typename }","${'x'.repeat(100_000)}":1}`,
    ...REQUEST,
  },
  {
    name: 'a prototype in the body',
    body: '{"query":"{ __typename }","__proto__":{"admin":true}}',
    ...REQUEST,
  },
  {
    name: 'a prototype in the variables',
    body: '{"query":"{ __typename }","variables":{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}}',
    ...FINE,
  },
  {
    name: 'an operation name that is not there',
    body: json({ query: 'query A { __typename }', operationName: 'x'.repeat(10_000) }),
    ...REQUEST,
  },
  {
    name: 'variables 33 levels deep',
    body: `{"query":"{ __typename }","variables":{"a":${nest(32, '[', '1', ']')}}}`,
    ...COMPLEX,
  },
  {
    name: 'variables 100,000 levels deep',
    body: `{"query":"{ __typename }","variables":{"a":${nest(100_000, '[', '', ']')}}}`,
    ...COMPLEX,
  },
  { name: 'a body that is 200,000 levels deep', body: nest(100_000, '[', '', ']'), ...REQUEST },
];

const hash = 'a'.repeat(64);
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash },
});

const IDS: readonly HostileCase[] = [
  { name: 'a hash that nobody registered', body: json({ extensions: persisted(hash) }), ...MISS },
  { name: 'the same without a token', ...anonymous, body: json({ documentId: hash }), ...NOBODY },
  { name: 'an id of the prototype', body: json({ id: '__proto__' }), ...MISS },
  { name: 'another of it', body: json({ doc_id: 'constructor' }), ...MISS },
  { name: 'one in the hash', body: json({ extensions: persisted('toString') }), ...MISS },
  { name: 'a document id of 257 characters', body: json({ documentId: 'x'.repeat(257) }), ...REQUEST },
  {
    name: 'a document id of 200,000 characters',
    body: json({ documentId: 'x'.repeat(200_000) }),
    ...REQUEST,
  },
  { name: 'a line break in a document id', body: json({ id: 'abc\r\nX-Evil: 1' }), ...REQUEST },
  { name: 'a null byte in a document id', body: json({ id: 'abc\u0000' }), ...REQUEST },
  { name: 'an empty document id', body: json({ id: '' }), ...REQUEST },
  { name: 'a document id that is a number', body: '{"doc_id":1234567890123456789}', ...REQUEST },
  { name: 'document ids in a list', body: json({ documentId: [hash] }), ...REQUEST },
  { name: 'a document id that is an object', body: json({ id: { toString: 'x' } }), ...REQUEST },
  { name: 'two ids that disagree', body: json({ documentId: hash, id: 'b'.repeat(64) }), ...REQUEST },
  {
    name: 'a query and two ids that disagree',
    body: json({ query: '{ __typename }', documentId: hash, extensions: persisted('b'.repeat(64)) }),
    ...REQUEST,
  },
  {
    name: 'a hash of another query',
    body: json({ query: '{ __typename }', extensions: persisted(hash) }),
    ...REQUEST,
  },
  { name: 'a query that is a number, with an id', body: json({ query: 42, id: hash }), ...REQUEST },
  { name: 'persisted queries of version 2', body: json({ extensions: persisted(hash, 2) }), ...REQUEST },
  { name: 'persisted queries of version "1"', body: json({ extensions: persisted(hash, '1') }), ...REQUEST },
  { name: 'a persisted query without a hash', body: json({ extensions: persisted(undefined) }), ...REQUEST },
  {
    name: 'a persisted query that is a text',
    body: json({ extensions: { persistedQuery: hash } }),
    ...REQUEST,
  },
  {
    name: 'a persisted query that is a list',
    body: json({ extensions: { persistedQuery: [] } }),
    ...REQUEST,
  },
  {
    name: 'a persisted query in a prototype',
    body: `{"extensions":{"__proto__":${JSON.stringify(persisted(hash))}}}`,
    ...REQUEST,
  },
  {
    name: 'two ids in a URL that disagree',
    method: 'GET',
    path: `?id=${hash}&id=${'b'.repeat(64)}`,
    headers: type(null),
    ...REQUEST,
  },
  {
    name: 'an id in a URL that a page of another site could send',
    method: 'GET',
    path: `?documentId=${hash}`,
    headers: { authorization: null, accept: '*/*', ...type(null) },
    status: 403,
    code: 'CSRF',
  },
];

const DOCUMENTS: readonly HostileCase[] = [
  { name: '20,001 characters', body: query(`{ __typename } ${' '.repeat(20_000)}`), ...COMPLEX },
  { name: '2,001 tokens', body: query(`{ ${'__typename '.repeat(1_999)}}`), ...COMPLEX },
  { name: '13 levels', body: query(nest(12, '{ a ', '{ a }', '}')), ...COMPLEX },
  { name: '12 levels of nothing', body: query(nest(11, '{ a ', '{ a }', '}')), ...INVALID },
  { name: 'levels without end', body: query(nest(1_900, '{ a ', '', '}')), ...COMPLEX },
  {
    name: 'a value 33 levels deep',
    body: query(`{ ticket(ticketId: ${nest(33, '[', '1', ']')}) { id } }`),
    ...COMPLEX,
  },
  {
    name: '31 aliases',
    body: query(`{ nodes(ids: []) { ... on Ticket { ${list(31, (at) => `a${at}: subject`)} } } }`),
    ...COMPLEX,
  },
  { name: '21 root fields', body: query(`{ ${list(21, () => '__typename')} }`), ...COMPLEX },
  {
    name: '21 mutations',
    body: query(`mutation { ${list(21, () => 'deleteTicket(input: { ticketId: "1" }) { __typename }')} }`),
    ...COMPLEX,
  },
  { name: '21 directives', body: query(`{ __typename ${'@include(if: true) '.repeat(21)} }`), ...COMPLEX },
  { name: '11 operations', body: query(list(11, (at) => `query Q${at} { __typename }`)), ...COMPLEX },
  {
    name: 'a fragment that holds itself',
    body: query('{ ...A } fragment A on Query { __typename ...A }'),
    ...INVALID,
  },
  {
    name: 'fragments that hold each other',
    body: query('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    ...INVALID,
  },
  {
    name: 'a fragment bomb',
    body: query(
      `{ ...F0 } ${list(60, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F60 on Query { __typename }`,
    ),
    ...COMPLEX,
  },
  {
    name: 'one field a thousand times',
    body: query(`{ nodes(ids: []) { ${'id '.repeat(1_900)} } }`),
    ...INVALID,
  },
  { name: 'an unknown directive', body: query('{ __typename @defcon }'), ...INVALID },
  { name: 'a subscription', body: query('subscription { tickets { id } }'), ...REQUEST },
  { name: 'a field of the prototype', body: query('{ __proto__ constructor toString }'), ...INVALID },
  { name: 'nothing but a comment', body: query('# nothing'), ...NO_PARSE },
  { name: 'a null byte in a document', body: query('{ __typename \u0000 }'), ...NO_PARSE },
];

const VALUES: readonly HostileCase[] = [
  { name: 'a page of 101', body: query(TICKETS, { first: 101 }), ...INPUT },
  { name: 'a page of -1', body: query(TICKETS, { first: -1 }), ...INPUT },
  { name: 'a page of 2^31', body: query(TICKETS, { first: 2 ** 31 }), ...VARIABLE },
  {
    name: 'a page of 1e999',
    body: query(TICKETS).replace('}}"', '}}"').replace('"query"', '"variables":{"first":1e999},"query"'),
    ...VARIABLE,
  },
  {
    name: 'a page of 2^31 in the document',
    body: query('{ tickets(first: 2147483648) { nodes { id } } }'),
    ...INVALID,
  },
  { name: '101 ids', body: query(TICKETS, { ids: Array(101).fill(global('Ticket:1')) }), ...INPUT },
  { name: 'a way out of the path', body: query('{ ticket(ticketId: "1/../2") { id } }'), ...INPUT },
  { name: 'an encoded way out', body: query('{ ticket(ticketId: "..%2F2") { id } }'), ...INPUT },
  {
    name: 'a way out in a global id',
    body: query(`{ node(id: "${global('Ticket:../users/me')}") { id } }`),
    ...INPUT,
  },
  {
    name: 'an id of the prototype',
    body: query(`{ node(id: "${global('constructor:1')}") { id } }`),
    ...INPUT,
  },
  { name: 'a null byte in an id', body: query('{ ticket(ticketId: "1\\u0000") { id } }'), ...INPUT },
  { name: 'a line break in an id', body: query('{ ticket(ticketId: "1\\r\\nX-Evil: 1") { id } }'), ...INPUT },
  { name: 'a query in an id', body: query('{ ticket(ticketId: "1?user=all") { id } }'), ...INPUT },
  {
    name: 'an id of 10,000 characters',
    body: query(`{ ticket(ticketId: "${'1'.repeat(10_000)}") { id } }`),
    ...INPUT,
  },
  { name: 'a search of 200 KB', body: query(TICKETS, { search: 'x'.repeat(200_000) }), ...INPUT },
  {
    name: 'a search with a null byte and line breaks',
    body: query(TICKETS, { search: 'a\u0000b\r\nHost: evil' }),
    ...FINE,
  },
  { name: 'a search with half a character', body: query(TICKETS, { search: '\ud800' }), ...FINE },
  { name: 'a search that turns around', body: query(TICKETS, { search: '\u202egnp.exe 🎟️ ﷽' }), ...FINE },
  {
    name: 'a search with patterns of SQL',
    body: query(TICKETS, { search: `%' OR 1=1; DROP TABLE tickets; --` }),
    ...FINE,
  },
  {
    name: 'a cursor of nonsense',
    body: query(`{ tickets(after: "${'A'.repeat(5_000)}") { nodes { id } } }`),
    status: 200,
    code: 'BAD_CURSOR',
  },
  {
    name: 'a date of the year 275761',
    body: query('{ tickets(filter: { createdAfter: "+275761-01-01T00:00:00Z" }) { nodes { id } } }'),
    ...INPUT,
  },
];

/** The whole list. */
export const CASES: readonly HostileCase[] = [...HTTP, ...BODIES, ...IDS, ...DOCUMENTS, ...VALUES];

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
