/**
 * What Apollo iOS puts on the wire, after its source. Version 1: `HTTPRequest.swift` (at commit 02d9600b), `JSONRequest.swift`,
 * `RequestChainNetworkTransport.swift`. Version 2: `JSONRequest.swift`, `JSONRequestBodyCreator.swift`, `GraphQLRequest.swift`
 * (594c0aa8), `ClientAwarenessMetadata.swift` (0aa92e69). Both: `GraphQLGETTransformer.swift` (00a66cb5), and
 * `JSONSerializationFormat.swift`, which sorts keys. Foundation escapes slashes in JSON; what `URLQueryItem` encodes is as
 * the library's own tests expect it (`GETTransformerTests.swift`). `Host`, `Connection`, `User-Agent`, `Accept-Language` and
 * `Accept-Encoding` are the system's, whose source is not public.
 */
import { createHash } from 'node:crypto';
import type { WireRequest } from './wire.ts';

/** An operation as its code generator writes it. */
export interface SwiftOperation {
  name: string;
  type: 'query' | 'mutation';
  document: string;
  variables: Record<string, unknown>;
}

/** How an operation is sent. */
export interface SwiftSending {
  version: 1 | 2;
  method?: 'GET' | 'POST';
  /** Automatic persisted queries: the hash only, or with the document. */
  apq?: 'hash' | 'document';
}

const ACCEPT = {
  1: 'multipart/mixed;deferSpec=20220824,application/json',
  2: 'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
};

/** The bytes of a request. */
export function composeSwift(operation: SwiftOperation, sending: SwiftSending): WireRequest {
  const { version, method = 'POST', apq } = sending;
  const persistedQuery = { sha256Hash: hashOf(operation.document), version: 1 };
  const library = version === 2 ? { clientLibrary: { name: 'apollo-ios', version: '2.0.3' } } : {};
  const extensions = { ...(apq && { persistedQuery }), ...library };
  const body: Record<string, unknown> = {
    operationName: operation.name,
    variables: operation.variables,
    ...(apq === 'hash' ? {} : { query: operation.document }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  const names: [string, string][] = [
    ['X-APOLLO-OPERATION-NAME', operation.name],
    ['X-APOLLO-OPERATION-TYPE', operation.type],
    ['X-APOLLO-OPERATION-ID', hashOf(operation.document)],
  ];
  // From version 2 on a GET has no content type.
  const hasType = method === 'POST' || version === 1;
  const headers: [string, string][] = [
    ['Host', ''],
    ...(hasType ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ['Connection', 'keep-alive'],
    ['Accept', ACCEPT[version]],
    ['Authorization', 'Bearer sandbox-alice'],
    ...(version === 1 ? names : []),
    ['apollographql-client-name', 'com.example.desk-apollo-ios'],
    ['apollographql-client-version', '3.2.0-118'],
    ['User-Agent', 'Desk/118 CFNetwork/3826.500.131 Darwin/24.5.0'],
    ...(method === 'POST' ? [['Content-Length', ''] as [string, string]] : []),
    ['Accept-Language', 'en-GB,en;q=0.9'],
    ['Accept-Encoding', 'gzip, deflate'],
  ];
  if (method === 'POST') return { method, target: '/graphql', headers, body: sortedJson(body) };
  const query = Object.keys(body)
    .toSorted()
    .map((name) => {
      const value = body[name];
      return `${name}=${encodeQueryItem(typeof value === 'string' ? value : sortedJson(value))}`;
    })
    .join('&');
  return { method, target: `/graphql?${query}`, headers };
}

/** The id of an operation: the SHA-256 of its document. */
export const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');

/** JSON as Foundation writes it with `sortedKeys`: without spaces, slashes escaped. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replaceAll('/', '\\/');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** What Foundation leaves as it is in a query item; the library then encodes the plus itself. */
const encodeQueryItem = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(?:24|2C|2F|3A|3B|40|3F)/g, decodeURIComponent);
