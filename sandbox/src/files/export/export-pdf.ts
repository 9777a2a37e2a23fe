import { Readable } from 'node:stream';
import type { TicketRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { eventsOf } from '../formats/events-csv.ts';
import { openSheet, type Sheet } from '../formats/pdf-sheet.ts';
import { sizeOf, wholeFile } from '../media/media-bytes.ts';
import { completedMedias, type MediaWithAuthor } from '../media/media-list.ts';
import { tagsOf } from '../media/media-view.ts';
import { factsOf, participantsOf, readableTime } from './ticket-fields.ts';

/** Larger pictures are only listed: while it is drawn a picture is held in memory. */
const LARGEST_PICTURE = 16 * 1024 * 1024;

/**
 * A ticket as a document to read: its facts, who took part, its pictures (other medias are listed), and its timeline when
 * that was asked for. It is written while it is read, a picture or a batch of events ahead. Whatever people wrote stays
 * text. A picture that can't be decoded is named as such.
 */
export function exportPdf(deps: Deps, ticket: TicketRow, timeline: boolean): Readable {
  return Readable.from(pages(deps, ticket, timeline), { objectMode: false });
}

async function* pages(deps: Deps, ticket: TicketRow, timeline: boolean): AsyncGenerator<Buffer> {
  const sheet = await openSheet(`Ticket ${ticket.id}`, ticket.modified);
  writeFacts(sheet, deps, ticket);
  for await (const _ of writeMedias(sheet, deps, ticket)) yield* sheet.written();
  if (timeline) for (const _ of writeTimeline(sheet, deps, ticket)) yield* sheet.written();
  yield* sheet.end();
}

function writeFacts(sheet: Sheet, { store }: Deps, ticket: TicketRow): void {
  sheet.title(`Ticket ${ticket.id}`, ticket.subject ?? '');
  sheet.heading('Facts');
  for (const [name, value] of factsOf(store, ticket)) sheet.fact(name, value);
  if (ticket.description !== null && ticket.description !== '') {
    sheet.heading('Description');
    sheet.paragraph(ticket.description);
  }
  sheet.heading('Participants');
  for (const [role, person] of participantsOf(store, ticket)) sheet.fact(role, person);
}

/** Yields after each picture, when its bytes can be taken away. */
async function* writeMedias(sheet: Sheet, { store }: Deps, ticket: TicketRow): AsyncGenerator<void> {
  const { pictures = [], others = [] } = Object.groupBy(completedMedias(store, ticket.id), (media) =>
    media.media_type === 'image' && (sizeOf(media) ?? 0) <= LARGEST_PICTURE ? 'pictures' : 'others',
  );
  if (others.length > 0) sheet.heading('Files');
  for (const media of others) sheet.fact(media.mime_type, captionOf(media));
  if (pictures.length > 0) sheet.heading('Pictures', 'picture');
  for (const media of pictures) {
    const bytes = await wholeFile(store, media);
    const isShown = sheet.picture(bytes, media.mime_type, captionOf(media));
    if (!isShown) sheet.fact(`${media.mime_type} that cannot be shown`, captionOf(media));
    yield;
  }
}

function captionOf(media: MediaWithAuthor): string {
  const tags = tagsOf(media).map((tag) => `#${tag}`);
  const about = [media.title, media.description, ...tags].filter((part) => part !== null && part !== '');
  const size = `${Math.ceil((sizeOf(media) ?? 0) / 1000)} KB`;
  return `${about.join(' · ')} (${media.author ?? 'guest'}, ${readableTime(media.created)}, ${size})`;
}

/** Yields after each batch of events. */
function* writeTimeline(sheet: Sheet, { store }: Deps, ticket: TicketRow): Generator<void> {
  sheet.heading('Timeline');
  for (const events of eventsOf(store, ticket.id)) {
    for (const { at, source, name, data_json } of events) {
      sheet.fact(readableTime(at), `${name} (${source})`);
      if (data_json !== '{}') sheet.note(particulars(JSON.parse(data_json)));
    }
    yield;
  }
}

/** An event's data on one line: `agent.email: jane@example.com, score: 5`. */
function particulars(data: object, path = ''): string {
  const parts = Object.entries(data).map(([name, value]) =>
    typeof value === 'object' && value !== null
      ? particulars(value, `${path}${name}.`)
      : `${path}${name}: ${value}`,
  );
  return parts.filter((part) => part !== '').join(', ');
}
