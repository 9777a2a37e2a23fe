import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validate } from '../contract.ts';
import { readCsv } from './read-csv.ts';
import { readPng } from './read-png.ts';
import { readZip } from './read-zip.ts';
import { openRoom, type Room } from './room.ts';

let room: Room;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

async function exported(ticket: number, query = ''): Promise<Map<string, Buffer>> {
  const answer = await room.call(`/tickets/${ticket}/export?format=zip${query}`, { method: 'POST' });
  const file = await room.call((await answer.json()).url, { as: '' });
  return readZip(Buffer.from(await file.arrayBuffer()));
}

test('The archive holds the ticket, and its medias oldest first under names of their own', async () => {
  const upload = Buffer.alloc(2_500_000, 'upload');
  const ticket = await room.newTicket({ subject: 'Boiler', reference: 'CASE-1' });
  room.give(ticket, [
    { title: 'Gauge', created: 30, seed: 3 },
    { title: 'gauge', created: 20, seed: 4 },
    { title: 'clip', created: 10, bytes: upload, media_type: 'video', mime_type: 'video/mp4' },
    { title: 'not ready', created: 5, status: 'error' },
  ]);
  const files = await exported(ticket);
  expect([...files.keys()]).toEqual([
    'ticket.json',
    'medias/clip.mp4',
    'medias/gauge.png',
    'medias/Gauge (2).png',
  ]);
  expect(files.get('medias/clip.mp4')?.equals(upload)).toBe(true);
  expect(readPng(files.get('medias/gauge.png') ?? Buffer.alloc(0)).width).toBeGreaterThan(0);
});

test('The ticket is the one that the API shows, without the links that let people in', async () => {
  const ticket = await room.newTicket({ subject: 'Böiler', name: 'Paul', description: '<b>x</b>' });
  const told = JSON.parse((await exported(ticket)).get('ticket.json')?.toString() ?? '');
  validate('getTicket', 200, told);
  const shown = await (await room.call(`/tickets/${ticket}?scope=sso`)).json();
  expect(shown.requestor.url).toEqual(expect.any(String));
  expect(told).toEqual({
    ...shown,
    agent: shown.agent === null ? null : { ...shown.agent, url: null },
    requestor: { ...shown.requestor, url: null },
  });
});

describe('The timeline', () => {
  test.each([
    ['', false],
    ['&timeline=0', false],
    ['&timeline=FALSE', false],
    ['&timeline=1', true],
    ['&timeline=true', true],
    ['&timeline=TRUE', true],
  ])('with %j is there: %s', async (query, isThere) => {
    expect((await exported(room.ticket, query)).has('events.csv')).toBe(isThere);
  });

  test('has a row for each event, as the API tells them', async () => {
    const ticket = await room.newTicket();
    for (let n = 0; n < 1_201; n += 1)
      room.giveEvent(ticket, 'survey.answered', 4_000_000_000 + (n % 7), { n });
    const { data } = await (await room.call(`/tickets/${ticket}/events`)).json();
    const [head, ...rows] = readCsv(
      (await exported(ticket, '&timeline=1')).get('events.csv')?.toString() ?? '',
    );
    expect(head).toEqual(['id', 'eventName', 'timestamp', 'source', 'data']);
    expect(rows).toHaveLength(data.length);
    expect(
      rows.map(([id, eventName, timestamp, source, json]) => ({
        id,
        eventName,
        timestamp,
        source,
        data: JSON.parse(json ?? ''),
      })),
    ).toEqual(data);
  });

  test('holds nothing that a spreadsheet would run, and keeps commas, quotes and line ends', async () => {
    const ticket = await room.newTicket();
    for (const name of ['=HYPERLINK("http://x")', '+1', '-1', '@sum', '\t=1', 'plain']) {
      room.giveEvent(ticket, name, 4_000_000_000, { text: 'a,"b"\r\nc' });
    }
    const rows = readCsv((await exported(ticket, '&timeline=1')).get('events.csv')?.toString() ?? '').slice(
      -6,
    );
    expect(rows.map((row) => row[1])).toEqual([
      '\'=HYPERLINK("http://x")',
      "'+1",
      "'-1",
      "'@sum",
      "'\t=1",
      'plain',
    ]);
    expect(JSON.parse(rows[0]?.[4] ?? '')).toEqual({ text: 'a,"b"\r\nc' });
  });
});

test('A ticket without medias makes an archive of its own data alone', async () => {
  expect([...(await exported(await room.newTicket(), '&timeline=1')).keys()]).toEqual([
    'ticket.json',
    'events.csv',
  ]);
});
