import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { MediaRow } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';
import { generatedKind } from './media-kinds.ts';

/** Where a media's bytes come from, and how many there are. */
export type MediaSource = Pick<MediaRow, 'id' | 'kind' | 'seed' | 'status' | 'size'>;

/** The first and the last byte of a part of a file, counted from 0, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What one read gives: small enough that a slow reader holds little, large enough to be few. */
const PIECE = 256 * 1024;
/** What is taken from a stored blob at once: SQLite walks the whole blob for each slice, so slices are larger. */
const SLICE = 1024 * 1024;

/** Bytes of a media's file: exactly what `bytesOf` streams. Null while it has none (not completed). */
export function sizeOf(media: MediaSource): number | null {
  if (media.status !== 'completed') return null;
  return generatedKind(media.kind)?.size(media.seed) ?? media.size;
}

/**
 * The bytes of a media, or of a part of it: made again from kind and seed, or read from the stored blob. Nothing is made
 * before the first read, and a reader that stops reading stops the making. The stream fails with an Error if the media
 * has no file (not completed) or its blob has gone.
 */
export function bytesOf(store: Store, media: MediaSource, span?: Span): Readable {
  return Readable.from(pieces(store, media, span), { objectMode: false, highWaterMark: PIECE });
}

/** The whole file of a media at once, for one that is small enough. @throws Error as the stream of `bytesOf` does */
export async function wholeFile(store: Store, media: MediaSource): Promise<Buffer> {
  const size = sizeOf(media);
  if (size === null) throw new Error('This media has no file.');
  const kind = generatedKind(media.kind);
  return kind === undefined
    ? Buffer.concat([...storedPieces(store, media.id, 0, size)])
    : kind.make(media.seed);
}

async function* pieces(store: Store, media: MediaSource, span: Span | undefined): AsyncGenerator<Uint8Array> {
  const size = sizeOf(media);
  if (size === null) throw new Error('This media has no file.');
  const [from, end] = [span?.first ?? 0, (span?.last ?? size - 1) + 1];
  const kind = generatedKind(media.kind);
  if (kind === undefined) yield* storedPieces(store, media.id, from, end);
  else yield* cut((await kind.make(media.seed)).subarray(from, end));
}

function* storedPieces(store: Store, id: number, from: number, end: number): Generator<Uint8Array> {
  for (let at = from; at < end; at += SLICE) {
    const part = sql<Uint8Array>`substr(bytes, ${at + 1}, ${Math.min(SLICE, end - at)})`.as('part');
    const row = store.first(store.build.selectFrom('media_blobs').select(part).where('media', '=', id));
    if (row === undefined) throw new Error('The bytes of this media have gone.');
    yield* cut(row.part);
  }
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
