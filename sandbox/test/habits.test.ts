import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';
import { bare } from './bare.ts';

let api: Api;

beforeEach(async () => {
  api = await openApi({ tickets: 60 });
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

type Query = Record<string, string | number>;
const set = async (habits: object) => expect((await api.admin('PUT', '/habits', habits)).status).toBe(200);
const list = (query: Query = {}) => api.as('alice').get<Page<Ticket>>('/tickets', query);
const first = async () => (await list({ limit: 1 })).body.data[0]?.id ?? 0;

test('larger limits are cut silently, 101 and the default too', async () => {
  await set({ limitCap: 7 });
  for (const query of [{ limit: 20 }, { limit: 101 }, {}]) {
    const { status, body } = await list(query);
    expect({ status, rows: body.data.length, next: body.next_offset }).toEqual({
      status: 200,
      rows: 7,
      next: 7,
    });
  }
  expect((await list({ limit: 3 })).body.data).toHaveLength(3);
  expect((await list({ limit: 0 })).status).toBe(400);
});

test('total and next_offset can be hidden', async () => {
  await set({ hide: ['total', 'next_offset'] });
  expect(Object.keys((await list()).body)).toEqual(['data']);
});

test('lists can come as a bare array', async () => {
  const { data } = (await list()).body;
  await set({ bareArray: true });
  const { body } = await bare(api, 'GET', '/tickets');
  expect(body).toEqual(data);
});

test('a parameter can be ignored', async () => {
  await set({ ignore: ['since', 'limit'] });
  const { body } = await list({ since: '2030-01-01T00:00:00Z', limit: 3 });
  expect(body).toMatchObject({ total: expect.any(Number), next_offset: 10 });
});

test('a parameter can go by another name, and is then refused by that name', async () => {
  await set({ rename: { since: 'created_after', limit: 'per_page' } });
  const all = await list({ since: '2030-01-01T00:00:00Z' });
  expect(all.body.total).toBeGreaterThan(0);
  expect((await list({ created_after: '2030-01-01T00:00:00Z' })).body.total).toBe(0);
  expect((await list({ per_page: 2 })).body.data).toHaveLength(2);
  const refused = await api.as('alice').get('/tickets', { per_page: 0 });
  expect(refused.body).toMatchObject({
    details: 'Parameter per_page',
    message: expect.stringContaining('The per_page field'),
  });
});

test.each(['query', 'form', 'json'] as const)('only the %s can count in writes', async (place) => {
  await set({ place });
  const post = (where: 'query' | 'form' | 'json') =>
    api.as('alice').post('/tickets', { email: 'a@example.com' }, where);
  for (const where of ['query', 'form', 'json'] as const) {
    expect((await post(where)).status).toBe(where === place ? 200 : 400);
  }
  expect((await list({ limit: 2 })).body.data).toHaveLength(2);
});

test('where query and body name the same parameter, the query wins', async () => {
  const body = new URLSearchParams({ email: 'a@example.com', subject: 'body' });
  const { body: ticket } = await bare(api, 'POST', '/tickets?subject=query', { body });
  expect(ticket).toMatchObject({ subject: 'query', requestor: { email: ['a@example.com'] } });
});

test('an update can be a PATCH', async () => {
  const { body } = await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
  await set({ verbs: { update: 'patch' } });
  expect((await api.as('alice').put(`/tickets/${body.id}`, { subject: 'x' })).status).toBe(405);
  expect((await api.as('alice').patch(`/tickets/${body.id}`, { subject: 'x' })).status).toBe(204);
  expect((await api.as('alice').get<Ticket>(`/tickets/${body.id}`)).body.subject).toBe('x');
});

describe('promises of the prose', () => {
  test('can be kept: a state to start in, metadata, a filter on state', async () => {
    await set({ promised: true });
    const values = { email: 'a@example.com', state: 'open', metadata: '{"floor":3}' };
    const { body } = await api.as('alice').post<Ticket>('/tickets', values);
    expect(body).toMatchObject({ state: 'open', metadata: { floor: 3 } });
    const open = await list({ state: 'open', limit: 100 });
    expect(open.body.data.every(({ state }) => state === 'open')).toBe(true);
    expect(open.body.data.map(({ id }) => id)).toContain(body.id);
    expect(open.body.total).toBe(open.body.data.length);
  });

  test('are then checked like any parameter', async () => {
    await set({ promised: true });
    expect((await list({ state: 'lost' })).status).toBe(400);
    expect((await api.as('alice').post('/tickets', { email: 'a@example.com', state: 'lost' })).status).toBe(
      400,
    );
  });
});

test('scope=sso can be refused', async () => {
  await set({ refuseScope: true });
  expect((await list({ scope: 'sso' })).status).toBe(400);
  expect((await list()).status).toBe(200);
});

describe('answers can be bent', () => {
  test('by values nobody knows, on chosen rows', async () => {
    await set({
      rewrite: [{ path: '/tickets', rows: [0, 2], set: { state: 'teleported', type: 'hologram' } }],
    });
    const { data } = (await list({ limit: 4 })).body;
    expect(data.map(({ state }) => state === 'teleported')).toEqual([true, false, true, false]);
    expect(data[2]?.type).toBe('hologram');
  });

  test('by an event name and a media status nobody knows', async () => {
    await set({
      rewrite: [
        { path: '/tickets/{ticketId}/events', set: { eventName: 'moon.landed' } },
        { path: '/tickets/{ticketId}/medias', set: { status: 'evaporated' } },
      ],
    });
    const medias = (await list({ limit: 100 })).body.data.map(({ id }) => `/tickets/${id}/medias`);
    const pages = await Promise.all(
      medias.map((path) => api.as('alice').get<Page<{ status: string }>>(path)),
    );
    const statuses = new Set(pages.flatMap(({ body }) => body.data.map(({ status }) => status)));
    expect([...statuses]).toEqual(['evaporated']);
    const events = await api.as('alice').get<Page<{ eventName: string }>>(`/tickets/${await first()}/events`);
    expect(events.body.data[0]?.eventName).toBe('moon.landed');
  });

  test('by leaving out fields, so that a row is broken', async () => {
    await set({ rewrite: [{ path: '/tickets', rows: [1], drop: ['id', 'agent'] }] });
    const { body } = await bare(api, 'GET', '/tickets?limit=3');
    const { data } = body as unknown as Page<Ticket>;
    expect(data.map((row) => 'id' in row)).toEqual([true, false, true]);
    expect(data[1]).not.toHaveProperty('agent');
  });

  test('on a single object too, and only for the verb that was named', async () => {
    const id = await first();
    await set({ rewrite: [{ path: '/tickets/{ticketId}', method: 'GET', set: { subject: 'bent' } }] });
    expect((await api.as('alice').get<Ticket>(`/tickets/${id}`)).body.subject).toBe('bent');
    expect((await list({ limit: 1 })).body.data[0]?.subject).not.toBe('bent');
  });
});

describe('calls can fail', () => {
  test('always', async () => {
    await set({ fail: [{ path: '/users/me', status: 503 }] });
    for (let call = 0; call < 3; call += 1) expect((await api.as('alice').get('/users/me')).status).toBe(503);
    expect((await list()).status).toBe(200);
  });

  test('so many times, then work again', async () => {
    await set({ fail: [{ path: '/tickets', method: 'GET', status: 500, times: 2 }] });
    const statuses = [await list(), await list(), await list()].map(({ status }) => status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  test('after their work was done, so that nobody knows', async () => {
    await set({
      fail: [{ path: '/tickets', method: 'POST', status: 502, times: 1, when: 'after', body: 'html' }],
    });
    const before = (await list()).body.total;
    const { status, type } = await bare(api, 'POST', '/tickets?email=a@example.com');
    expect({ status, type }).toEqual({ status: 502, type: 'text/html' });
    expect((await list()).body.total).toBe(before + 1);
  });

  test('before it, so that nothing was done', async () => {
    await set({ fail: [{ path: '/tickets', method: 'POST', status: 503 }] });
    const before = (await list()).body.total;
    expect((await api.as('alice').post('/tickets', { email: 'a@example.com' })).status).toBe(503);
    expect((await list()).body.total).toBe(before);
  });

  test('with a cut body, an empty one, or headers of their own', async () => {
    await set({ fail: [{ path: '/tickets', status: 200, body: 'cut', times: 1 }] });
    expect((await bare(api, 'GET', '/tickets')).body).toBeUndefined();
    await set({ fail: [{ path: '*', status: 429, body: 'empty', headers: { 'retry-after': '2' } }] });
    const { status, text, headers } = await bare(api, 'GET', '/tickets');
    expect({ status, text, wait: headers.get('retry-after') }).toEqual({ status: 429, text: '', wait: '2' });
  });
});

test('calls can be slow, and are then under way together', async () => {
  await set({ latency: [{ path: '/tickets/{ticketId}', ms: 30 }] });
  const id = await first();
  await api.admin('DELETE', '/calls');
  await Promise.all([1, 2, 3].map(() => api.as('alice').get(`/tickets/${id}`)));
  expect((await api.admin('GET', '/calls')).body['mostAtOnce']).toBe(3);
});

test('setting habits replaces them all, and deleting them brings the contract back', async () => {
  await set({ limitCap: 1 });
  await set({ hide: ['total'] });
  expect((await list()).body.data).toHaveLength(10);
  const { body } = await api.admin('DELETE', '/habits');
  expect(body).toMatchObject({ hide: [], verbs: { update: 'put' }, place: 'any' });
  expect((await list()).body).toHaveProperty('total');
});

test.each([{ limitCap: 0 }, { cap: 5 }, { place: 'header' }, { fail: [{ path: '*' }] }, [], 'x', null])(
  'habits like %j are refused with the reason',
  async (habits) => {
    const { status, body } = await api.admin('PUT', '/habits', habits);
    expect(status).toBe(400);
    expect(body['message']).toEqual(expect.any(String));
  },
);
