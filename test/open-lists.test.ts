import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  AccountsDocument,
  MediasDocument,
  TicketsDocument,
  TimelineDocument,
  WholeTicketDocument,
} from './generated/graphql.ts';
import { as, codes, meet, upstream } from './helpers/asked.ts';
import { openWorld, type World } from './helpers/world.ts';

/** The API may send what nobody knows yet, leave things out, or break a row: none of it costs a client more than that. */
const TICKET = '/tickets/{ticketId}';
let world: World;
let ticketId: string;
let withMedias: string;
beforeAll(async () => {
  world = await openWorld();
  await meet(world, 'alice', 'dana');
  const tickets: { id: number; state: string }[] = (await upstream(world, '/tickets?limit=100')).data;
  ticketId = String(tickets[0]?.id);
  for (const { id } of tickets) {
    if ((await upstream(world, `/tickets/${id}/medias`)).total > 3) withMedias = String(id);
  }
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const rewrite = (rule: object) => world.admin.habits({ rewrite: [rule] });
const whole = () => world.ask(WholeTicketDocument, { ticketId });

describe('a value that nobody knows', () => {
  test('of a state, a kind or a gender is UNKNOWN with the raw text beside it', async () => {
    const { requestor } = await upstream(world, `/tickets/${ticketId}`);
    const set = { state: 'levitating', type: 'seance', requestor: { ...requestor, gender: 'other' } };
    await rewrite({ path: TICKET, set });
    const { data, errors } = await whole();
    expect(data.ticket).toMatchObject({
      state: 'UNKNOWN',
      stateRaw: 'levitating',
      transitions: [],
      type: 'UNKNOWN',
      typeRaw: 'seance',
      requestor: { gender: 'UNKNOWN', genderRaw: 'other' },
    });
    expect(errors).toBeUndefined();
  });

  test.each(['opened', 'updated', 'toString', '__proto__', 'constructor', 'OPEN'])(
    'is no state that happens to be called %s',
    async (state) => {
      await rewrite({ path: TICKET, set: { state } });
      expect((await whole()).data.ticket).toMatchObject({
        state: 'UNKNOWN',
        stateRaw: state,
        transitions: [],
      });
    },
  );

  test('of a media is UNKNOWN with the raw text beside it', async () => {
    const set = { status: 'completed', media_type: 'hologram', source_type: 'dream' };
    await rewrite({ path: `${TICKET}/medias`, rows: [0], set });
    const { data, errors } = await world.ask(MediasDocument, { ticketId: withMedias });
    expect(data.ticket?.medias?.nodes?.[0]).toMatchObject({
      status: 'COMPLETED',
      mediaType: 'UNKNOWN',
      mediaTypeRaw: 'hologram',
      source: 'UNKNOWN',
      sourceRaw: 'dream',
    });
    expect(errors).toBeUndefined();
  });

  test('in one row of a page leaves the others as they are', async () => {
    await rewrite({ path: '/tickets', rows: [1], set: { state: 'levitating', newField: { deep: [1] } } });
    const { data, errors } = await world.ask(TicketsDocument, { first: 3 });
    const states = data.tickets?.nodes?.map((ticket) => ticket?.state);
    expect(states?.[1]).toBe('UNKNOWN');
    expect(states?.filter((state) => state === 'UNKNOWN')).toHaveLength(1);
    expect(errors).toBeUndefined();
  });
});

describe('what a row leaves out', () => {
  test('is null, and a missing state is UNKNOWN with an empty text', async () => {
    const row = await upstream(world, `/tickets/${ticketId}`);
    await rewrite({ path: TICKET, drop: Object.keys(row).filter((name) => name !== 'id') });
    const { data, errors } = await whole();
    expect(data.ticket).toMatchObject({
      ticketId,
      state: 'UNKNOWN',
      stateRaw: '',
      transitions: [],
      participants: [],
      ...{ type: null, subject: null, createdAt: null, agent: null, requestor: null, service: null },
    });
    expect(errors).toBeUndefined();
  });

  test.each([
    'type',
    'subject',
    'created',
    'agent',
    'group',
    'requestor',
    'duration',
    'service_key',
    'geoloc',
  ])('such as %s takes nothing else with it', async (name) => {
    const before = (await whole()).data.ticket;
    await rewrite({ path: TICKET, drop: [name] });
    const after = (await whole()).data.ticket;
    const changed = Object.entries(after ?? {}).filter(
      ([field, value]) =>
        JSON.stringify(value) !==
        JSON.stringify(Object.entries(before ?? {}).find(([key]) => key === field)?.[1]),
    );
    expect(after).not.toBeNull();
    expect(changed.length).toBeLessThanOrEqual(2);
  });

  test('or what it has of a wrong kind, is null', async () => {
    const set = {
      created: 'the day before',
      start_time: 17,
      duration: 'long',
      geoloc: { lat: 4000, lng: 0 },
      subject: { text: 'nested' },
      group: 'Level 1',
      requestor: {
        id: 7,
        url: 'javascript:alert(1)',
        email: 'a@example.com, b@example.com',
        phone: 33612345678,
      },
    };
    await rewrite({ path: TICKET, set });
    const { data, errors } = await whole();
    expect(data.ticket).toMatchObject({
      ...{ createdAt: null, startTime: null, durationMinutes: null, geolocation: null, subject: null },
      requestor: {
        requestorId: '7',
        joinUrl: null,
        emails: ['a@example.com', 'b@example.com'],
      },
    });
    expect(errors).toBeUndefined();
  });
});

describe('an agent', () => {
  test('may be a bare name: then that is all there is', async () => {
    await rewrite({ path: TICKET, set: { agent: 'jane.doe' } });
    const { data, errors } = await whole();
    expect(data.ticket?.agent).toMatchObject({ name: 'jane.doe', username: null, email: null, user: null });
    expect(errors).toBeUndefined();
  });

  test('may be spelt like a user', async () => {
    await rewrite({ path: TICKET, set: { agent: { id: 1202, first_name: 'Jane', last_name: 'Doe' } } });
    expect((await whole()).data.ticket?.agent).toMatchObject({ name: 'Jane Doe', user: { userId: '1202' } });
  });
});

describe('a row that can not be read', () => {
  const broken = () => rewrite({ path: '/tickets', rows: [1], drop: ['id'] });

  test('is an empty edge with one error, among others that are whole', async () => {
    await broken();
    const answer = await world.ask<{ tickets: { edges: { cursor: string; node: object | null }[] } }, object>(
      '{ tickets(first: 3) { edges { cursor node { id subject } } } }',
    );
    expect(answer.data.tickets.edges.map(({ node }) => node !== null)).toEqual([true, false, true]);
    expect(answer.data.tickets.edges.every(({ cursor }) => cursor.length > 20)).toBe(true);
    expect(answer.errors).toMatchObject([
      {
        path: ['tickets', 'edges', 1, 'node'],
        extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
      },
    ]);
  });

  test('is null among nodes', async () => {
    await broken();
    const answer = await world.ask(TicketsDocument, { first: 3 });
    expect(answer.data.tickets?.nodes?.map((ticket) => ticket !== null)).toEqual([true, false, true]);
    expect(answer.errors).toMatchObject([{ path: ['tickets', 'nodes', 1] }]);
  });

  test('does not stop whoever pages on, and comes after all once it can be read', async () => {
    const all = (await upstream(world, '/tickets?limit=6')).data.map(({ id }: { id: number }) => String(id));
    await broken();
    const first = await world.ask(TicketsDocument, { first: 2 });
    await world.admin.habits({});
    const after = first.data.tickets?.pageInfo.endCursor ?? null;
    const second = await world.ask(TicketsDocument, { first: 4, after });
    expect(second.data.tickets?.nodes?.map((ticket) => ticket?.ticketId)).toEqual(all.slice(1, 5));
  });

  test('where one ticket was asked for is an error, since nothing is left', async () => {
    await rewrite({ path: TICKET, drop: ['id'] });
    const answer = await whole();
    expect(answer.data.ticket).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_BAD_RESPONSE']);
  });
});

describe('a bare array where an envelope is usual', () => {
  test('is a list like any other', async () => {
    const said = [
      await world.ask(TicketsDocument, { first: 5 }),
      await world.ask(MediasDocument, { ticketId: withMedias, first: 5 }),
      await world.ask(TimelineDocument, { ticketId, first: 5 }),
      await world.ask(AccountsDocument, { first: 5 }),
    ].map(({ data }) => data);
    await world.admin.habits({ bareArray: true });
    const bare = [
      await world.ask(TicketsDocument, { first: 5 }),
      await world.ask(MediasDocument, { ticketId: withMedias, first: 5 }),
      await world.ask(TimelineDocument, { ticketId, first: 5 }),
      await world.ask(AccountsDocument, { first: 5 }),
    ];
    expect(bare.flatMap(codes)).toEqual([]);
    expect(bare.map(({ data }) => withoutCursors(data))).toEqual(said.map(withoutCursors));
  });
});

describe('an answer that is not what was asked', () => {
  test('another ticket is refused', async () => {
    await rewrite({ path: TICKET, set: { id: 1 } });
    const answer = await whole();
    expect(answer.data.ticket).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test.each([
    { what: 'a kind', ignore: 'type', filter: { type: 'video-assistance-multi-participants' } },
    { what: 'a group', ignore: 'group', filter: { groupId: '78' } },
    { what: 'a start', ignore: 'startTime', filter: { startsFrom: '2036-01-01T00:00:00Z' } },
    { what: 'a creation', ignore: 'until', filter: { createdBefore: '2020-01-01T00:00:00Z' } },
    { what: 'a service', ignore: 'service_key', filter: { serviceKey: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf' } },
    { what: 'a guest', ignore: 'requestor', filter: { requestorId: '5001' } },
    { what: 'a reference', ignore: 'reference', filter: { reference: 'none such' } },
  ])('rows that do not obey $what are never shown as if they did', async ({ ignore, filter }) => {
    await world.admin.habits({ ignore: [ignore] });
    const answer = await world.ask(TicketsDocument, { first: 20, filter });
    expect(answer.data.tickets).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('rows in another order are not either', async () => {
    await world.admin.habits({ ignore: ['orderby'] });
    const orderBy = { field: 'REFERENCE', direction: 'ASC' } as const;
    const answer = await world.ask(TicketsDocument, { first: 20, orderBy });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('medias of another type are not either', async () => {
    await world.admin.habits({ ignore: ['media_type'] });
    const filter = { mediaType: 'video' };
    const answer = await world.ask(MediasDocument, { ticketId: withMedias, filter }, as('dana'));
    expect(answer.data.ticket).toEqual({ medias: null });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });
});

/** Data without what differs from answer to answer. */
const withoutCursors = (data: object): unknown =>
  JSON.parse(JSON.stringify(data, (key, value) => (/cursor|url/i.test(key) ? null : value)));
