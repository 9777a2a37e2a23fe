import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../sandbox/test/files/read-pdf.ts';
import { readZip } from '../sandbox/test/files/read-zip.ts';
import {
  CreateTicketDocument,
  DeleteTicketDocument,
  ExportTicketDocument,
  MediasDocument,
  TicketByApiIdDocument,
  type TicketExportFormat,
  type TicketState,
  TimelineDocument,
  UpdateTicketDocument,
} from './generated/graphql.ts';
import { codes, warmUpCallers } from './helpers/queries.ts';
import { PLACE, simulateSession } from './helpers/session.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await warmUpCallers(world, 'alice');
});
afterAll(async () => {
  await world.close();
});

const go = async (ticketId: string, state: TicketState) => {
  const { data } = await world.ask(UpdateTicketDocument, { input: { ticketId, state } });
  expect(data.updateTicket).toMatchObject({ __typename: 'UpdateTicketSuccess', ticket: { state } });
};

const eventsOf = async (ticketId: string) => {
  const { data } = await world.ask(TimelineDocument, { ticketId, first: 100 });
  return data.ticket?.events?.edges?.map((edge) => edge?.node) ?? [];
};

const mediasOf = async (ticketId: string) => {
  const { data } = await world.ask(MediasDocument, {
    ticketId,
    orderBy: { field: 'TITLE', direction: 'ASC' },
  });
  return data.ticket?.medias?.nodes ?? [];
};

const exported = async (ticketId: string, format: TicketExportFormat) => {
  const input = { ticketId, format, includeTimeline: true };
  const result = (await world.ask(ExportTicketDocument, { input })).data.exportTicket;
  if (result?.__typename !== 'ExportTicketSuccess') throw new Error('not exported');
  return result.export;
};

const fetched = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

test('the life of a ticket, from the invitation to the end', async () => {
  // Created with an invitation: somebody gets a link.
  const created = await world.ask(CreateTicketDocument, {
    input: {
      emails: ['paul@example.com'],
      recipient: { name: 'Martin', firstName: 'Paul' },
      subject: 'Boiler does not start',
      reference: 'CASE-1234',
      invite: true,
    },
  });
  const result = created.data.createTicket;
  if (result?.__typename !== 'CreateTicketSuccess' || !result.ticket) throw new Error('not created');
  const { ticketId, state, id } = result.ticket;
  expect(state).toBe('INVITED');
  expect(await world.admin.outbox(ticketId)).toMatchObject([
    { channel: 'email', address: 'paul@example.com', link: result.ticket.requestor?.joinUrl },
  ]);
  expect((await eventsOf(ticketId)).map((event) => event?.name)).toEqual([
    'TICKET_NEW',
    'TICKET_ASSIGNED',
    'TICKET_INVITATION_SENT',
  ]);
  expect(await mediasOf(ticketId)).toEqual([]);

  // The session: medias and events appear.
  await go(ticketId, 'INPROGRESS');
  await simulateSession(world.sandbox, ticketId, 3);
  const medias = await mediasOf(ticketId);
  expect(medias.map((media) => media?.title)).toEqual(['picture 0', 'picture 1', 'picture 2']);
  expect(medias[0]).toMatchObject({ status: 'COMPLETED', mediaType: 'IMAGE', userName: 'Alice Martin' });
  const events = await eventsOf(ticketId);
  expect(events.filter((event) => event?.name === 'MEDIA_PICTURE_TAKEN')).toHaveLength(3);
  expect(events.find((event) => event?.name === 'GEO_ANS_ALLOWED')?.geolocation).toEqual({
    latitude: PLACE.lat,
    longitude: PLACE.lng,
  });

  // Done, closed: from then on nothing changes any more.
  await go(ticketId, 'DONE');
  await go(ticketId, 'CLOSED');
  const late = await world.ask(UpdateTicketDocument, { input: { ticketId, state: 'OPEN' } });
  expect(late.data.updateTicket).toMatchObject({ __typename: 'TicketConflictError', code: 'CONFLICT' });
  const timeline = await eventsOf(ticketId);
  expect(timeline.map((event) => event?.name)).toEqual([
    'TICKET_NEW',
    'TICKET_ASSIGNED',
    'TICKET_INVITATION_SENT',
    'TICKET_SESSION_STARTED',
    'TICKET_INVITATION_CLICKED',
    'CONSENT_ACCEPTED',
    'SESSION_ESTABLISHED',
    'GEO_ANS_ALLOWED',
    'MEDIA_PICTURE_TAKEN',
    'MEDIA_PICTURE_TAKEN',
    'MEDIA_PICTURE_TAKEN',
    'SESSION_USER_LEFT',
    'TICKET_COMPLETED',
    'TICKET_CLOSED',
  ]);

  // Exported with its timeline: an archive of all there is, and a document to read.
  const archive = await exported(ticketId, 'ZIP');
  const files = await readZip(await fetched(archive.url));
  expect(JSON.parse(`${files.get('ticket.json')}`)).toMatchObject({
    id: Number(ticketId),
    state: 'closed',
    subject: 'Boiler does not start',
    reference: 'CASE-1234',
    requestor: { name: 'Martin', firstname: 'Paul', url: null },
    agent: { username: 'alice', url: null },
  });
  const [header, ...lines] = `${files.get('events.csv')}`.trim().split('\r\n');
  expect(header).toBe('id,eventName,timestamp,source,data');
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual(
    timeline.map((event) => [event?.eventId, event?.nameRaw]),
  );
  const pictures = [...files].filter(([path]) => path.startsWith('medias/')).map(([, bytes]) => bytes);
  const links = await Promise.all(medias.map((media) => fetched(media?.url ?? '')));
  expect(pictures.map((bytes) => bytes.toString('base64')).toSorted()).toEqual(
    links.map((bytes) => bytes.toString('base64')).toSorted(),
  );
  expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(3);

  const document = await exported(ticketId, 'PDF');
  expect(document.filename).toBe(`ticket-${ticketId}.pdf`);
  const { text } = readPdf(await fetched(document.url));
  expect(text).toContain('Boiler does not start');
  expect(text).toContain('ticket.closed');

  // Deleted: gone for reading, for a second deletion, and behind the links.
  const input = { id };
  const deleted = await world.ask(DeleteTicketDocument, { input });
  expect(deleted.data.deleteTicket).toMatchObject({ deletedId: id, deletedTicketId: ticketId });
  const gone = await world.ask(TicketByApiIdDocument, { ticketId });
  expect(gone.data.ticket).toBeNull();
  expect(codes(gone)).toEqual([]);
  const again = await world.ask(DeleteTicketDocument, { input });
  expect(again.data.deleteTicket?.__typename).toBe('TicketNotFoundError');
  expect((await fetch(archive.url)).status).toBe(404);
});
