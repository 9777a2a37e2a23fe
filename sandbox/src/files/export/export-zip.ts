import { Readable } from 'node:stream';
import type { TicketRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { eventsCsv } from '../formats/events-csv.ts';
import { type ZipEntry, zipOf } from '../formats/zip.ts';
import { completedMedias } from '../media/media-list.ts';
import { mediaEntries } from '../media/media-zip.ts';

/**
 * A ticket as an archive: `ticket.json` (as the API shows the ticket, without the links that let people in),
 * `events.csv` when the timeline was asked for, and under `medias/` the file of every completed media.
 */
export function exportZip(deps: Deps, ticket: TicketRow, timeline: boolean): Readable {
  const { store } = deps;
  const json = `${JSON.stringify(deps.describe(ticket), null, 2)}\n`;
  const entries: ZipEntry[] = [
    text('ticket.json', ticket, () => Readable.from([json], { objectMode: false })),
    ...(timeline ? [text('events.csv', ticket, () => eventsCsv(store, ticket.id, deps.describeEvent))] : []),
    ...mediaEntries(store, completedMedias(store, ticket.id), 'medias/'),
  ];
  return zipOf(entries);
}

function text(path: string, ticket: TicketRow, open: () => Readable): ZipEntry {
  return { path, modified: ticket.modified, squeeze: true, open };
}
