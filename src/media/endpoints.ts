/** The media endpoint of the ticket API. Rejects with an `UpstreamError` only. */
import { decodeList } from '../upstream/endpoint/decode.ts';
import type { Page } from '../upstream/endpoint/page.ts';
import type { CallOptions, UpstreamClient } from '../upstream/types.ts';
import { decodeMedia } from './decode.ts';
import type { MediaRecord } from './record.ts';

/** What a list of medias may be asked for. The download parameters are not: with those the answer is a file. */
export interface MediaListQuery {
  /** Default: `completed` alone. */
  readonly status?: readonly string[] | undefined;
  readonly offset?: number | undefined;
  /** 1 to 100, default 10. */
  readonly limit?: number | undefined;
  /** Created after. */
  readonly since?: Date | undefined;
  /** Created before. */
  readonly until?: Date | undefined;
  readonly search?: string | undefined;
  /** `date` (the default), `title`, `id`. */
  readonly orderBy?: string | undefined;
  /** Default `desc`. */
  readonly order?: 'asc' | 'desc' | undefined;
  readonly mediaType?: string | undefined;
  readonly tag?: string | undefined;
  /** A user id, or `all` (admins only). */
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  readonly sourceType?: string | undefined;
}

/** A page of a ticket's medias. */
export async function listMedias(
  client: UpstreamClient,
  ticketId: string,
  query: MediaListQuery = {},
  options: CallOptions = {},
): Promise<Page<MediaRecord>> {
  return decodeList(
    'listMedias',
    await client.call('listMedias', { ...query, ticketId }, options),
    decodeMedia,
  );
}
