/** Media files as the ticket API has them. */
import { geoPoint, shortLived, TICKET_TAG, ticketId } from '../ticket/api.ts';
import {
  endpoint,
  field,
  inferred,
  orShorthand,
  type RowOf,
  record,
  requiredField,
} from '../upstream/endpoint/declare.ts';
import { pageOf } from '../upstream/endpoint/decode.ts';
import { count, datetime, id, link, string, strings } from '../upstream/endpoint/fields.ts';

const author = orShorthand(
  record('mediaUser', { id: field('id', id, 'inferred'), name: field('name', string, 'inferred') }),
  (value) => {
    if (typeof value === 'string') return { id: null, name: value };
    return Number.isSafeInteger(value) ? { id: String(value), name: null } : null;
  },
);

/** A media file. Only the id is certain. */
export const media = record('media', {
  id: requiredField('id', id, 'inferred'),
  title: field('title', string, 'documented'),
  description: field('description', string, 'documented'),
  status: field('status', string, 'seed'),
  mediaType: field('media_type', string, 'inferred'),
  mimeType: field('mime_type', string, 'inferred'),
  sourceType: field('source_type', string, 'seed'),
  /** Where the file is. A secret; may expire. */
  url: field('url', link, 'inferred'),
  sizeBytes: field('size', count, 'inferred'),
  createdAt: field('created', datetime, 'inferred'),
  tags: field('tags', strings, 'inferred'),
  geoloc: field('geoloc', geoPoint, 'inferred'),
  /** Who produced it. */
  user: field('user', author, 'inferred'),
});

/** A media file. Only the id is certain. */
export type MediaRecord = RowOf<typeof media>;

/** Lists the media files of a ticket. Their links expire, so they are not served stale for long. */
export const listMedias = endpoint({
  name: 'listMedias',
  method: 'GET',
  path: '/tickets/{ticketId}/medias',
  kind: 'read',
  returns: pageOf(media),
  circuit: 'nested',
  cache: shortLived(15, 1),
  about: { tags: [TICKET_TAG] },
  params: {
    ticketId,
    /** Default: `completed` alone. */
    status: inferred('list', 'status'),
    offset: inferred('integer', 'offset'),
    /** 1 to 100, default 10. */
    limit: inferred('integer', 'limit'),
    /** Created after. */
    since: inferred('datetime', 'since'),
    /** Created before. */
    until: inferred('datetime', 'until'),
    search: inferred('string', 'search'),
    /** `date` (the default), `title`, `id`. */
    orderBy: inferred('string', 'orderby'),
    /** `asc`, or `desc` (the default). */
    order: inferred('string', 'order'),
    mediaType: inferred('string', 'media_type'),
    tag: inferred('string', 'tag'),
    /** A user id, or `all` (admins only). */
    user: inferred('id', 'user'),
    group: inferred('id', 'group'),
    sourceType: inferred('string', 'source_type'),
    download: inferred('boolean', 'download', { forFilesOnly: true }),
    filename: inferred('string', 'filename', { forFilesOnly: true }),
  },
});
