import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';

let api: Api;

beforeEach(async () => {
  api = await openApi({ tickets: 20, rateLimit: 5 });
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

interface Calls {
  total: number;
  counts: { method: string; path: string; user: string | null; count: number }[];
  last: { method: string; path: string; status: number; parameters: Record<string, string> }[];
}
const calls = async () => (await api.admin<Calls>('GET', '/calls')).body;

test('there is no admin path unless it was asked for', async () => {
  const plain = await openApi({ admin: false });
  for (const path of ['/calls', '/habits', '/outbox', '/clock']) {
    expect((await plain.admin('GET', path)).status).toBe(404);
  }
  expect((await plain.as('alice').get('/tickets')).status).toBe(200);
  await plain.sandbox.close();
});

describe('call counts', () => {
  test('are by verb, path of the contract and login', async () => {
    await api.as('alice').get('/tickets', { limit: 1 });
    await api.as('alice').get('/tickets/82001');
    await api.as('alice').get('/tickets/82002');
    await api.as('bob').get('/tickets/82001/events');
    await api.as('stranger').get('/users/me');
    await api.as('bob').get('/nowhere/at/all');
    const { total, counts } = await calls();
    expect(total).toBe(6);
    expect(counts).toEqual([
      { method: 'GET', path: '/tickets', user: 'alice', count: 1 },
      { method: 'GET', path: '/tickets/{ticketId}', user: 'alice', count: 2 },
      { method: 'GET', path: '/tickets/{ticketId}/events', user: 'bob', count: 1 },
      { method: 'GET', path: '/users/me', user: null, count: 1 },
      { method: 'GET', path: 'unknown', user: 'bob', count: 1 },
    ]);
  });

  test('hold refused calls and say how they were answered and what they carried', async () => {
    for (let call = 0; call < 6; call += 1)
      await api.as('alice').post('/tickets', { phone: 'x', subject: 'S' }, 'form');
    const { last } = await calls();
    expect(last.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429]);
    expect(last[0]).toMatchObject({
      method: 'POST',
      path: '/tickets',
      parameters: { phone: 'x', subject: 'S' },
    });
  });

  test('keep no password', async () => {
    await api.as(null).post('/token', { username: 'alice', password: 'sandbox' });
    const { last } = await calls();
    expect(last[0]?.parameters).toEqual({ username: '', password: '' });
  });

  test('start anew when they are deleted, and never hold the admin’s own calls', async () => {
    await api.as('alice').get('/tickets');
    await api.admin('DELETE', '/calls');
    await api.admin('GET', '/habits');
    expect((await calls()).total).toBe(0);
  });
});

describe('the clock', () => {
  test('is told by every answer of the API', async () => {
    const { headers } = await api.as('alice').get('/users/me');
    expect(headers.get('date')).toBe('Tue, 10 Mar 2026 09:30:00 GMT');
    expect((await api.as(null).get('/users/me')).headers.get('date')).toBe('Tue, 10 Mar 2026 09:30:00 GMT');
  });

  test('can be moved by seconds, and goes on from there', async () => {
    await api.admin('POST', '/clock', { move: 3600 });
    api.pass(5);
    expect((await api.admin('GET', '/clock')).body).toEqual({ now: '2026-03-10T10:30:05.000Z' });
    const { body } = await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
    expect(body.created).toBe('2026-03-10T10:30:05+00:00');
  });

  test('can be set to a time', async () => {
    const { body } = await api.admin('POST', '/clock', { set: '2027-01-01T00:00:00Z' });
    expect(body).toEqual({ now: '2027-01-01T00:00:00.000Z' });
  });

  test.each([{}, { move: 'x' }, { set: 'tomorrow' }, { move: 1, set: '2027-01-01T00:00:00Z' }])(
    'refuses %j',
    async (wanted) => {
      expect((await api.admin('POST', '/clock', wanted)).status).toBe(400);
    },
  );
});

describe('churn', () => {
  const insert = async (wanted: object) =>
    (await api.admin<{ ids: number[] }>('POST', '/tickets', wanted)).body.ids;
  const tickets = async (query: Record<string, string | number> = {}) =>
    (
      await api
        .as('alice')
        .get<Page<Ticket>>('/tickets', { limit: 100, orderby: 'id', order: 'asc', ...query })
    ).body;

  test('inserts any number of tickets, as of any time, whatever the rate limit', async () => {
    const before = (await tickets()).total;
    const ids = await insert({
      count: 50,
      created: '2026-01-01T00:00:00Z',
      start_time: '2026-01-02T00:00:00Z',
      state: 'done',
    });
    const { total, data } = await tickets();
    expect(total).toBe(before + 50);
    expect(data.slice(-50).map(({ id }) => id)).toEqual(ids);
    expect(data.at(-1)).toMatchObject({
      ...{ created: '2026-01-01T00:00:00+00:00', start_time: '2026-01-02T00:00:00+00:00' },
      ...{ end_time: '2026-01-02T00:30:00+00:00', state: 'done', agent: { username: 'alice' } },
    });
  });

  test('inserts for whom, where and with what was said', async () => {
    const wanted = {
      user: 'bob',
      agent: false,
      group: 77,
      reference: 'R',
      type: 'hologram',
      service_key: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf',
    };
    const [id] = await insert(wanted);
    const { body } = await api.as('bob').get<Ticket>(`/tickets/${id}`);
    expect(body).toMatchObject({
      ...{ state: 'new', agent: null, group: { id: 77 }, reference: 'R', type: 'hologram', start_time: null },
      ...{ service_key: wanted.service_key, created: '2026-03-10T09:30:00+00:00' },
    });
  });

  test('reschedules without a trace in the time of the last change or the timeline', async () => {
    const ids = await insert({ count: 3, start_time: '2026-04-01T08:00:00Z' });
    const set = { start_time: '2026-05-01T08:00:00Z', end_time: null };
    expect((await api.admin('PATCH', '/tickets', { ids: [...ids, 1], set })).body).toEqual({ changed: 3 });
    const { body } = await api.as('alice').get<Ticket>(`/tickets/${ids[1]}`);
    expect(body).toMatchObject({
      start_time: '2026-05-01T08:00:00+00:00',
      end_time: null,
      modified: body.created,
    });
  });

  test('deletes', async () => {
    const ids = await insert({ count: 3 });
    const before = (await tickets()).total;
    expect((await api.admin('DELETE', '/tickets', { ids: [ids[0], ids[1], 1] })).body).toEqual({
      deleted: 2,
    });
    expect((await tickets()).total).toBe(before - 2);
    expect((await api.as('alice').get(`/tickets/${ids[0]}`)).status).toBe(404);
  });

  test.each([
    ['POST', { user: 'mallory' }],
    ['POST', { service_key: 'nope' }],
    ['POST', { count: 0 }],
    ['POST', { created: 'now' }],
    ['POST', { colour: 'red' }],
    ['PATCH', { ids: [1], set: { id: 5 } }],
    ['PATCH', { ids: 'all', set: {} }],
    ['DELETE', {}],
  ])('%s %j is refused with the reason', async (method, wanted) => {
    const { status, body } = await api.admin(method, '/tickets', wanted);
    expect(status).toBe(400);
    expect(body['message']).toEqual(expect.any(String));
  });
});
