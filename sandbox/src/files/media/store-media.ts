import type { Insertable } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';

/** A media whose bytes are given; what is left out is as for a picture that a guest took. */
export type GivenMedia = Partial<Omit<Insertable<Schema['medias']>, 'kind' | 'seed' | 'size'>> &
  Pick<Insertable<Schema['medias']>, 'ticket' | 'title' | 'created'>;

/**
 * Keeps a media with its bytes, and answers its id. Without bytes it is one that has no file (yet): its status should say so.
 * Call it in a transaction.
 */
export function storeMedia(store: Store, given: GivenMedia, bytes: Uint8Array | null): number {
  const { build } = store;
  const row = {
    ...{ description: null, status: 'completed', media_type: 'image', mime_type: 'image/png' },
    ...{ source_type: 'snapshot', tags_json: '[]', lat: null, lng: null, user: null },
    ...given,
    ...{ kind: 'stored', seed: 0, size: bytes?.byteLength ?? null },
  };
  const { id } = store.run(build.insertInto('medias').values(row));
  if (bytes !== null) store.run(build.insertInto('media_blobs').values({ media: id, bytes }));
  return id;
}
