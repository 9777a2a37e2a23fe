import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type Event, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
let ticket: number;
beforeAll(async () => {
  api = await openApi();
  ticket = (await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' })).body.id;
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

interface Media {
  id: number;
  url: string | null;
  size: number | null;
}

describe('a media inserted', () => {
  const insert = async (wanted: object) =>
    (await api.admin<{ id: number }>('POST', '/medias', { ticket, ...wanted })).body.id;
  const media = async (id: number, status = 'completed') => {
    const query = { limit: 100, status };
    const { body } = await api.as('alice').get<Page<Media>>(`/tickets/${ticket}/medias`, query);
    return body.data.find((one) => one.id === id);
  };
  const bytes = async (one: Media | undefined) =>
    Buffer.from(await (await api.sandbox.fetch(new Request(one?.url ?? ''))).arrayBuffer());

  test('is a picture, unless more is said', async () => {
    const one = await media(await insert({}));
    expect(one).toMatchObject({
      ...{ title: 'Inserted', media_type: 'image', mime_type: 'image/png', source_type: 'snapshot' },
      ...{ created: '2026-03-10T09:30:00+00:00', tags: [], geoloc: null, user: null },
    });
    expect((await bytes(one)).length).toBe(one?.size);
  });

  test('is what was said', async () => {
    const wanted = {
      ...{ title: 'A log', kind: 'log', source_type: 'upload', tags: ['x'], description: 'long' },
      ...{ created: '2026-01-01T00:00:00Z', geoloc: { lat: 1, lng: 2 }, user: 1201 },
    };
    expect(await media(await insert(wanted))).toMatchObject({
      ...{ title: 'A log', media_type: 'text', mime_type: 'text/plain', source_type: 'upload', tags: ['x'] },
      ...{ created: '2026-01-01T00:00:00+00:00', geoloc: { lat: 1, lng: 2 }, user: { id: 1201 } },
    });
  });

  test('has the bytes that were sent', async () => {
    const sent = Buffer.from('{"a":1}');
    const types = { media_type: 'application', mime_type: 'application/json' };
    const one = await media(await insert({ bytes: sent.toString('base64'), ...types }));
    expect(one).toMatchObject({ size: sent.length, ...types });
    expect(await bytes(one)).toEqual(sent);
  });

  test('that is still being worked on has no file', async () => {
    expect(await media(await insert({ status: 'processing' }), 'processing')).toMatchObject({
      ...{ url: null, size: null },
    });
  });

  test.each([
    ['of a ticket nobody has', { ticket: 1 }],
    ['by a user nobody has', { user: 1 }],
    ['of a kind nobody knows', { kind: 'hologram' }],
    ['with bytes that are not base64', { bytes: '***' }],
    ['with bytes while it is worked on', { status: 'processing', bytes: 'AAAA' }],
    ['with a place off the map', { geoloc: { lat: 99, lng: 0 } }],
    ['with what nobody knows', { colour: 'red' }],
  ])('%s is refused', async (_what, wanted) => {
    const { status, body } = await api.admin('POST', '/medias', { ticket, ...wanted });
    expect([status, body['code']]).toEqual([400, 10]);
  });
});

describe('an event inserted', () => {
  const timeline = async () =>
    (await api.as('alice').get<Page<Event>>(`/tickets/${ticket}/events`)).body.data;

  test('stands in the timeline at its time', async () => {
    const at = '2026-03-10T09:40:00Z';
    const event = { ticket, eventName: 'media.OCRDone', source: 'system', data: { text: '1.4 bar' } };
    await api.admin('POST', '/events', { ...event, timestamp: at });
    await api.admin('POST', '/events', { ticket, eventName: 'robot.waved' });
    const [waved, done] = (await timeline()).slice(-2);
    expect(waved).toMatchObject({ eventName: 'robot.waved', source: 'system', data: {} });
    expect(done).toMatchObject({
      ...{ eventName: 'media.OCRDone', data: { text: '1.4 bar' }, timestamp: '2026-03-10T09:40:00+00:00' },
    });
  });

  test.each([
    { ticket: 1, eventName: 'x' },
    { ticket: 82001 },
    { ticket: 82001, eventName: 'x', source: 'cat' },
  ])('%j is refused', async (wanted) => {
    expect((await api.admin('POST', '/events', wanted)).status).toBe(400);
  });
});
