import { isoTime } from '../../clock.ts';
import { endingOf } from '../filename.ts';
import { sizeOf } from './media-bytes.ts';
import type { MediaWithAuthor } from './media-list.ts';

/** Where a media's file is served, under the prefix of the API. The ending is for people; the id alone counts. */
export function mediaPath(media: Pick<MediaWithAuthor, 'id' | 'mime_type'>): string {
  return `/files/medias/${media.id}.${endingOf(media.mime_type)}`;
}

/** A media as the API shows it (contract: Media). `link` is the link to its file; null while it has none. */
export function describeMedia(media: MediaWithAuthor, link: string | null) {
  return {
    id: media.id,
    title: media.title,
    description: media.description,
    status: media.status,
    media_type: media.media_type,
    mime_type: media.mime_type,
    source_type: media.source_type,
    url: link,
    size: sizeOf(media),
    created: isoTime(media.created),
    tags: tagsOf(media),
    geoloc: media.lat === null || media.lng === null ? null : { lat: media.lat, lng: media.lng },
    user: media.user === null ? null : { id: media.user, name: media.author },
  };
}

/** A media's tags, as they were stored. */
export function tagsOf(media: Pick<MediaWithAuthor, 'tags_json'>): string[] {
  // @NOTE only this API writes the column, always as a JSON array of strings.
  return JSON.parse(media.tags_json) as string[];
}
