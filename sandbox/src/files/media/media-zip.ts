import type { Store } from '../../db/store.ts';
import { endingOf, uniqueNames } from '../filename.ts';
import type { ZipEntry } from '../formats/zip.ts';
import { bytesOf, sizeOf } from './media-bytes.ts';
import type { MediaWithAuthor } from './media-list.ts';

/**
 * The files of medias as entries of an archive, named after their titles inside `folder` (empty, or with `/` at its end).
 * Medias without a file are left out. The bytes are made one media at a time, when an entry is opened.
 */
export function mediaEntries(store: Store, medias: readonly MediaWithAuthor[], folder: string): ZipEntry[] {
  const nameFor = uniqueNames();
  return medias
    .filter((media) => sizeOf(media) !== null)
    .map((media) => ({
      path: `${folder}${nameFor(media.title, endingOf(media.mime_type))}`,
      modified: media.created,
      squeeze: media.media_type === 'text',
      open: () => bytesOf(store, media),
    }));
}
