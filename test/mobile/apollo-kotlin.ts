/**
 * What Apollo Kotlin puts on the wire and how it reads what comes back, after its source. Requests:
 * `DefaultHttpRequestComposer.kt` (4.x; at commit 0dc31d57 and, with `clientLibrary`, at 0c03e8e8), `UrlEncode.kt` and
 * `BufferedSinkJsonWriter.kt` (d1c6a1bd), `ClientAwarenessInterceptor.kt` (d1c6a1bd); headers that OkHttp adds come after
 * its own, in the order of OkHttp's `BridgeInterceptor.kt`. Answers: `HttpNetworkTransport.kt` (1dcd3b4d), `multipart.kt`
 * (1b8617ad), `MultipartReader.kt` (4ce64ae4), `Defer20220824IncrementalResultsMerger.kt` (8dfc4b35),
 * `AutoPersistedQueryInterceptor.kt`. Documents are as its compiler minifies them.
 */
import { createHash } from 'node:crypto';
import type { WireAnswer, WireRequest } from './wire.ts';

/** An operation as its compiler generates it. */
export interface KotlinOperation {
  name: string;
  document: string;
  variables: Record<string, unknown>;
}

/** How an operation is sent. */
export interface KotlinSending {
  method?: 'GET' | 'POST';
  /** Automatic persisted queries: the hash only, or with the document. */
  apq?: 'hash' | 'document';
  /** Whether the library names itself in the body, as it does since 4.2 unless told not to. */
  clientLibrary?: boolean;
}

const ACCEPT = 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json';

/** The bytes of a request. */
export function composeKotlin(operation: KotlinOperation, sending: KotlinSending = {}): WireRequest {
  const { method = 'POST', apq, clientLibrary = false } = sending;
  const app: [string, string][] = [
    ['Accept', ACCEPT],
    ['Authorization', 'Bearer sandbox-alice'],
    ['apollographql-client-name', 'desk-android'],
    ['apollographql-client-version', '3.2.0'],
  ];
  const okhttp: [string, string][] = [
    ['Host', ''],
    ['Connection', 'Keep-Alive'],
    ['Accept-Encoding', 'gzip'],
    ['User-Agent', 'okhttp/4.12.0'],
  ];
  const persistedQuery = { version: 1, sha256Hash: hashOf(operation.document) };
  const library = { clientLibrary: { name: 'apollo-kotlin', version: '4.4.1' } };
  const extensions = { ...(apq && { persistedQuery }), ...(clientLibrary && library) };
  const hasExtensions = Object.keys(extensions).length > 0;
  const sent = {
    operationName: operation.name,
    variables: operation.variables,
    ...(apq === 'hash' ? {} : { query: operation.document }),
    ...(hasExtensions ? { extensions } : {}),
  };
  if (method === 'POST') {
    const headers = [
      ...app,
      ['Content-Type', 'application/json'],
      ['Content-Length', ''],
      ...okhttp,
    ] as const;
    return { method, target: '/graphql', headers: [...headers] as [string, string][], body: jsonOf(sent) };
  }
  const query = Object.entries(sent)
    .map(
      ([name, value]) => `${urlEncode(name)}=${urlEncode(typeof value === 'string' ? value : jsonOf(value))}`,
    )
    .join('&');
  return {
    method,
    target: `/graphql?${query}`,
    headers: [['Apollo-Require-Preflight', 'true'], ...app, ...okhttp],
  };
}

/** The id of an operation: the SHA-256 of its document. */
export const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');

/** As JSON.stringify, but for line separators, which it escapes. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** Everything but the unreserved characters of RFC 3986, byte by byte. */
const urlEncode = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** What the app is given: responses in order, or an exception. */
export type KotlinReading =
  | { responses: { data: unknown; errors: { message: string }[] | undefined; isLast: boolean }[] }
  | { exception: string };

/** Reads an answer as the client does. */
export function readKotlin({ status, headers, body }: WireAnswer): KotlinReading {
  const type = headers.get('content-type') ?? '';
  const ok = status >= 200 && status <= 299;
  if (!ok && !/^application\/graphql-response\+json/i.test(type)) {
    return { exception: `Http request failed with status code \`${status}\`` };
  }
  if (!/^multipart\//i.test(type)) {
    const { data, errors } = JSON.parse(body.toString());
    return { responses: [{ data, errors, isLast: true }] };
  }
  const boundary = type
    .split(';')
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('boundary='))
    ?.split('=')[1]
    ?.replaceAll(/^["']+|["']+$/g, '');
  if (boundary === undefined) return { exception: 'Expected the Content-Type to have a boundary parameter' };
  return { responses: mergeParts(partsOf(body.toString('latin1'), boundary)) };
}

/** Whether the client registers the document and asks again. */
export const isNotFound = (errors: { message: string }[] | undefined): boolean =>
  errors?.some(({ message }) => message.toLowerCase() === 'persistedquerynotfound') === true;

/** The bodies of the parts, in the manner of its reader. `text` is a character a byte. @throws where the reader does */
function partsOf(text: string, boundary: string): string[] {
  const delimiter = `\r\n--${boundary}`;
  const parts: string[] = [];
  let at = text.startsWith(`--${boundary}`)
    ? boundary.length + 2
    : text.indexOf(delimiter) + delimiter.length;
  for (;;) {
    const after = /^[ \t]*(\r\n|--)/.exec(text.slice(at));
    if (after === null) throw new Error('unexpected characters after boundary');
    if (after[1] === '--') {
      if (parts.length === 0) throw new Error('expected at least 1 part');
      return parts;
    }
    at += after[0].length;
    while (!text.startsWith('\r\n', at)) {
      const line = text.slice(at, text.indexOf('\r\n', at));
      if (!line.includes(':')) throw new Error(`Unexpected header: ${line}`);
      at += line.length + 2;
    }
    at += 2;
    const end = text.indexOf(delimiter, at);
    if (end === -1) throw new Error('The source is exhausted before the closing delimiter.');
    parts.push(Buffer.from(text.slice(at, end), 'latin1').toString());
    at = end + delimiter.length;
  }
}

type JsonMap = Record<string, unknown>;

/** Merges parts as they come: each response holds all so far, and the errors of its own part. */
function mergeParts(parts: readonly string[]) {
  let merged: JsonMap = {};
  let hasNext = true;
  const responses: { data: unknown; errors: { message: string }[] | undefined; isLast: boolean }[] = [];
  for (const [index, text] of parts.entries()) {
    const part = JSON.parse(text);
    if (index === 0) merged = part;
    else {
      hasNext = part.hasNext ?? false;
      // A part without increments is not shown to the app.
      if (part.incremental === undefined) continue;
      const errors = [];
      for (const increment of part.incremental) {
        if (increment.data != null) deepMerge(nodeAt(merged['data'], increment.path), increment.data);
        errors.push(...(increment.errors ?? []));
      }
      merged = { ...merged, errors: errors.length === 0 ? undefined : errors };
    }
    // @NOTE the client parses this as a response, by the same names.
    const { data, errors } = structuredClone(merged) as { data: unknown; errors: { message: string }[] };
    responses.push({ data, errors, isLast: !hasNext });
  }
  return responses;
}

// @NOTE the client casts in the same way, and throws where it is not so.
const nodeAt = (data: unknown, path: readonly (string | number)[]): JsonMap =>
  path.reduce((node, key) => (node as JsonMap)[key], data) as JsonMap;

function deepMerge(into: JsonMap, from: JsonMap): void {
  for (const [key, value] of Object.entries(from)) {
    const before = into[key];
    if (isMap(before) && isMap(value)) deepMerge(before, value);
    else into[key] = value;
  }
}

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
