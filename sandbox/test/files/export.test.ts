import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_LINK_LIFE } from '../../src/files/export/export-routes.ts';
import { parametersOf, validate } from '../contract.ts';
import { openRoom, type Room } from './room.ts';

let room: Room;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

async function ask(
  query: string,
  { as = 'alice', ticket = room.ticket }: { as?: string; ticket?: number | string } = {},
) {
  const answer = await room.call(`/tickets/${ticket}/export${query}`, { as, method: 'POST' });
  const body = await answer.json();
  validate('exportTicket', answer.status, body);
  return { status: answer.status, body };
}

async function open(url: string, method = 'GET') {
  return room.call(url, { as: '', method });
}

test('An export answers where its file is, what it is called, and until when', async () => {
  const { status, body } = await ask('?format=zip');
  expect([status, body.filename, body.format]).toEqual([200, `ticket-${room.ticket}.zip`, 'zip']);
  expect(body.url).toContain('/files/exports/');
  const life = Date.parse(body.expires_at) / 1000 - Date.now() / 1000;
  expect(Math.abs(life - EXPORT_LINK_LIFE)).toBeLessThan(60);
});

test.each([
  ['', 'application/pdf', '%PDF'],
  ['?format=pdf', 'application/pdf', '%PDF'],
  ['?format=zip', 'application/zip', 'PK\x03\x04'],
])('With %j the file is of type %s', async (query, type, begins) => {
  const { body } = await ask(query);
  const answer = await open(body.url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="${body.filename}"`);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect((await answer.text()).startsWith(begins)).toBe(true);
});

test('The format and the timeline may come in a form or in JSON as well', async () => {
  const bodies = [
    ['application/x-www-form-urlencoded', 'format=zip&timeline=1'],
    ['application/json', JSON.stringify({ format: 'zip', timeline: true })],
  ] as const;
  for (const [type, body] of bodies) {
    const headers = { authorization: 'Bearer sandbox-alice', 'content-type': type };
    const answer = await fetch(`${room.url}/tickets/${room.ticket}/export`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await answer.json()).toMatchObject({ format: 'zip' });
  }
  const rows = room.database.prepare('select format, timeline from exports order by id desc limit 2').all();
  expect(rows.map((row) => ({ ...row }))).toEqual(Array(2).fill({ format: 'zip', timeline: 1 }));
});

test('Each export is written down, with its end', async () => {
  const ticket = await room.newTicket();
  await ask('?timeline=TRUE', { ticket });
  await ask('?format=zip', { ticket });
  const rows = room.database
    .prepare('select format, timeline, created, expires from exports where ticket = ?')
    .all(ticket);
  expect(rows.map(({ format, timeline }) => [format, timeline])).toEqual([
    ['pdf', 1],
    ['zip', 0],
  ]);
  for (const { created, expires } of rows) expect(Number(expires) - Number(created)).toBe(EXPORT_LINK_LIFE);
});

test('Two exports of one ticket have links of their own, and both work', async () => {
  const [one, two] = [(await ask('')).body.url, (await ask('')).body.url];
  expect(one).not.toBe(two);
  for (const url of [one, two]) expect((await open(url, 'HEAD')).status).toBe(200);
});

test('A closed ticket can be exported', async () => {
  const ticket = await room.newTicket();
  for (const state of ['open', 'inprogress', 'done', 'closed']) {
    await room.call(`/tickets/${ticket}?state=${state}`, { method: 'PUT' });
  }
  expect((await (await room.call(`/tickets/${ticket}`)).json()).state).toBe('closed');
  const { body } = await ask('', { ticket });
  expect((await open(body.url)).status).toBe(200);
});

test('HEAD gets the headers alone; a file that is made while it is sent has no parts', async () => {
  const { body } = await ask('');
  const head = await open(body.url, 'HEAD');
  expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
  expect(head.headers.get('accept-ranges')).toBe('none');
  expect((await room.call(body.url, { as: '', headers: { range: 'bytes=0-9' } })).status).toBe(200);
});

describe('Refusals', () => {
  test.each([
    ['format', 'docx'],
    ['format', 'PDF'],
    ['format', ''],
    ['timeline', 'yes'],
    ['timeline', '2'],
    ['timeline', ''],
  ])('%s=%s is not valid', async (name, value) => {
    const { status, body } = await ask(`?${name}=${value}`);
    expect([status, body.code, body.message]).toEqual([400, 10, `The selected ${name} field is invalid.`]);
  });

  test.each([
    ['bob', 403],
    ['erin', 404],
    ['', 401],
  ])("%s may not export alice's ticket", async (as, status) => {
    expect((await ask('', { as })).status).toBe(status);
  });

  test.each([999_999_999, 'abc'])('ticket %s does not exist', async (ticket) => {
    expect((await ask('', { ticket })).status).toBe(404);
  });
});

describe('The link of an export does not open', () => {
  test('another one, nor the same in another format of name', async () => {
    const [one, two] = [new URL((await ask('')).body.url), new URL((await ask('')).body.url)];
    const moved = new URL(one);
    moved.pathname = two.pathname;
    expect((await open(moved.href)).status).toBe(404);
    one.pathname = one.pathname.replace('.pdf', '.zip');
    expect((await open(one.href)).status).toBe(404);
  });

  test('once the ticket was deleted', async () => {
    const ticket = await room.newTicket();
    const { body } = await ask('', { ticket });
    await room.call(`/tickets/${ticket}`, { method: 'DELETE' });
    expect((await open(body.url)).status).toBe(404);
  });

  test('after its time', async () => {
    const { body } = await ask('');
    room.later(EXPORT_LINK_LIFE - 5);
    expect((await open(body.url, 'HEAD')).status).toBe(200);
    room.later(6);
    const answer = await open(body.url);
    validate('exportTicket', answer.status, await answer.json());
    expect(answer.status).toBe(404);
  });
});

test('These are all parameters that the contract knows', () => {
  expect(parametersOf('exportTicket').sort()).toEqual(['format', 'timeline']);
});
