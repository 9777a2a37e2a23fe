/** What a hostile client sends, by name, with what it gets. */
import { gzipSync } from 'node:zlib';
import {
  COMPLEX,
  FINE,
  type HostileCase,
  INVALID,
  json,
  list,
  MEDIA,
  NO_PARSE,
  nest,
  query,
  REQUEST,
  type,
} from './case.ts';
import { IDS } from './cases-of-ids.ts';
import { VALUES } from './cases-of-values.ts';

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
    name: 'a token of another alphabet',
    headers: { authorization: 'Bearer \u00fcn\u00efc\u00f6de' },
    body: query('{ viewer { __typename } }'),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'two tokens',
    headers: { authorization: 'Bearer sandbox-bob, Bearer sandbox-dana' },
    body: query('{ viewer { __typename } }'),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'a request id that leads upwards',
    headers: { 'x-request-id': '../../secret?a=1' },
    body: query('{ __typename }'),
    ...FINE,
  },
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
  { name: 'no body', body: '', ...REQUEST },
  {
    name: 'a body that is no UTF-8',
    body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    ...REQUEST,
  },
  {
    name: 'a body of another encoding',
    body: new Uint8Array(Buffer.from(query('{ __typename }'), 'utf16le')),
    ...REQUEST,
  },
  {
    name: 'an operation name that is an object',
    body: json({ query: 'query A { __typename }', operationName: {} }),
    ...REQUEST,
  },
  {
    name: 'an operation name of the prototype',
    body: json({ query: 'query A { __typename }', operationName: '__proto__' }),
    ...REQUEST,
  },
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

/** The whole list. */
export const CASES: readonly HostileCase[] = [...HTTP, ...BODIES, ...IDS, ...DOCUMENTS, ...VALUES];
