import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePng } from './make-png.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';
import { BOB, openRoom, type Room } from './room.ts';

let room: Room;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

async function bytesOf(ticket: number, query = ''): Promise<Buffer> {
  const answer = await room.call(`/tickets/${ticket}/export?${query}`, { method: 'POST' });
  const file = await room.call((await answer.json()).url, { as: '' });
  return Buffer.from(await file.arrayBuffer());
}

async function exported(ticket: number, query = ''): Promise<ReadPdf> {
  return readPdf(await bytesOf(ticket, query));
}

test('The document tells the facts of the ticket and who takes part', async () => {
  const ticket = await room.newTicket({
    ...{ subject: 'Böiler does not start', reference: 'CASE-1234', description: 'Error E04.\nSince Monday.' },
    ...{
      agent: 'alice',
      name: 'Martin',
      firstName: 'Paul',
      company: 'Acme',
      country: 'FR',
      phone: '+33612345678',
    },
    ...{ startTime: '2030-01-02T15:00:00Z', duration: '45' },
  });
  const { text } = await exported(ticket);
  for (const line of [
    ...[
      `Ticket ${ticket}`,
      'Böiler does not start',
      'CASE-1234',
      'Error E04.',
      'Since Monday.',
      '45 minutes',
    ],
    ...['2030-01-02 15:00:00 UTC', '2030-01-02 15:45:00 UTC', 'Home repairs', 'video-assistance'],
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toContain('Alice Martin, alice.martin@hestia.example');
  expect(text).toContain('Paul Martin, Acme, FR, guest@example.com, +33612345678');
});

test('All recipients of a ticket with several are named, and no link that lets somebody in', async () => {
  const type = 'video-assistance-multi-participants';
  const ticket = await room.newTicket({ type, email: 'a@example.com,b@example.com' });
  const { text } = await exported(ticket);
  expect(text).toContain('a@example.com');
  expect(text).toContain('b@example.com');
  const secrets = room.database
    .prepare('select guest_link as link from participants where ticket = ?')
    .all(ticket);
  for (const { link } of secrets) expect(text).not.toContain(String(link));
});

test('HTML stays text, and what the fonts lack is replaced', async () => {
  const description = '<script>alert(1)</script> & <b>bold</b> 日本 Dvořák';
  const { text } = await exported(await room.newTicket({ description }));
  expect(text).toContain('<script>alert(1)</script> & <b>bold</b> ?? Dvorák');
});

describe('Medias', () => {
  test('pictures are shown with what is known of them, other files are named', async () => {
    const ticket = await room.newTicket();
    room.give(ticket, [
      { title: 'Gauge', description: 'Reads 1.5 bar', tags: ['meter'], seed: 1, user: BOB },
      { title: 'Display', seed: 2, user: null },
      { title: 'Session', kind: 'recording', media_type: 'video', mime_type: 'video/webm' },
      { title: 'Unfinished', status: 'processing' },
    ]);
    const { text, pictures } = await exported(ticket);
    expect(pictures).toBe(2);
    expect(text).toContain('Gauge · Reads 1.5 bar · #meter (Bob Keller, 2023-11-14 22:13:20 UTC, 309 KB)');
    expect(text).toContain('Display (guest, 2023-11-14 22:13:20 UTC, 309 KB)');
    expect(text).toMatch(/video\/webm: \nSession \(Alice Martin, /);
    expect(text).not.toContain('Unfinished');
  });

  test('a picture with alpha comes with its mask', async () => {
    const ticket = await room.newTicket();
    const rows = Buffer.from(Array.from({ length: 4 }, () => [0, ...Array(16).fill(128)]).flat());
    room.give(ticket, [{ bytes: makePng({ width: 4, height: 4, colour: 6, rows }) }]);
    const bytes = await bytesOf(ticket);
    expect(readPdf(bytes).pictures).toBe(2);
    expect(bytes.toString('latin1')).toMatch(/\/SMask \d+ 0 R/);
  });

  test.each([
    ['image/png', Buffer.from('no picture at all')],
    ['image/png', makePng({ width: 4, height: 4, colour: 6, rows: Buffer.alloc(3) })],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9])],
    ['image/jpeg', Buffer.from('nor this')],
    ['image/webp', Buffer.from('RIFF????WEBP')],
  ])('a damaged or unknown %s is named, and the rest of the document is whole', async (mime_type, bytes) => {
    const ticket = await room.newTicket();
    room.give(ticket, [
      { title: 'Broken', mime_type, bytes, created: 1 },
      { title: 'Good', created: 2 },
    ]);
    const { text, pictures } = await exported(ticket);
    expect(text).toContain(`${mime_type} that cannot be shown: \nBroken`);
    expect(text).toContain('Good (');
    expect(pictures).toBe(1);
  });

  test('many pictures go over as many pages as they need: one beside the facts, then two on each', async () => {
    const ticket = await room.newTicket();
    room.give(
      ticket,
      Array.from({ length: 9 }, (_, seed) => ({ seed })),
    );
    const { pages, pictures } = await exported(ticket);
    expect([pictures, pages]).toEqual([9, 1 + 4]);
  });
});

describe('The timeline', () => {
  test('is there when it was asked for, oldest first, with the particulars of each event', async () => {
    const ticket = await room.newTicket();
    room.giveEvent(ticket, 'geo.ansAllowed', 4_000_000_000, { geoloc: { lat: 48.65, lng: -3.36 } });
    const { text } = await exported(ticket, 'timeline=1');
    expect(text).toContain('geoloc.lat: 48.65, geoloc.lng: -3.36');
    expect(text.indexOf('ticket.new (')).toBeGreaterThan(text.indexOf('Timeline'));
    expect(text.indexOf('geo.ansAllowed (guest)')).toBeGreaterThan(text.indexOf('ticket.new ('));
  });

  test('is not there otherwise', async () => {
    const { text } = await exported(await room.newTicket());
    expect(text).not.toContain('Timeline');
    expect(text).not.toContain('ticket.new');
  });
});

test('The same ticket makes the same document', async () => {
  const ticket = await room.newTicket();
  room.give(ticket, [{}]);
  const [one, two] = [await bytesOf(ticket), await bytesOf(ticket)];
  expect(one.equals(two)).toBe(true);
});
