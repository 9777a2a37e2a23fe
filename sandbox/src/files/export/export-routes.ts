import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import type { TicketRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../errors.ts';
import { flag } from '../../http/fields.ts';
import { parse } from '../../http/parameters.ts';
import { sendFile } from '../send-file.ts';
import { exportPdf } from './export-pdf.ts';
import { exportZip } from './export-zip.ts';

/** How long the link to an export works, in seconds: an hour, as long as it may take to fetch a large one. */
export const EXPORT_LINK_LIFE = 3600;

const shape = z.object({ format: z.enum(['pdf', 'zip']).default('pdf'), timeline: flag.default(false) });

/**
 * `POST /tickets/{ticketId}/export`: writes down what was asked for and answers where to fetch it; each call is an export of
 * its own. `GET /files/exports/{id}.{format}`: the file, made while it is sent, so it tells the ticket as it is then, and
 * nothing once the ticket is deleted. The link is the permission.
 */
export function exportRoutes(deps: Deps): Hono {
  const { build, ...store } = deps.store;
  const routes = new Hono();

  routes.post('/tickets/:ticketId/export', async (c) => {
    const given = await deps.parameters(c);
    // Read after the last wait, so that it can't be deleted before the export is stored.
    const ticket = deps.ticketFor(c);
    const { format, timeline } = parse(shape, given);
    const created = deps.clock.seconds();
    const expires = created + EXPORT_LINK_LIFE;
    const row = { ticket: ticket.id, format, timeline: timeline ? 1 : 0, created, expires };
    const { id } = store.run(build.insertInto('exports').values(row));
    return c.json({
      url: deps.links.sign(c, `/files/exports/${id}.${format}`, EXPORT_LINK_LIFE),
      filename: filename(ticket, format),
      format,
      expires_at: isoTime(expires),
    });
  });

  routes.get('/files/exports/:file', (c) => {
    deps.links.check(c);
    const id = Number.parseInt(c.req.param('file'), 10);
    const asked = store.first(build.selectFrom('exports').selectAll().where('id', '=', id));
    const ticket = store.first(
      build
        .selectFrom('tickets')
        .selectAll()
        .where('id', '=', asked?.ticket ?? 0),
    );
    if (asked === undefined || ticket === undefined) throw notFound();
    return sendExport(c, deps, ticket, asked.format, asked.timeline === 1);
  });

  return routes;
}

function sendExport(
  c: Context,
  deps: Deps,
  ticket: TicketRow,
  format: 'pdf' | 'zip',
  timeline: boolean,
): Response {
  const make = format === 'pdf' ? exportPdf : exportZip;
  return sendFile(c, {
    name: filename(ticket, format),
    mimeType: `application/${format}`,
    show: 'attachment',
    open: () => make(deps, ticket, timeline),
  });
}

function filename({ id }: TicketRow, format: string): string {
  return `ticket-${id}.${format}`;
}
