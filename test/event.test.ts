import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TimelineDocument, type TimelineQuery, UpdateTicketForIdsDocument } from './generated/graphql.ts';
import { codes, globalId, upstream, warmUpCallers } from './helpers/queries.ts';
import { createBender } from './helpers/tamper-proxy.ts';
import { type Answer, createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** A row of the API. */
interface Row {
  id: string;
  eventName: string;
  timestamp: string;
  source: string;
  data: { agent?: object; geoloc?: { lat: number; lng: number } };
}

const EVENTS = '/tickets/{ticketId}/events';
let world: TestGateway;
let ticketId: string;
let rows: Row[];
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  const done = (await upstream(world, '/tickets?limit=100')).data.filter(
    (row: { state: string; geoloc: object | null }) => row.state === 'done' && row.geoloc !== null,
  );
  ticketId = String(done[0].id);
  rows = (await upstream(world, `/tickets/${ticketId}/events`)).data;
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const timeline = (variables: { first?: number; after?: string | null } = {}) =>
  world.ask(TimelineDocument, { ticketId, first: 100, ...variables });
const edgesOf = (answer: Answer<TimelineQuery>) => answer.data.ticket?.events?.edges ?? [];
const nodesOf = (answer: Answer<TimelineQuery>) => edgesOf(answer).map((edge) => edge?.node);

describe('the timeline of a ticket', () => {
  test('is returned complete, oldest first', async () => {
    const answer = await timeline();
    expect(nodesOf(answer).map((event) => [event?.eventId, event?.nameRaw, event?.sourceRaw])).toEqual(
      rows.map(({ id, eventName, source }) => [id, eventName, source]),
    );
    expect(nodesOf(answer).map((event) => event?.occurredAt)).toEqual(
      rows.map(({ timestamp }) => timestamp.replace('+00:00', 'Z')),
    );
    expect(answer.data.ticket?.events).toMatchObject({
      totalCount: rows.length,
      totalCountPrecision: 'EXACT',
    });
    expect(answer.calls).toBe(2);
  });

  test('returns the kind and the source of each event', async () => {
    const nodes = nodesOf(await timeline());
    expect(nodes[0]).toMatchObject({ name: 'TICKET_NEW', source: 'AGENT', data: null });
    expect(nodes.find((event) => event?.nameRaw === 'mediaDevice.cameraAllowed')).toMatchObject({
      name: 'MEDIA_DEVICE_CAMERA_ALLOWED',
      source: 'GUEST',
    });
    expect(nodes.every((event) => event?.name !== 'UNKNOWN' && event?.source !== 'UNKNOWN')).toBe(true);
  });

  test('returns agent and position of the kinds that have them', async () => {
    const nodes = nodesOf(await timeline());
    const assigned = nodes.find((event) => event?.name === 'TICKET_ASSIGNED');
    expect(assigned?.agent).toEqual({
      name: 'Alice Martin',
      email: 'alice.martin@hestia.example',
      joinUrl: null,
    });
    const allowed = rows.find(({ eventName }) => eventName === 'geo.ansAllowed')?.data.geoloc;
    expect(nodes.find((event) => event?.name === 'GEO_ANS_ALLOWED')?.geolocation).toEqual({
      latitude: allowed?.lat,
      longitude: allowed?.lng,
    });
    expect(nodes[0]?.geolocation).toBeNull();
  });

  test('is read once for all pages of one operation', async () => {
    const answer = await world.ask<{ ticket: Record<string, { nodes: object[] }> }, object>(
      `{ ticket(ticketId: "${ticketId}") {
        first: events(first: 2) { nodes { eventId } }
        last: events(last: 2) { nodes { eventId } }
      } }`,
    );
    expect(answer.data.ticket['first']?.nodes).toEqual(rows.slice(0, 2).map(({ id }) => ({ eventId: id })));
    expect(answer.data.ticket['last']?.nodes).toEqual(rows.slice(-2).map(({ id }) => ({ eventId: id })));
    expect(answer.calls).toBe(2);
  });

  test('goes on behind a cursor though it grew meanwhile', async () => {
    const before = await timeline({ first: 3 });
    const after = before.data.ticket?.events?.pageInfo.endCursor ?? null;
    await world.ask(UpdateTicketForIdsDocument, { input: { ticketId, agent: 'bob' } });
    const rest = await timeline({ after });
    expect(nodesOf(rest).map((event) => event?.eventId)).toEqual([
      ...rows.slice(3).map(({ id }) => id),
      expect.any(String),
    ]);
    expect(nodesOf(rest).at(-1)?.name).toBe('TICKET_ASSIGNED');
  });
});

describe('one event by its global id', () => {
  const node = (id: string) =>
    world.ask<{ node: object | null }, object>(
      'query One($id: ID!) { node(id: $id) { id ... on TicketEvent { eventId } } }',
      { id },
    );

  test('is found in the timeline of its ticket', async () => {
    const event = nodesOf(await timeline())[1];
    const answer = await node(event?.id ?? '');
    expect(answer.data.node).toEqual({ id: event?.id, eventId: rows[1]?.id });
    expect(answer.calls).toBe(1);
  });

  test('is null when there is none, or its ticket is gone', async () => {
    for (const id of [`${ticketId}:none`, '99999999:none']) {
      const answer = await node(globalId('TicketEvent', id));
      expect(answer.data.node).toBeNull();
      expect(codes(answer)).toEqual([]);
    }
  });
});

describe('events without an id', () => {
  const anonymous = () => world.admin.habits({ rewrite: [{ path: EVENTS, drop: ['id'] }] });
  const ids = async () => nodesOf(await timeline()).map((event) => event?.id);

  test('have an identity all the same, each its own', async () => {
    await anonymous();
    const answer = await timeline();
    const known = nodesOf(answer).map((event) => event?.id);
    expect(new Set(known).size).toBe(known.length);
    expect(nodesOf(answer).every((event) => event?.eventId === null)).toBe(true);
  });

  test('keep it as the timeline grows, and can be read by it', async () => {
    await anonymous();
    const before = await ids();
    await world.ask(UpdateTicketForIdsDocument, { input: { ticketId, agent: 'alice' } });
    expect((await ids()).slice(0, before.length)).toEqual(before);
    const answer = await world.ask<{ node: object }, object>('query One($id: ID!) { node(id: $id) { id } }', {
      id: before[2],
    });
    expect(answer.data.node).toEqual({ id: before[2] });
  });

  test('that are all alike are told apart by their order', async () => {
    const set = { eventName: 'media.pictureTaken', timestamp: '2026-01-01T00:00:00Z', source: 'agent' };
    await world.admin.habits({ rewrite: [{ path: EVENTS, drop: ['id'], set }] });
    const first = await timeline({ first: 4 });
    const second = await timeline({ after: first.data.ticket?.events?.pageInfo.endCursor ?? null });
    const all = await ids();
    expect([...nodesOf(first), ...nodesOf(second)].map((event) => event?.id)).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  test('and ids that the API gives twice do not lose an event', async () => {
    await world.admin.habits({ rewrite: [{ path: EVENTS, set: { id: 'twice' } }] });
    const first = await timeline({ first: 4 });
    const second = await timeline({ after: first.data.ticket?.events?.pageInfo.endCursor ?? null });
    expect(edgesOf(first).length + edgesOf(second).length).toBe(first.data.ticket?.events?.totalCount);
  });
});

describe('an event of a kind that nobody knows', () => {
  test('survives with its raw name and source, and carries its data', async () => {
    const set = {
      eventName: 'robot.waved',
      source: 'robot',
      data: { hand: 'left', times: 3 },
      mood: 'good',
    };
    await world.admin.habits({ rewrite: [{ path: EVENTS, rows: [0], set }] });
    const answer = await timeline();
    expect(nodesOf(answer)[0]).toMatchObject({
      name: 'UNKNOWN',
      nameRaw: 'robot.waved',
      source: 'UNKNOWN',
      sourceRaw: 'robot',
      data: { hand: 'left', times: 3, mood: 'good' },
    });
    expect(codes(answer)).toEqual([]);
  });

  test('is found even without a name or a time', async () => {
    await world.admin.habits({
      rewrite: [{ path: EVENTS, rows: [0], drop: ['eventName', 'timestamp', 'source', 'data'] }],
    });
    const answer = await timeline();
    expect(nodesOf(answer)[0]).toMatchObject({
      name: 'UNKNOWN',
      nameRaw: '',
      occurredAt: null,
      source: null,
    });
    expect(codes(answer)).toEqual([]);
  });
});

test('attributes beside data count like those in data', async () => {
  const set = {
    data: null,
    geoloc: { lat: 48.65, lng: -3.36 },
    agent: { firstname: 'Jane', lastname: 'Doe' },
  };
  await world.admin.habits({ rewrite: [{ path: EVENTS, rows: [0], set }] });
  const [event] = nodesOf(await timeline());
  expect(event).toMatchObject({
    geolocation: { latitude: 48.65, longitude: -3.36 },
    agent: { name: 'Jane Doe' },
  });
});

test('a row that is no event at all is an empty edge with one error, and cursors go past it', async () => {
  const bender = createBender((path, body) => {
    if (!path.endsWith('/events')) return body;
    // @NOTE the sandbox's list of events.
    const { data } = body as { data: unknown[] };
    return { data: data.with(1, 'no event').with(2, null) };
  });
  const bent = await createTestGateway({ through: bender.through });
  try {
    const first = await bent.ask(TimelineDocument, { ticketId, first: 2 });
    expect(edgesOf(first).map((edge) => edge?.node?.eventId ?? null)).toEqual([rows[0]?.id, null]);
    expect(first.errors).toMatchObject([
      { path: ['ticket', 'events', 'edges', 1, 'node'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
    const after = first.data.ticket?.events?.pageInfo.endCursor ?? null;
    const rest = await bent.ask(TimelineDocument, { ticketId, first: 100, after });
    expect(edgesOf(rest).map((edge) => edge?.node?.eventId ?? null)).toEqual([
      null,
      ...rows.slice(3).map(({ id }) => id),
    ]);
    expect(rest.data.ticket?.events?.totalCount).toBe(rows.length);
  } finally {
    await bent.close();
    await bender.close();
  }
});
