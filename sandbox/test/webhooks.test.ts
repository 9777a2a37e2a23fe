import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, NOW, openApi, type Ticket } from './api.ts';
import { invited, PICTURE } from './guest.ts';

interface Received {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  body: {
    event: string;
    time: number;
    object: string;
    objectId: number | string;
    props: Record<string, unknown>;
  };
}

let receiver: Server;
let url: string;
let received: Received[] = [];
/** Answers are held back while this is set. */
let held: Promise<void> | undefined;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const { url: path = '', method = '', headers } = request;
    // @NOTE the sandbox is the only caller; its bodies are what is tested.
    received.push({ path, method, headers, body: (await json(request)) as Received['body'] });
    await held;
    response.writeHead(path === '/broken' ? 500 : path === '/moved' ? 302 : 200, { location: '/elsewhere' });
    response.end('ok');
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  // @NOTE a server that listens on a host and a port has an address of this form.
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

let api: Api;
beforeEach(async () => {
  api = await openApi();
  received = [];
  held = undefined;
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

const hook = (...hooks: object[]) => api.admin('PUT', '/webhooks', hooks);
const delivered = async () =>
  (await api.admin<{ deliveries: Deliveries }>('GET', '/webhooks')).body.deliveries;
interface Deliveries {
  waiting: number;
  data: { object: string; event: string; status: number | null; url: string }[];
}
/** Waits until nothing is on its way; what came, as `object.event`. */
async function arrived(): Promise<string[]> {
  await expect.poll(async () => (await delivered()).waiting).toBe(0);
  return received.map(({ body }) => `${body.object}.${body.event}`);
}
const create = async (values: Record<string, string | number> = {}, who = 'alice') =>
  (await api.as(who).post<Ticket>('/tickets', { email: 'zoe@example.com', ...values })).body;

test('a ticket that is made, changed and deleted is told in the documented form', async () => {
  await hook({ url: `${url}/hook`, events: ['ticket.create', 'ticket.update', 'ticket.delete'] });
  const { id } = await create({ agent: 'alice' });
  await api.as('alice').put(`/tickets/${id}`, { state: 'inprogress' });
  await api.as('alice').delete(`/tickets/${id}`);
  expect(await arrived()).toEqual(['ticket.create', 'ticket.update', 'ticket.delete']);
  const time = Date.parse(NOW) / 1000;
  const props = { 'geoloc.lat': null, 'geoloc.lng': null };
  expect(received.map(({ body }) => body)).toEqual([
    { event: 'create', time, object: 'ticket', objectId: id, props: { state: 'open', ...props } },
    { event: 'update', time, object: 'ticket', objectId: id, props: { state: 'inprogress', ...props } },
    { event: 'delete', time, object: 'ticket', objectId: id, props: { state: 'inprogress', ...props } },
  ]);
  expect(received[0]).toMatchObject({
    ...{ method: 'POST', path: '/hook' },
    headers: { 'user-agent': 'Cloud Apizee', 'content-type': 'application/json' },
  });
});

test('a session is told as it goes: conversation, its events, medias, text messages', async () => {
  await hook({ url });
  const { guest, agent } = await invited(api, { phone: '+33639980001' });
  await guest.act('accept');
  await guest.act('join', { consent: true });
  await agent.act('join');
  await guest.act('location', { allowed: true, lat: 1.5, lng: 2.5 });
  await guest.act('snapshot', PICTURE);
  const came = await arrived();
  expect([...new Set(came)].sort()).toEqual([
    ...['conversation.create', 'conversationevent.create', 'media.create', 'smsmessage.create'],
    ...['ticket.create', 'ticket.update'],
  ]);
  const of = (object: string) => received.map(({ body }) => body).filter((body) => body.object === object);
  expect(of('conversationevent').map(({ props }) => props['eventName'])).toContain('session.established');
  expect(of('conversationevent').at(-1)?.props).toMatchObject({
    ...{ eventName: 'media.pictureTaken', source: 'guest', data: { title: 'Snapshot 1' } },
  });
  expect(of('media')[0]?.props).toMatchObject({ status: 'completed', media_type: 'image' });
  expect(of('conversation')[0]?.objectId).toMatch(/^conv-/);
  expect(of('ticket').at(-1)?.props).toEqual({ state: 'inprogress', 'geoloc.lat': 1.5, 'geoloc.lng': 2.5 });
  expect(came.filter((kind) => kind.startsWith('ticket'))).toEqual([
    ...['ticket.create', 'ticket.update', 'ticket.update'],
  ]);
  // The guest's addresses and everybody's links are nobody's business but the API's.
  expect(JSON.stringify(received.map(({ body }) => body))).not.toMatch(/zoe@|\+3363998|\/i\/|token=/);
});

test('what time does is told too', async () => {
  const { id } = await create({ invite: 1 });
  await hook({ url, events: ['ticket.update'] });
  await api.admin('POST', '/clock', { move: 86_400 });
  expect(await arrived()).toEqual(['ticket.update']);
  expect(received[0]?.body).toMatchObject({ objectId: id, props: { state: 'expired' } });
});

test('a deleted ticket takes its medias along', async () => {
  const { id } = await create();
  const media = await api.admin('POST', '/medias', { ticket: id });
  await hook({ url, events: ['media.delete', 'ticket.delete'] });
  await api.as('alice').delete(`/tickets/${id}`);
  expect(await arrived()).toEqual(['media.delete', 'ticket.delete']);
  expect(received[0]?.body.objectId).toBe(media.body['id']);
});

test('what is refused or undone is not told', async () => {
  await hook({ url });
  expect((await api.as('alice').post('/tickets', { email: 'info@example.com' })).status).toBe(400);
  expect((await api.as('alice').post('/tickets', { email: 'a@example.com', agent: 'nobody' })).status).toBe(
    400,
  );
  await api.as('alice').get('/tickets');
  expect(await arrived()).toEqual([]);
});

describe('a webhook', () => {
  test('sends its own headers along, but not instead of the platform’s', async () => {
    const headers = { 'X-Secret': 'abc', 'User-Agent': 'Mallory', 'Content-Type': 'text/plain' };
    await hook({ url, headers, events: ['ticket.create'] });
    await create();
    await arrived();
    expect(received[0]?.headers).toMatchObject({
      ...{ 'x-secret': 'abc', 'user-agent': 'Cloud Apizee', 'content-type': 'application/json' },
    });
  });

  test('that is not active is not called', async () => {
    await hook({ url: `${url}/off`, active: false }, { url: `${url}/on`, events: ['ticket.create'] });
    await create();
    await arrived();
    expect(received.map(({ path }) => path)).toEqual(['/on']);
  });

  test('hears of its own enterprise only', async () => {
    await hook(
      { url: `${url}/hestia` },
      { url: `${url}/baltica`, enterprise: 3608, events: ['ticket.create'] },
    );
    await create({}, 'erin');
    await arrived();
    expect(received.map(({ path }) => path)).toEqual(['/baltica']);
  });

  test.each([
    ['answers an error', '/broken', 500],
    ['sends it elsewhere', '/moved', 302],
  ])('whose receiver %s is called once, and the next one comes all the same', async (_what, path, status) => {
    await hook({ url: url + path, events: ['ticket.create'] });
    await create();
    await create();
    expect(await arrived()).toEqual(['ticket.create', 'ticket.create']);
    expect((await delivered()).data.map((one) => one.status)).toEqual([status, status]);
    expect(new Set(received.map((one) => one.path))).toEqual(new Set([path]));
  });

  test('whose receiver is not there is told as not answered', async () => {
    await hook({ url: 'http://127.0.0.1:9/', events: ['ticket.create'] });
    await create();
    await arrived();
    expect((await delivered()).data).toMatchObject([{ status: null, object: 'ticket' }]);
  });

  test('whose receiver is slow holds up neither a request nor another receiver', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    await hook({ url: `${url}/slow`, events: ['ticket.create'] });
    for (let n = 0; n < 5; n += 1) expect((await create()).id).toBeGreaterThan(0);
    await expect.poll(() => received.length).toBe(1);
    expect((await delivered()).waiting).toBe(5);
    held = undefined;
    await hook({ url: `${url}/quick`, events: ['ticket.create'] });
    await create();
    await expect.poll(() => received.map(({ path }) => path)).toEqual(['/slow', '/quick']);
    release();
    expect(await arrived()).toHaveLength(6);
  });

  test.each([
    ['an address that is none', [{ url: 'nowhere' }]],
    ['another protocol', [{ url: 'file:///etc/passwd' }]],
    ['a kind nobody knows', [{ url: 'http://x.test', events: ['ticket.fly'] }]],
    ['a header that breaks lines', [{ url: 'http://x.test', headers: { a: 'b\r\nc: d' } }]],
    ['a setting nobody knows', [{ url: 'http://x.test', retry: true }]],
    ['no list', { url: 'http://x.test' }],
  ])('with %s is refused with the reason', async (_what, wanted) => {
    const { status, body } = await api.admin('PUT', '/webhooks', wanted);
    expect([status, body['code']]).toEqual([400, 10]);
    expect((await api.admin<{ data: unknown[] }>('GET', '/webhooks')).body.data).toEqual([]);
  });
});

test('webhooks come from the options, and outlive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
  const db = join(folder, 'sandbox.db');
  const first = await openApi({ db, webhooks: [{ url, events: ['ticket.create'] }] });
  await first.sandbox.close();
  const second = await openApi({ db });
  await second.as('alice').post('/tickets', { email: 'a@example.com' });
  await expect.poll(() => received.length).toBe(1);
  await second.sandbox.close();
  const third = await openApi({ db, webhooks: [] });
  await third.as('alice').post('/tickets', { email: 'a@example.com' });
  expect((await third.admin<{ deliveries: Deliveries }>('GET', '/webhooks')).body.deliveries.data).toEqual(
    [],
  );
  await third.sandbox.close();
  rmSync(folder, { recursive: true });
});
