import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MediasDocument, TicketsDocument, WholeTicketDocument } from './generated/graphql.ts';
import { richestTicket } from './helpers/medias.ts';
import { upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** The API may send what nobody knows yet, or leave things out: none of it costs a client more than that. */
const TICKET = '/tickets/{ticketId}';
let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  ({ ticketId } = await richestTicket(world));
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
    const { data, errors } = await world.ask(MediasDocument, { ticketId });
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
