import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file in an archive. */
export interface ZipEntry {
  /** Path inside the archive, with `/` between folders. */
  readonly path: string;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Whether to squeeze it: worth it for text, in vain for pictures and sound. */
  readonly squeeze: boolean;
  /** Opens the file when its turn comes, so that one file at a time is in hand. */
  readonly open: () => Readable;
}

/**
 * A zip of the entries, in their order, made while it is read: a reader that stops reading stops the making, and
 * one that leaves (destroys the stream) ends it. If an entry fails, so does the stream, with the entry's error.
 */
export function zipOf(entries: Iterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  // @NOTE yazl makes a PassThrough; its types promise only the older interface.
  const output = zip.outputStream as Readable;
  let open: Readable | undefined;
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => open?.destroy());
  for (const entry of entries) {
    const options = { mtime: new Date(entry.modified * 1000), mode: 0o100644, compress: entry.squeeze };
    zip.addReadStreamLazy(entry.path, options, (give) => {
      if (output.destroyed) return;
      open = entry.open();
      // A pipe hands on bytes, not errors.
      open.once('error', (error) => output.destroy(error));
      give(null, open);
    });
  }
  zip.end();
  return output;
}
