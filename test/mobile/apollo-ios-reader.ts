/**
 * How Apollo iOS reads what comes back, after its source. Version 2: `AsyncHTTPResponseChunkSequence.swift` (at commit
 * 543ed1c7), `ResponseCodeInterceptor.swift` (28b0c8f1), `HTTPURLResponse+MultipartHeaderComponents.swift` (543ed1c7),
 * `MultipartResponseSpecificationParser.swift` (543ed1c7), `MultipartResponseDeferParser.swift` (28b0c8f1),
 * `JSONResponseParser.swift` and `IncrementalResponseExecutionHandler.swift` (013f501b). Version 1:
 * `MultipartResponseParsingInterceptor.swift` and `MultipartResponseDeferParser.swift` (03ef2122).
 */
import type { WireAnswer } from './wire.ts';

/** The oldest and the newest of what is read in another way. */
export type SwiftReader = '1' | '2.0.0' | '2.0.4';

/** What the app is given: whole answers, and what comes later at its place; the client throws where anything is amiss. */
export interface SwiftPart {
  data?: unknown;
  errors?: { message: string }[];
  hasNext?: boolean;
  incremental?: { path: (string | number)[]; label: string; data: unknown; errors?: { message: string }[] }[];
}

/** Reads an answer as the client does. @throws the error that the app would be given instead */
export function readSwift(answer: WireAnswer, reader: SwiftReader): SwiftPart[] {
  const { status, headers, body } = answer;
  if (status < 200 || status > 299) throw new Error(`Received a ${status} error.`);
  const type = headers.get('content-type') ?? '';
  if (!type.includes('multipart/mixed')) return [JSON.parse(body.toString())];
  const { boundary, protocol } = componentsOf(type);
  if (boundary === undefined) throw new Error('missingMultipartBoundary');
  if (protocol !== 'deferSpec=20220824') throw new Error('invalidMultipartProtocol');
  const chunks =
    reader === '1'
      ? chunksOf1(body.toString(), boundary)
      : chunksOf2(body.toString('latin1'), boundary, reader);
  const parts = chunks.flatMap((chunk) => parseChunk(chunk, reader) ?? []);
  for (const { incremental = [] } of parts) {
    for (const { path, label } of incremental) {
      if (!Array.isArray(path)) throw new Error('missingPath');
      if (typeof label !== 'string') throw new Error('missingLabel');
    }
  }
  if (parts[0]?.incremental !== undefined) throw new Error('missingExistingData');
  return parts;
}

/** What the type of an answer says, read as the client reads it: the boundary, and which format. */
function componentsOf(type: string): { boundary: string | undefined; protocol: string | undefined } {
  const directives = type.split(';').map((directive) => directive.trim());
  return {
    boundary: directives
      .find((directive) => directive.startsWith('boundary='))
      ?.slice('boundary='.length)
      .replace(/^"|"$/g, ''),
    protocol: directives.findLast((directive) => directive.includes('Spec=')),
  };
}

/** Byte by byte: a chunk is what stands before each delimiter, and at last what is left. */
function chunksOf2(text: string, boundary: string, reader: SwiftReader): string[] {
  const pieces = text.split(`\r\n--${boundary}`).map((piece) => piece.replace(/^\r\n/, ''));
  return pieces
    .filter((piece) => piece !== '' && (reader === '2.0.0' ? piece !== '--' : !piece.startsWith('--')))
    .map((piece) => Buffer.from(piece, 'latin1').toString());
}

/** All up to the closing delimiter at once, as its session hands it on, and then the rest. */
function chunksOf1(text: string, boundary: string): string[] {
  const delimiter = `\r\n--${boundary}`;
  const close = text.lastIndexOf(`${delimiter}--`);
  const end = close === -1 ? text.length : close + delimiter.length + 2;
  return [...text.slice(0, end).split(delimiter), text.slice(end)].filter(
    (chunk) => !['', '--', '\r\n'].includes(chunk),
  );
}

/** The first JSON of a chunk; what stands before it has to be a content type that is JSON. */
function parseChunk(chunk: string, reader: SwiftReader): SwiftPart | undefined {
  for (const line of chunk.split('\r\n\r\n')) {
    const type = contentTypeOf(line, reader);
    if (type === undefined) {
      const part = parsed(line);
      if (!('hasNext' in part) || !('data' in part || 'incremental' in part))
        throw new Error('cannotParsePayloadData');
      return part;
    }
    if (!['application/json', 'application/graphql-response+json'].includes(type)) {
      throw new Error(`unsupportedContentType: ${type}`);
    }
  }
  return undefined;
}

/** The type that a line tells, if it tells one. Version 2 wants `; ` behind it if anything is. */
function contentTypeOf(line: string, reader: SwiftReader): string | undefined {
  if (reader === '1') return /^\s*content-type:([^;]*)/i.exec(line)?.[1]?.trim();
  if (!/^(?:content-type|Content-Type)/.test(line) || !line.includes(': ')) return undefined;
  const value = line.slice(line.indexOf(': ') + 2);
  return value.split('; ')[0];
}

function parsed(line: string): SwiftPart {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`cannotParseChunkData: ${line}`);
  }
}
