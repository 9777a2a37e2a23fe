import type { Readable } from 'node:stream';
import { ReadableStream as WebStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import { disposition } from './filename.ts';
import type { Span } from './media/media-bytes.ts';
import { partAsked } from './range.ts';
import { Sweep } from './sweep.ts';

/** A file to answer with. */
export interface FileToSend {
  readonly name: string;
  readonly mimeType: string;
  /** Whether a browser shows it (`inline`) or saves it. */
  readonly show: 'inline' | 'attachment';
  /** Opens the bytes, or the part of them that is asked for. Not called for HEAD. */
  readonly open: (span?: Span) => Readable;
  /** Bytes and a text that names this very content; absent when the file is made while it is sent, and has no parts. */
  readonly known?: { readonly size: number; readonly tag: string };
}

/**
 * Answers with a file, streamed: 200, or 206 and 416 when a Range was asked of a file whose size is known. HEAD gets the
 * headers alone. Only the caller's own cache may store it, and a browser never guesses another type.
 */
export function sendFile(c: Context, file: FileToSend): Response {
  c.header(
    'Content-Type',
    file.mimeType.startsWith('text/') ? `${file.mimeType}; charset=utf-8` : file.mimeType,
  );
  c.header('Content-Disposition', disposition(file.show, file.name));
  c.header('Cache-Control', 'private, no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  if (file.known === undefined) {
    c.header('Accept-Ranges', 'none');
    return answer(c, 200, file.open);
  }
  return sendKnown(c, file, file.known);
}

function sendKnown(c: Context, file: FileToSend, { size, tag }: { size: number; tag: string }): Response {
  c.header('Accept-Ranges', 'bytes');
  c.header('ETag', `"${tag}"`);
  const part = partAsked(rangeHeader(c, tag), size);
  if (part === 'unsatisfiable') {
    c.header('Content-Disposition', undefined);
    c.header('Content-Range', `bytes */${size}`);
    return c.json({ code: 10, message: 'The range cannot be satisfied.', details: 'Header Range' }, 416);
  }
  if (part !== null) c.header('Content-Range', `bytes ${part.first}-${part.last}/${size}`);
  c.header('Content-Length', String(part === null ? size : part.last - part.first + 1));
  return answer(c, part === null ? 200 : 206, () => file.open(part ?? undefined));
}

/** The Range header, unless If-Range says that it was meant for another content. */
function rangeHeader(c: Context, tag: string): string | undefined {
  const meantFor = c.req.header('if-range');
  return meantFor === undefined || meantFor === `"${tag}"` ? c.req.header('range') : undefined;
}

function answer(c: Context, status: 200 | 206, open: () => Readable): Response {
  if (c.req.method === 'HEAD') return c.body(null, status);
  // Made from an iterator, a web stream asks for a piece only when the last one was taken, and closes the source when left.
  // @NOTE Node's web streams are those of the platform; the types of the two know nothing of each other.
  return c.body(WebStream.from(inTurns(open())) as ReadableStream, status);
}

/** The pieces of a file with a turn for everybody else after each: a fast reader would otherwise keep the process to itself. */
async function* inTurns(source: Readable): AsyncGenerator<Uint8Array> {
  const sweep = new Sweep();
  try {
    for await (const piece of source) {
      yield piece;
      await setImmediate();
      sweep.passed(piece.length);
    }
  } finally {
    sweep.end();
  }
}
