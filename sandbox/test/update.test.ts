import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, type Event, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
let ticket: Ticket;

beforeEach(async () => {
  api = await openApi();
  const values = {
    email: 'zoe@example.com',
    agent: 'alice',
    subject: 'Boiler',
    reference: 'R-1',
    description: 'Cold',
  };
  ticket = (await api.as('alice').post<Ticket>('/tickets', values)).body;
  api.pass(60);
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

type Values = Record<string, string | number>;
const put = (values: Values, place: 'query' | 'form' | 'json' = 'query') =>
  api.as('alice').put(`/tickets/${ticket.id}`, values, place);
const read = async () => (await api.as('dana').get<Ticket>(`/tickets/${ticket.id}`)).body;
const timeline = async () =>
  (await api.as('dana').get<Page<Event>>(`/tickets/${ticket.id}/events`)).body.data;

test.each(['query', 'form', 'json'] as const)(
  'changes only what was sent, as %s, and has no body',
  async (place) => {
    const { status, body } = await put({ description: 'Warm again' }, place);
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(await read()).toEqual({
      ...ticket,
      description: 'Warm again',
      modified: '2026-03-10T09:31:00+00:00',
    });
  },
);

test.each<[string, Values, object]>([
  ['reference', { reference: 'R-2' }, { reference: 'R-2' }],
  ['subject', { subject: 'Radiator' }, { subject: 'Radiator' }],
  ['an empty description', { description: '' }, { description: '' }],
  ['group', { group: 78 }, { group: { id: 78, name: 'Level 2' } }],
  ['agent by login', { agent: 'bob' }, { agent: { username: 'bob' } }],
  ['agent by id', { agent: 1202 }, { agent: { username: 'bob' } }],
])('changes the %s', async (_what, values, after) => {
  expect((await put(values)).status).toBe(204);
  expect(await read()).toMatchObject(after);
});

test('an absent state stays what it is, whatever the vendor’s page shows as its default', async () => {
  await put({ state: 'inprogress' });
  await put({ reference: 'R-3' });
  expect((await read()).state).toBe('inprogress');
});

test('sending what is already so changes nothing, not even the time of the last change', async () => {
  await put({ state: 'open', agent: 'alice', subject: 'Boiler' });
  await put({});
  expect(await read()).toEqual(ticket);
  expect(await timeline()).toHaveLength(2);
});

test.each<[string, Values, string]>([
  ['an unknown state', { state: 'lost' }, 'state'],
  ['an empty state', { state: '' }, 'state'],
  ['an unknown agent', { agent: 'mallory' }, 'agent'],
  ['no agent', { agent: '' }, 'agent'],
  ['an agent of another enterprise', { agent: 'erin' }, 'agent'],
  ['a group of another enterprise', { group: 91 }, 'group'],
])('%s is refused, and then nothing of the call is done', async (_what, values, parameter) => {
  const { status, body } = await put({ subject: 'Changed', ...values });
  expect({ status, details: body.details }).toEqual({ status: 400, details: `Parameter ${parameter}` });
  expect(await read()).toEqual(ticket);
});

test('another agent takes over: the list of the one loses it, the other’s gains it', async () => {
  await put({ agent: 'bob' });
  const total = async (who: string) => (await api.as(who).get<Page<Ticket>>('/tickets')).body.total;
  expect([await total('alice'), await total('bob')]).toEqual([0, 1]);
  const last = (await timeline()).at(-1);
  expect(last).toMatchObject({
    eventName: 'ticket.assigned',
    source: 'agent',
    data: { agent: { firstname: 'Bob' } },
  });
});

describe.each([
  ['new', 'ticket.new', 'agent'],
  ['invited', 'ticket.invitationSent', 'system'],
  ['inprogress', 'ticket.sessionStarted', 'agent'],
  ['done', 'ticket.completed', 'agent'],
  ['closed', 'ticket.closed', 'agent'],
  ['rejected', 'ticket.cancelled', 'agent'],
  ['declined', 'ticket.invitationDeclined', 'guest'],
  ['expired', 'ticket.invitationExpired', 'system'],
  ['cancelled', 'ticket.cancelled', 'agent'],
])('entering %s', (state, eventName, source) => {
  test(`writes ${eventName} by ${source}`, async () => {
    expect((await put({ state })).status).toBe(204);
    expect((await read()).state).toBe(state);
    expect((await timeline()).at(-1)).toMatchObject({
      eventName,
      source,
      timestamp: '2026-03-10T09:31:00+00:00',
    });
  });
});

test('reopening writes ticket.approved with the agent', async () => {
  await put({ state: 'done' });
  await put({ state: 'open' });
  expect((await timeline()).at(-1)).toMatchObject({
    eventName: 'ticket.approved',
    data: { agent: { firstname: 'Alice' } },
  });
});

test('a rejection is told as a cancellation that says so', async () => {
  await put({ state: 'rejected' });
  expect((await timeline()).at(-1)?.data).toMatchObject({ state: 'rejected' });
});

test('inviting again sends again, and says that it is again', async () => {
  await put({ state: 'invited' });
  await put({ state: 'open' });
  await put({ state: 'invited' });
  const names = (await timeline())
    .map(({ eventName }) => eventName)
    .filter((name) => name.includes('invitation'));
  expect(names).toEqual(['ticket.invitationSent', 'ticket.invitationResent']);
  const outbox = await api.admin<{ data: unknown[] }>('GET', `/outbox?ticket=${ticket.id}`);
  expect(outbox.body.data).toHaveLength(2);
});

test('inviting what was seeded as invited is inviting again', async () => {
  const seeded = await openApi({ tickets: 60 });
  const { data } = (await seeded.as('alice').get<Page<Ticket>>('/tickets', { limit: 100 })).body;
  const path = `/tickets/${data.find(({ state }) => state === 'invited')?.id}`;
  await seeded.as('alice').put(path, { state: 'open' });
  await seeded.as('alice').put(path, { state: 'invited' });
  const events = (await seeded.as('alice').get<Page<Event>>(`${path}/events`)).body.data;
  expect(events.at(-1)?.eventName).toBe('ticket.invitationResent');
  await seeded.sandbox.close();
});

test('a session replaces the planned times by the actual ones', async () => {
  await put({ state: 'inprogress' });
  expect(await read()).toMatchObject({
    ...{ start_time: '2026-03-10T09:31:00+00:00', end_time: '2026-03-10T10:01:00+00:00' },
  });
  api.pass(600);
  await put({ state: 'done' });
  expect(await read()).toMatchObject({
    ...{ start_time: '2026-03-10T09:31:00+00:00', end_time: '2026-03-10T09:41:00+00:00' },
  });
});

test('a ticket that is done before its planned start does not end before it began', async () => {
  const values = { email: 'zoe@example.com', agent: 'alice', startTime: '2026-05-01T08:00:00Z' };
  ticket = (await api.as('alice').post<Ticket>('/tickets', values)).body;
  await put({ state: 'done' });
  const { start_time, end_time } = await read();
  expect([start_time, end_time]).toEqual(['2026-03-10T09:31:00+00:00', '2026-03-10T09:31:00+00:00']);
});

describe('a closed ticket', () => {
  beforeEach(async () => {
    await put({ state: 'closed' });
  });

  test.each<Values>([{ state: 'open' }, { state: 'closed' }, { subject: 'Again' }, { agent: 'bob' }, {}])(
    'accepts no %o',
    async (values) => {
      const before = await read();
      const { status, body } = await put(values);
      expect({ status, code: body.code, details: body.details }).toEqual({
        ...{ status: 400, code: 10, details: 'Parameter state: closed' },
      });
      expect(await read()).toEqual(before);
    },
  );

  test('can still be read, exported and deleted', async () => {
    expect((await read()).state).toBe('closed');
    expect((await api.as('alice').post(`/tickets/${ticket.id}/export`, { format: 'zip' })).status).toBe(200);
    expect((await api.as('alice').delete(`/tickets/${ticket.id}`)).status).toBe(200);
  });
});

describe('a deleted ticket', () => {
  test('is gone from every path and list, and so is its outbox', async () => {
    await put({ state: 'invited' });
    const { status, body } = await api.as('alice').delete<object>(`/tickets/${ticket.id}`);
    expect({ status, body }).toEqual({ status: 200, body: {} });
    for (const path of ['', '/events', '/medias']) {
      expect((await api.as('alice').get(`/tickets/${ticket.id}${path}`)).status).toBe(404);
    }
    expect((await api.as('alice').delete(`/tickets/${ticket.id}`)).status).toBe(404);
    expect((await put({ subject: 'x' })).status).toBe(404);
    expect((await api.as('alice').get<Page<Ticket>>('/tickets')).body.total).toBe(0);
    expect((await api.admin<{ data: unknown[] }>('GET', '/outbox')).body.data).toEqual([]);
  });

  test('leaves its id to nobody', async () => {
    await api.as('alice').delete(`/tickets/${ticket.id}`);
    const next = await api.as('alice').post<Ticket>('/tickets', { email: 'zoe@example.com' });
    expect(next.body.id).toBeGreaterThan(ticket.id);
  });
});

test('PATCH is refused as long as the update is a PUT', async () => {
  const { status, body } = await api.as('alice').patch(`/tickets/${ticket.id}`, { subject: 'x' });
  expect({ status, body }).toEqual({
    status: 405,
    body: { code: 5, message: 'Method Not Allowed', details: 'Use PUT' },
  });
});
