import { afterEach, describe, expect, test } from 'vitest';
import { type Api, type Event, NOW, openApi, type Page, type Ticket } from './api.ts';

const STATES = [
  'new',
  'open',
  'invited',
  'inprogress',
  'done',
  'closed',
  'rejected',
  'declined',
  'expired',
  'cancelled',
];

const SECOND_SERVICE = 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf';

let opened: Api[] = [];
afterEach(async () => {
  for (const api of opened) {
    expect(api.faults).toEqual([]);
    await api.sandbox.close();
  }
  opened = [];
});

async function seeded(options: { tickets: number; seed?: number | string }): Promise<Api> {
  const api = await openApi(options);
  opened.push(api);
  return api;
}

async function everything(api: Api, who = 'alice', query: Record<string, string> = {}): Promise<Ticket[]> {
  const rows: Ticket[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const values: Record<string, string | number> = {
      limit: 100,
      orderby: 'id',
      order: 'asc',
      ...query,
      offset,
    };
    const { body }: { body: Page<Ticket> } = await api.as(who).get<Page<Ticket>>('/tickets', values);
    rows.push(...body.data);
    offset = body.next_offset;
  }
  return rows;
}

const timeline = async (api: Api, id: number) =>
  (await api.as('dana').get<Page<Event>>(`/tickets/${id}/events`)).body.data;
const mediaCount = async (api: Api, id: number) =>
  (await api.as('dana').get<Page<unknown>>(`/tickets/${id}/medias`, { status: 'completed,processing,error' }))
    .body.total;

describe.each([1, 2, 'a word'])('with the seed %j', (seed) => {
  test('alice has sixty tickets over all states, and ten without a start', async () => {
    const tickets = await everything(await seeded({ tickets: 200, seed }));
    expect(tickets.length).toBeGreaterThanOrEqual(60);
    expect(new Set(tickets.map(({ state }) => state))).toEqual(new Set(STATES));
    expect(tickets.filter(({ start_time }) => start_time === null).length).toBeGreaterThanOrEqual(10);
  });

  test('some of her tickets have no media, some have 25', async () => {
    const api = await seeded({ tickets: 200, seed });
    const counts = await Promise.all((await everything(api)).map(({ id }) => mediaCount(api, id)));
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(3);
    expect(counts.filter((count) => count === 25).length).toBeGreaterThan(1);
  });

  test('what tickets are about can be told apart', async () => {
    const tickets = await everything(await seeded({ tickets: 200, seed }), 'dana', { user: 'all' });
    const subjects = new Set(tickets.map(({ subject }) => subject));
    expect(subjects.size).toBeGreaterThan(tickets.length * 0.95);
  });
});

test('the seed decides everything but what day it is', async () => {
  const told = async (seed: number) => {
    const api = await seeded({ tickets: 120, seed });
    const tickets = await everything(api);
    return { tickets, timelines: await Promise.all(tickets.map(({ id }) => timeline(api, id))) };
  };
  const first = await told(5);
  expect(await told(5)).toEqual(first);
  expect((await told(6)).tickets.map(({ subject }) => subject)).not.toEqual(
    first.tickets.map(({ subject }) => subject),
  );
});

describe('a seeded life', () => {
  const LAST: Record<string, string[]> = {
    new: ['ticket.new'],
    open: ['ticket.approved'],
    invited: ['ticket.invitationClicked'],
    inprogress: [
      'mediaDevice.micAllowed',
      'geo.ansAllowed',
      'geo.ansDisallowed',
      'media.pictureTaken',
      'media.pictureSent',
    ],
    done: ['ticket.completed', 'survey.answered'],
    closed: ['ticket.closed'],
    rejected: ['ticket.cancelled'],
    declined: ['ticket.invitationDeclined'],
    expired: ['ticket.invitationExpired'],
    cancelled: ['ticket.cancelled'],
  };

  test('begins when the ticket was made, goes forward, and ends in its state', async () => {
    const api = await seeded({ tickets: 200 });
    for (const ticket of await everything(api, 'dana', { user: 'all' })) {
      const events = await timeline(api, ticket.id);
      const times = events.map(({ timestamp }) => timestamp);
      expect(times[0]).toBe(ticket.created);
      expect(times).toEqual([...times].sort());
      expect(times.at(-1)).toBe(ticket.modified);
      expect(ticket.modified <= NOW).toBe(true);
      expect(LAST[ticket.state]).toContain(events.at(-1)?.eventName);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    }
  });

  test('has a position only if the guest allowed it, and the same one', async () => {
    const api = await seeded({ tickets: 200 });
    for (const ticket of await everything(api)) {
      const allowed = (await timeline(api, ticket.id)).find(
        ({ eventName }) => eventName === 'geo.ansAllowed',
      );
      expect(allowed?.data['geoloc'] ?? null).toEqual(ticket.geoloc);
    }
  });

  test('has medias only where there was a session', async () => {
    const api = await seeded({ tickets: 200 });
    for (const ticket of await everything(api)) {
      const met = (await timeline(api, ticket.id)).some(
        ({ eventName }) => eventName === 'session.established',
      );
      if (!met) expect(await mediaCount(api, ticket.id)).toBe(0);
    }
  });

  test('that nobody came to is expired once its time is over', async () => {
    const api = await seeded({ tickets: 200 });
    const expired = (await everything(api, 'dana', { user: 'all' })).filter(
      ({ state }) => state === 'expired',
    );
    expect(expired).not.toEqual([]);
    for (const { end_time, modified } of expired) expect(modified > (end_time ?? '')).toBe(true);
  });

  test('that is still to come lies ahead, and one that is over does not', async () => {
    const tickets = await everything(await seeded({ tickets: 200 }));
    for (const { state, start_time } of tickets) {
      if (start_time === null) continue;
      expect(start_time > NOW).toBe(state === 'invited' || state === 'open');
    }
  });
});

test.each([0, 1, 25])('a small seed of %i tickets is all alice’s, in her two services', async (tickets) => {
  const api = await seeded({ tickets });
  const lists = [await everything(api), await everything(api, 'alice', { service_key: SECOND_SERVICE })];
  expect(lists.flat()).toHaveLength(tickets);
});

test('a larger seed has as many tickets as asked, in both enterprises', async () => {
  const api = await seeded({ tickets: 3000 });
  const lists = [
    await everything(api, 'dana', { user: 'all' }),
    await everything(api, 'dana', { user: 'all', service_key: SECOND_SERVICE }),
  ].flat();
  const erins = (await api.as('erin').get<Page<Ticket>>('/tickets')).body.total;
  expect(erins).toBeGreaterThan(50);
  expect(lists.length).toBeGreaterThan(2000);
  expect(Math.max(...lists.map(({ id }) => id))).toBeLessThanOrEqual(82_000 + 3000);
});
