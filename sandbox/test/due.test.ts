import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Plan, plansOf } from '../src/schedule/schedule.ts';
import { type Api, type Event, NOW, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

const HOUR = 3600;
/** An hour after the clock of the tests. */
const AT_HALF_PAST_TEN = '2026-03-10T10:30:00Z';

type Values = Record<string, string | number>;
const create = async (values: Values = {}): Promise<Ticket> =>
  (await api.as('alice').post<Ticket>('/tickets', { email: 'zoe@example.com', agent: 'alice', ...values }))
    .body;
const read = async ({ id }: { id: number }) => (await api.as('alice').get<Ticket>(`/tickets/${id}`)).body;
const timeline = async ({ id }: { id: number }) =>
  (await api.as('alice').get<Page<Event>>(`/tickets/${id}/events`)).body.data;
const names = async (ticket: { id: number }) => (await timeline(ticket)).map(({ eventName }) => eventName);

interface Message {
  kind: string;
  channel: string;
  at: number;
  link: string;
  subject: string;
}
const outbox = async ({ id }: { id: number }, kind = 'reminder') => {
  const { body } = await api.admin<{ data: Message[] }>('GET', `/outbox?ticket=${id}`);
  return body.data.filter((message) => message.kind === kind);
};

describe('a ticket that nobody attends', () => {
  test('expires when its planned time is over, not a second earlier', async () => {
    const ticket = await create({ invite: 1, startTime: AT_HALF_PAST_TEN, duration: 20 });
    api.pass(HOUR + 20 * 60 - 1);
    expect((await read(ticket)).state).toBe('invited');
    api.pass(1);
    const over = await read(ticket);
    expect(over).toMatchObject({
      ...{ state: 'expired', modified: '2026-03-10T10:50:00+00:00' },
      ...{ start_time: '2026-03-10T10:30:00+00:00', end_time: '2026-03-10T10:50:00+00:00' },
    });
    expect((await timeline(ticket)).at(-1)).toMatchObject({
      ...{ eventName: 'ticket.invitationExpired', source: 'system', data: {} },
      timestamp: '2026-03-10T10:50:00+00:00',
    });
  });

  test('tells that the invitation was not opened, before it expires', async () => {
    const ticket = await create({ invite: 1, startTime: AT_HALF_PAST_TEN });
    api.pass(HOUR + 600);
    expect((await timeline(ticket)).at(-1)).toMatchObject({
      ...{ eventName: 'ticket.invitationNotclicked', source: 'system' },
      timestamp: '2026-03-10T10:40:00+00:00',
    });
    api.pass(HOUR);
    expect((await names(ticket)).slice(-2)).toEqual([
      'ticket.invitationNotclicked',
      'ticket.invitationExpired',
    ]);
  });

  test.each(['inprogress', 'done', 'cancelled', 'declined', 'rejected', 'new'])(
    'does not expire once it is %s',
    async (state) => {
      const ticket = await create({ invite: 1 });
      await api.as('alice').put(`/tickets/${ticket.id}`, { state });
      const before = await names(ticket);
      api.pass(24 * HOUR);
      expect(await read(ticket)).toMatchObject({ state });
      expect(await names(ticket)).toEqual(before);
    },
  );

  test('waits for its end again after it was reopened', async () => {
    const ticket = await create({ startTime: AT_HALF_PAST_TEN, duration: 60 });
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'cancelled' });
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'open' });
    api.pass(2 * HOUR);
    expect((await read(ticket)).state).toBe('expired');
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'open' });
    api.pass(24 * HOUR);
    expect((await read(ticket)).state).toBe('open');
  });

  test('without a start waits for ever, and so does one whose start was over when it was made', async () => {
    const [never, past] = [await create(), await create({ startTime: '2025-01-01T00:00:00Z' })];
    api.pass(1000 * HOUR);
    expect([(await read(never)).state, (await read(past)).state]).toEqual(['open', 'open']);
  });
});

describe('a reminder', () => {
  const wanted = { startTime: AT_HALF_PAST_TEN, reminder: 15, invite: 1, phone: '+33639980001' };

  test('goes out once, by email alone, so many minutes before the start', async () => {
    const ticket = await create({ ...wanted, subject: 'Boiler' });
    api.pass(45 * 60 - 1);
    expect(await outbox(ticket)).toEqual([]);
    api.pass(1);
    expect(await outbox(ticket)).toMatchObject([
      {
        ...{ channel: 'email', address: 'zoe@example.com', link: ticket.requestor.url },
        ...{ at: Date.parse(NOW) / 1000 + 45 * 60, subject: 'Reminder: your video assistance · Boiler' },
      },
    ]);
    api.pass(60);
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'cancelled' });
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'invited' });
    api.pass(HOUR);
    expect(await outbox(ticket)).toHaveLength(1);
  });

  test.each([
    ['its time has gone by already', { startTime: '2026-03-10T09:40:00Z' }],
    ['nobody has an email address', { email: '' }],
  ])('is not sent when %s', async (_why, values) => {
    const ticket = await create({ ...wanted, ...values });
    api.pass(50 * 60);
    expect(await outbox(ticket)).toEqual([]);
  });

  test('is not sent for a ticket that is off', async () => {
    const ticket = await create(wanted);
    await api.as('alice').put(`/tickets/${ticket.id}`, { state: 'cancelled' });
    api.pass(50 * 60);
    expect(await outbox(ticket)).toEqual([]);
  });
});

test('moving the clock makes happen what is due, in the order of its time', async () => {
  const ticket = await create({ invite: 1, startTime: AT_HALF_PAST_TEN, reminder: 30 });
  await api.admin('POST', '/clock', { move: 24 * HOUR });
  expect((await names(ticket)).slice(-2)).toEqual([
    'ticket.invitationNotclicked',
    'ticket.invitationExpired',
  ]);
  expect(await outbox(ticket)).toMatchObject([{ at: Date.parse(AT_HALF_PAST_TEN) / 1000 - 1800 }]);
});

test('what is due happens also while nobody asks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'due-'));
  const other = await openApi({ db: join(folder, 'sandbox.db') });
  const values = { email: 'a@example.com', agent: 'alice', invite: 1 };
  await other.as('alice').post<Ticket>('/tickets', values);
  other.pass(24 * HOUR);
  // Past the API, since every request looks for itself what is due.
  const database = new DatabaseSync(join(folder, 'sandbox.db'));
  const state = () => database.prepare('select state from tickets').get()?.['state'];
  await expect.poll(state, { timeout: 10_000 }).toBe('expired');
  database.close();
  await other.sandbox.close();
  rmSync(folder, { recursive: true });
});

test('what came due while nothing ran happens once after the restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'due-'));
  let now = Date.parse(NOW);
  const open = () => openApi({ db: join(folder, 'sandbox.db'), clock: () => now });
  let other = await open();
  const values = { email: 'a@example.com', agent: 'alice', invite: 1 };
  const { body } = await other
    .as('alice')
    .post<Ticket>('/tickets', { ...values, startTime: AT_HALF_PAST_TEN, reminder: 10 });
  await other.sandbox.close();
  now += 48 * HOUR * 1000;
  for (let start = 0; start < 3; start += 1) {
    other = await open();
    const { data } = (await other.as('alice').get<Page<Event>>(`/tickets/${body.id}/events`)).body;
    expect(data.map(({ eventName }) => eventName).slice(2)).toEqual([
      ...['ticket.invitationSent', 'ticket.invitationNotclicked', 'ticket.invitationExpired'],
    ]);
    const sent = await other.admin<{ data: Message[] }>('GET', `/outbox?ticket=${body.id}`);
    expect(sent.body.data.map(({ kind }) => kind)).toEqual(['invitation', 'reminder']);
    await other.sandbox.close();
    now += HOUR * 1000;
  }
  rmSync(folder, { recursive: true });
});

test('a seeded sandbox lives on: what waits expires, more of it than is done at once', async () => {
  const seeded = await openApi({ tickets: 4000 });
  await seeded.admin('POST', '/clock', { move: 60 * 24 * HOUR });
  await seeded.admin('PUT', '/habits', { promised: true });
  const count = async (state: string) =>
    (await seeded.as('dana').get<Page<Ticket>>('/tickets', { user: 'all', state })).body.total;
  expect(await count('invited')).toBe(0);
  expect(await count('expired')).toBeGreaterThan(300);
  expect(seeded.faults).toEqual([]);
  await seeded.sandbox.close();
});

test.each<[string, Parameters<typeof plansOf>[0], Plan[]]>([
  [
    'an invited one',
    waiting({ state: 'invited' }),
    [
      { kind: 'unclicked', at: 1600 },
      { kind: 'expiry', at: 2800 },
    ],
  ],
  [
    'a short one',
    waiting({ state: 'invited', duration: 4, end_time: 1240 }),
    [
      { kind: 'unclicked', at: 1120 },
      { kind: 'expiry', at: 1240 },
    ],
  ],
  [
    'an open one with a reminder',
    waiting({ reminder: 5 }),
    [
      { kind: 'reminder', at: 700 },
      { kind: 'expiry', at: 2800 },
    ],
  ],
  ['one without a start', waiting({ start_time: null, end_time: null, reminder: 5 }), []],
  ['one that runs', waiting({ state: 'inprogress', reminder: 5 }), []],
])('the plans of %s', (_what, ticket, plans) => {
  expect(plansOf(ticket)).toEqual(plans);
});

/** An open ticket of half an hour that starts in second 1000. */
function waiting(differs: Partial<Parameters<typeof plansOf>[0]>): Parameters<typeof plansOf>[0] {
  return { state: 'open', start_time: 1000, end_time: 2800, reminder: null, duration: 30, ...differs };
}
