import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parametersOf, validate } from '../contract.ts';
import { ALICE, BOB, openRoom, type Room } from './room.ts';

/** Seconds since 1970 of the first media; each is a minute younger than the one before. */
const START = 1_700_000_000;
const at = (minute: number) => START + minute * 60;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

let room: Room;
let ids: number[];

beforeAll(async () => {
  room = await openRoom();
  ids = room.give(room.ticket, [
    { title: 'Gauge', created: at(0), tags: ['meter', 'cellar'], description: 'Reads 1.5 bar', seed: 1 },
    { title: 'boiler', created: at(1), tags: ['meters'], source_type: 'capture', user: BOB, seed: 2 },
    {
      title: 'Session',
      created: at(2),
      kind: 'recording',
      media_type: 'video',
      mime_type: 'video/webm',
      source_type: 'recording',
      user: null,
    },
    {
      title: 'Notes 100%',
      created: at(3),
      kind: 'log',
      media_type: 'text',
      mime_type: 'text/plain',
      source_type: 'upload',
    },
    {
      title: 'Notes 1000',
      created: at(3),
      kind: 'report',
      media_type: 'application',
      mime_type: 'application/pdf',
      source_type: 'upload',
    },
    {
      title: 'Voice',
      created: at(4),
      kind: 'voice',
      media_type: 'audio',
      mime_type: 'audio/wav',
      source_type: 'recording',
    },
    { title: 'Late', created: at(5), status: 'processing' },
    { title: 'Lost', created: at(6), status: 'error' },
  ]);
});
afterAll(() => room[Symbol.asyncDispose]());

/** The titles of a page, after its answer was held against the contract. */
async function titles(query: string, as = 'alice'): Promise<string[]> {
  const body = await list(query, as);
  return body.data.map((media) => media.title);
}

async function list(query: string, as = 'alice') {
  const { status, body } = await ask(query, as);
  expect(status).toBe(200);
  return body;
}

type Listed = {
  data: { id: number; title: string; url: string | null; size: number | null }[];
  total: number;
  next_offset: number | null;
};
type Answer = Listed & { code: number; message: string; details: string };

async function ask(query: string, as = 'alice', ticket: number | string = room.ticket) {
  const answer = await room.call(`/tickets/${ticket}/medias${query}`, { as });
  const body: Answer = await answer.json();
  validate('listTicketMedias', answer.status, body);
  return { status: answer.status, body };
}

test('Without parameters the completed medias come, newest first, ties by id, and say how many there are', async () => {
  const body = await list('');
  expect(body.data.map((media) => media.title)).toEqual([
    'Voice',
    'Notes 100%',
    'Notes 1000',
    'Session',
    'boiler',
    'Gauge',
  ]);
  expect([body.total, body.next_offset]).toEqual([6, null]);
});

test('A media tells all that is known of it', async () => {
  const { data } = await list('?search=gauge');
  expect(data[0]).toEqual({
    id: ids[0],
    title: 'Gauge',
    description: 'Reads 1.5 bar',
    status: 'completed',
    media_type: 'image',
    mime_type: 'image/png',
    source_type: 'snapshot',
    url: expect.stringContaining(`/files/medias/${ids[0]}.png?`),
    size: expect.any(Number),
    created: '2023-11-14T22:13:20+00:00',
    tags: ['meter', 'cellar'],
    geoloc: null,
    user: { id: ALICE, name: 'Alice Martin' },
  });
});

test('What a guest produced has no user; what is not completed has no link and no size', async () => {
  const [session] = (await list('?search=session')).data;
  expect(session).toMatchObject({ user: null });
  const { data } = await list('?status=processing,error');
  for (const media of data) expect([media.url, media.size]).toEqual([null, null]);
});

test('A ticket without medias has an empty page', async () => {
  const { body } = await ask('', 'alice', await room.newTicket());
  expect(body).toEqual({ data: [], total: 0, next_offset: null });
});

describe('Filters', () => {
  test.each([
    ['status', '?status=error', ['Lost']],
    ['several statuses', '?status=processing,error', ['Lost', 'Late']],
    ['several statuses, with blanks and one twice', '?status=error,%20error,processing', ['Lost', 'Late']],
    ['since, which leaves out its own second', `?since=${iso(at(3))}`, ['Voice']],
    ['until, which leaves out its own second', `?until=${iso(at(1))}`, ['Gauge']],
    ['since and until', `?since=${iso(at(0))}&until=${iso(at(3))}`, ['Session', 'boiler']],
    ['search in titles, whatever the case', '?search=GAUGE', ['Gauge']],
    ['search in descriptions', '?search=1.5%20bar', ['Gauge']],
    ['search in tags', '?search=cella', ['Gauge']],
    ['search that takes wildcards for what they are', '?search=100%25', ['Notes 100%']],
    ['search for nothing in particular', '?search=&media_type=audio', ['Voice']],
    ['media_type', '?media_type=video', ['Session']],
    ['source_type', '?source_type=upload', ['Notes 100%', 'Notes 1000']],
    ['tag, whole and not in part', '?tag=meter', ['Gauge']],
    ['a tag that nobody used', '?tag=nothing', []],
    ['user: oneself', `?user=${ALICE}&media_type=image`, ['Gauge']],
    ['group, of whoever produced it', '?group=78', ['boiler']],
    ['filters together', '?media_type=image&source_type=capture', ['boiler']],
  ])('by %s', async (_name, query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });
});

test('Where the sandbox is told to take bounds as inclusive, since and until keep their own second', async () => {
  await using inclusive = await openRoom({ admin: true });
  inclusive.give(inclusive.ticket, [{ created: at(0) }]);
  const count = async (query: string) =>
    (await (await inclusive.call(`/tickets/${inclusive.ticket}/medias?${query}`)).json()).total;
  const counts = async () => [await count(`since=${iso(at(0))}`), await count(`until=${iso(at(0))}`)];
  expect(await counts()).toEqual([0, 0]);
  const headers = { 'content-type': 'application/json' };
  const habits = new URL('/_sandbox/habits', inclusive.url);
  await fetch(habits, { method: 'PUT', headers, body: JSON.stringify({ boundsInclusive: true }) });
  expect(await counts()).toEqual([1, 1]);
});

describe('Order and pages', () => {
  test.each([
    ['?orderby=date&order=asc', ['Gauge', 'boiler', 'Session', 'Notes 100%', 'Notes 1000', 'Voice']],
    ['?orderby=title&order=asc', ['boiler', 'Gauge', 'Notes 100%', 'Notes 1000', 'Session', 'Voice']],
    ['?orderby=title', ['Voice', 'Session', 'Notes 1000', 'Notes 100%', 'Gauge', 'boiler']],
    ['?orderby=id', ['Voice', 'Notes 1000', 'Notes 100%', 'Session', 'boiler', 'Gauge']],
    ['?order=desc', ['Voice', 'Notes 100%', 'Notes 1000', 'Session', 'boiler', 'Gauge']],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test('limit and offset cut the list, and the envelope tells where it goes on', async () => {
    const page = await list('?limit=2&offset=1');
    expect(page.data.map((media) => media.title)).toEqual(['Notes 100%', 'Notes 1000']);
    expect([page.total, page.next_offset]).toEqual([6, 3]);
    expect((await list('?limit=2&offset=4')).next_offset).toBeNull();
    expect((await list('?offset=100')).data).toEqual([]);
  });

  test('ten come at once unless more are asked for, and a hundred at most', async () => {
    const ticket = await room.newTicket();
    room.give(
      ticket,
      Array.from({ length: 101 }, (_, seed) => ({ seed })),
    );
    const count = async (query: string) => (await ask(query, 'alice', ticket)).body.data.length;
    expect([await count(''), await count('?limit=1'), await count('?limit=100')]).toEqual([10, 1, 100]);
  });
});

describe('Whose medias', () => {
  test('an admin may ask for another user or for all', async () => {
    expect(await titles(`?user=${BOB}`, 'dana')).toEqual(['boiler']);
    expect((await titles('?user=all', 'dana')).length).toBe(6);
  });

  test.each(['all', String(BOB), 'nobody'])('an agent may not ask for user=%s', async (user) => {
    const { status, body } = await ask(`?user=${user}`);
    expect([status, body.code]).toEqual([403, 2]);
  });

  test.each(['9999999', 'nobody', '1301'])(
    'an admin who asks for user=%s, not of the enterprise, is told so',
    async (user) => {
      const { status, body } = await ask(`?user=${user}`, 'dana');
      expect([status, body.message]).toEqual([400, 'The selected user field is invalid.']);
    },
  );
});

describe('Refusals name the parameter and never repeat its value', () => {
  test.each([
    ['status', 'secret'],
    ['status', 'completed,secret'],
    ['status', ''],
    ['status', ','],
    ['offset', '-1'],
    ['offset', 'secret'],
    ['limit', '0'],
    ['limit', '101'],
    ['limit', '1.5'],
    ['since', 'secret'],
    ['since', '2024-01-01T15:00:00'],
    ['until', '2024-01-01'],
    ['orderby', 'secret'],
    ['order', 'DESC'],
    ['media_type', 'secret'],
    ['tag', ''],
    ['group', 'secret'],
    ['group', '91'],
    ['source_type', 'secret'],
    ['download', 'yes'],
    ['download', 'True'],
    ['filename', ''],
    ['filename', 'x'.repeat(101)],
  ])('%s=%s', async (name, value) => {
    const { status, body } = await ask(`?${name}=${encodeURIComponent(value)}`);
    expect([status, body.code, body.details]).toEqual([400, 10, `Parameter ${name}`]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('Rights', () => {
  test.each([
    ['an agent of another group', 'bob', 403],
    ['an agent of another enterprise', 'erin', 404],
    ['nobody', '', 401],
  ])('%s is refused', async (_who, as, status) => {
    expect((await ask('', as)).status).toBe(status);
  });

  test.each(['999999999', 'abc', '1e3', '-1'])('ticket %s does not exist', async (ticket) => {
    expect((await ask('', 'alice', ticket)).status).toBe(404);
  });
});

test('Every parameter of the contract is one of those tested here or in the tests of downloads', () => {
  const here = [
    'status',
    'offset',
    'limit',
    'since',
    'until',
    'search',
    'orderby',
    'order',
    'media_type',
    'tag',
    'user',
    'group',
  ];
  expect(parametersOf('listTicketMedias').sort()).toEqual(
    [...here, 'source_type', 'download', 'filename'].sort(),
  );
});
