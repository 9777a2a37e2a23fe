import { type Context, Hono } from 'hono';
import type { MediaRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../errors.ts';
import { envelope } from '../../http/page.ts';
import { endingOf, safeName } from '../filename.ts';
import { zipOf } from '../formats/zip.ts';
import { sendFile } from '../send-file.ts';
import { bytesOf, sizeOf } from './media-bytes.ts';
import { findMedias, type MediaWithAuthor } from './media-list.ts';
import { readMediaQuery } from './media-query.ts';
import { describeMedia, mediaPath } from './media-view.ts';
import { mediaEntries } from './media-zip.ts';

/** How long the link to a media works, in seconds: a quarter of an hour, as long as somebody looks at a page of them. */
export const MEDIA_LINK_LIFE = 900;
/** What a browser may show by itself. Not SVG nor HTML: those can carry a script. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|video\/.*|audio\/.*|text\/plain|application\/pdf)$/;

/**
 * `GET /tickets/{ticketId}/medias`: a page as JSON, or with `download` the files of that same page in one zip.
 * `GET /files/medias/{id}.{ending}`: the file behind a link; the link is the permission.
 */
export function mediaRoutes(deps: Deps): Hono {
  const { store, links } = deps;
  const routes = new Hono();
  const linkTo = (c: Context, media: MediaWithAuthor): string | null =>
    sizeOf(media) === null ? null : links.sign(c, mediaPath(media), MEDIA_LINK_LIFE);

  routes.get('/tickets/:ticketId/medias', async (c) => {
    const given = await deps.parameters(c);
    const ticket = deps.ticketFor(c);
    const query = readMediaQuery(store, deps.authorise(c), given);
    const { medias, total } = findMedias(store, ticket.id, query, deps.reading());
    if (!query.download) {
      const data = medias.map((media) => describeMedia(media, linkTo(c, media)));
      return c.json(envelope(data, total, query.offset));
    }
    return sendFile(c, {
      name: `${safeName(query.filename ?? `ticket-${ticket.id}-medias`)}.zip`,
      mimeType: 'application/zip',
      show: 'attachment',
      open: () => zipOf(mediaEntries(store, medias, '')),
    });
  });

  routes.get('/files/medias/:file', (c) => {
    links.check(c);
    const id = Number.parseInt(c.req.param('file'), 10);
    const media = store.first(store.build.selectFrom('medias').selectAll().where('id', '=', id));
    if (media === undefined) throw notFound();
    return sendMedia(c, deps, media);
  });

  return routes;
}

function sendMedia(c: Context, { store }: Deps, media: MediaRow): Response {
  const size = sizeOf(media);
  if (size === null) throw notFound();
  return sendFile(c, {
    name: `${safeName(media.title)}.${endingOf(media.mime_type)}`,
    mimeType: media.mime_type,
    show: SHOWN.test(media.mime_type) ? 'inline' : 'attachment',
    open: (span) => bytesOf(store, media, span),
    // A media's bytes never change.
    known: { size, tag: `media-${media.id}-${size}` },
  });
}
