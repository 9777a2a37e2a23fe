/** What a hostile client sends in place of a document: ids and hashes. */
import { type HostileCase, json, REQUEST, type } from './case.ts';

const MISS = { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' } as const;
const NOBODY = { status: 401, code: 'UNAUTHENTICATED' } as const;
const anonymous = { headers: { authorization: null } };
const hash = 'a'.repeat(64);
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash },
});

/** The list. */
export const IDS: readonly HostileCase[] = [
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
