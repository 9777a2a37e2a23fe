/** Rows of medias into records. */
import { z } from 'zod';
import { type RowDecoder, rowDecoder } from '../upstream/endpoint/decode.ts';
import {
  count,
  id,
  instant,
  optionalId,
  optionalLink,
  orNull,
  point,
  text,
  texts,
} from '../upstream/endpoint/fields.ts';
import type { MediaRecord } from './record.ts';

export type * from './record.ts';

const userSchema = z.union([
  z.string().transform((name) => ({ id: null, name })),
  z.int().transform((number) => ({ id: String(number), name: null })),
  z.object({ id: optionalId, name: text }),
]);

const mediaSchema = z
  .object({
    id,
    title: text,
    description: text,
    status: text,
    media_type: text,
    mime_type: text,
    source_type: text,
    url: optionalLink,
    size: count,
    created: instant,
    tags: texts,
    geoloc: point,
    user: orNull(userSchema),
  })
  .transform(
    (row): MediaRecord => ({
      id: row.id,
      title: row.title,
      description: row.description,
      status: row.status,
      mediaType: row.media_type,
      mimeType: row.mime_type,
      sourceType: row.source_type,
      url: row.url,
      sizeBytes: row.size,
      createdAt: row.created,
      tags: row.tags,
      geoloc: row.geoloc,
      user: row.user,
    }),
  );

/** One media row; null without a usable id. */
export const decodeMedia: RowDecoder<MediaRecord> = rowDecoder(mediaSchema);
