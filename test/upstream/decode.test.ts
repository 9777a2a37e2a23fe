import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodeEvent } from '../../src/event/decode.ts';
import { decodeExport } from '../../src/export/upstream.ts';
import { decodeMedia } from '../../src/media/decode.ts';
import { decodeTicket } from '../../src/ticket/decode.ts';
import { decodeList, decodeOne } from '../../src/upstream/decode.ts';
import { OutcomeUnknownError, UpstreamBadResponseError } from '../../src/upstream/errors.ts';
import type { Answer } from '../../src/upstream/types.ts';
import { decodeUser } from '../../src/user/decode.ts';

const answer = (body: unknown): Answer => ({ status: 200, date: 5, rate: null, body });
const tickets = (body: unknown) => decodeList('listTickets', answer(body), decodeTicket);

describe('a list', () => {
  test('comes in an envelope', () => {
    expect(tickets({ data: [{ id: 1 }], total: '137', next_offset: 10 })).toMatchObject({
      rows: [{ id: '1' }],
      faults: 0,
      total: 137,
      nextOffset: 10,
      date: 5,
    });
  });

  test('or as a bare array, which says nothing of a total', () => {
    expect(tickets([{ id: 1 }, { id: 2 }])).toMatchObject({
      rows: [{ id: '1' }, { id: '2' }],
      total: null,
      nextOffset: null,
    });
  });

  test('may lack its total, or have a senseless one', () => {
    for (const total of [undefined, null, -1, 1.5, 'many', {}]) {
      expect(tickets({ data: [], total, next_offset: total })).toMatchObject({
        total: null,
        nextOffset: null,
      });
    }
  });

  test('keeps a row that can not be decoded as null at its place', () => {
    const rows = [
      { id: 1 },
      null,
      'x',
      [],
      {},
      { id: null },
      { id: 1.5 },
      { id: '' },
      { id: 2 ** 53 },
      { id: 9 },
    ];
    const page = tickets({ data: rows });
    expect(page.rows.map((row) => row?.id ?? null)).toEqual([
      '1',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      '9',
    ]);
    expect(page.faults).toBe(8);
  });

  test.each([undefined, null, 'x', 3, {}, { data: null }, { data: {} }, { tickets: [] }])(
    'is never empty because of a failure: %j',
    (body) => {
      expect(() => tickets(body)).toThrow(UpstreamBadResponseError);
    },
  );
});

describe('one row that can not be decoded', () => {
  test('fails a read', () => {
    expect(() => decodeOne('getTicket', answer({}), decodeTicket)).toThrow(UpstreamBadResponseError);
  });

  test('leaves a write in the dark', () => {
    expect(() => decodeOne('createTicket', answer({}), decodeTicket)).toThrow(OutcomeUnknownError);
    expect(() => decodeOne('exportTicket', answer({ url: 'javascript:alert(1)' }), decodeExport)).toThrow(
      OutcomeUnknownError,
    );
  });
});

describe('what is written differently is read alike', () => {
  test('ids as numbers or texts', () => {
    const row = {
      id: '82070',
      agent: { id: '1201' },
      group: { id: '77' },
      requestor: { id: '5012' },
      conversation_id: 9,
    };
    expect(decodeTicket(row)).toMatchObject({
      id: '82070',
      agent: { id: '1201' },
      group: { id: '77' },
      requestor: { id: '5012' },
      conversationId: '9',
    });
    expect(decodeTicket({ id: 82070, agent: { id: 1201 }, group: 77 })).toMatchObject({
      id: '82070',
      agent: { id: '1201' },
      group: { id: '77', name: null },
    });
  });

  test('an agent as an object, a bare name or a bare id', () => {
    const bare = {
      id: null,
      username: null,
      firstName: null,
      lastName: null,
      email: null,
      phone: null,
      url: null,
    };
    expect(decodeTicket({ id: 1, agent: 'jane.doe' })?.agent).toEqual({ ...bare, name: 'jane.doe' });
    expect(decodeTicket({ id: 1, agent: 1201 })?.agent).toEqual({ ...bare, id: '1201', name: null });
    expect(decodeTicket({ id: 1, agent: '' })?.agent).toBeNull();
    expect(decodeTicket({ id: 1, agent: [] })?.agent).toBeNull();
  });

  test('names with and without an underscore', () => {
    for (const person of [
      { firstname: 'Jane', lastname: 'Doe' },
      { first_name: 'Jane', last_name: 'Doe' },
    ]) {
      expect(decodeTicket({ id: 1, agent: person })?.agent).toMatchObject({
        firstName: 'Jane',
        lastName: 'Doe',
      });
      expect(decodeTicket({ id: 1, requestor: person })?.requestor).toMatchObject({
        firstName: 'Jane',
        name: 'Doe',
      });
      expect(decodeUser({ id: 1, ...person })).toMatchObject({ firstName: 'Jane', lastName: 'Doe' });
    }
  });

  test('addresses as a list, one text, or a text with commas', () => {
    const emails = (email: unknown) => decodeTicket({ id: 1, requestor: { email } })?.requestor?.emails;
    expect(emails(['a@example.com', 'b@example.com'])).toEqual(['a@example.com', 'b@example.com']);
    expect(emails('a@example.com')).toEqual(['a@example.com']);
    expect(emails('a@example.com, b@example.com,')).toEqual(['a@example.com', 'b@example.com']);
    expect(emails(['a@example.com', null, {}, ''])).toEqual(['a@example.com']);
    for (const none of [undefined, null, {}, 7, '']) expect(emails(none)).toEqual([]);
  });

  test('numbers as texts', () => {
    expect(decodeTicket({ id: 1, duration: '30' })?.durationMinutes).toBe(30);
    expect(decodeMedia({ id: 1, size: '182044' })?.sizeBytes).toBe(182044);
    for (const duration of ['', 'half an hour', 30.5, 'Infinity', '0x10', {}, true]) {
      expect(decodeTicket({ id: 1, duration })?.durationMinutes).toBeNull();
    }
  });

  test('participants, where a row has them', () => {
    const participants = [{ id: 1, role: 'guest', email: 'a@example.com', firstname: 'Ann' }, null, 'x'];
    expect(decodeTicket({ id: 1, participants })?.participants).toEqual([
      {
        id: '1',
        role: 'guest',
        username: null,
        name: null,
        firstName: 'Ann',
        lastName: null,
        emails: ['a@example.com'],
        phones: [],
        url: null,
      },
    ]);
    expect(decodeTicket({ id: 1, participants: 'many' })?.participants).toEqual([]);
  });

  test('a point only where it can be on earth', () => {
    expect(decodeTicket({ id: 1, geoloc: { lat: '48.65', lng: -3.36 } })?.geoloc).toEqual({
      latitude: 48.65,
      longitude: -3.36,
    });
    for (const geoloc of [{ lat: 91, lng: 0 }, { lat: 1 }, { lat: null, lng: null }, [], 'here']) {
      expect(decodeTicket({ id: 1, geoloc })?.geoloc).toBeNull();
    }
  });

  test('links only where they are web links', () => {
    expect(decodeMedia({ id: 1, url: 'https://example.com/a?b=c' })?.url).toBe('https://example.com/a?b=c');
    for (const url of ['javascript:alert(1)', '/relative', 'https://', 'file:///etc/passwd', 7, {}]) {
      expect(decodeMedia({ id: 1, url })?.url).toBeNull();
    }
  });
});

describe('an event', () => {
  test('tells its particulars inside data, or beside it', () => {
    const agent = { email: 'jane@example.com', firstname: 'Jane' };
    const geoloc = { lat: 1, lng: 2 };
    const inside = decodeEvent({ id: 'a', eventName: 'ticket.assigned', data: { agent, geoloc } });
    const beside = decodeEvent({ id: 'a', eventName: 'ticket.assigned', agent, geoloc });
    expect(inside).toMatchObject({
      agent: { firstName: 'Jane' },
      geoloc: { latitude: 1 },
      data: { agent, geoloc },
    });
    expect(beside).toEqual(inside);
    expect(decodeEvent({ eventName: 'x', beside: 1, data: { inside: 2 } })?.data).toEqual({
      beside: 1,
      inside: 2,
    });
  });

  test('needs nothing at all, but to be an object', () => {
    expect(decodeEvent({})).toEqual({
      id: null,
      name: '',
      timestamp: null,
      source: null,
      agent: null,
      geoloc: null,
      data: null,
    });
    expect(decodeEvent({ data: {} })?.data).toEqual({});
    expect(decodeEvent(null)).toBeNull();
  });
});

const text = z.string().nullable();
const moment = z.date().nullable();
const point = z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable();
const person = { id: text, username: text, firstName: text, lastName: text, name: text, url: text };
const agent = z.strictObject({ ...person, email: text, phone: text }).nullable();
const addresses = { emails: z.array(z.string()), phones: z.array(z.string()) };

/** What each record promises, said again and apart from the decoders. */
const ticketShape = z.strictObject({
  ...{ id: z.string(), state: z.string(), type: text, subject: text, reference: text, description: text },
  ...{ serviceKey: text, language: text, conversationId: text, geoloc: point, agent },
  ...{
    createdAt: moment,
    updatedAt: moment,
    startTime: moment,
    endTime: moment,
    durationMinutes: z.int().nullable(),
  },
  group: z.strictObject({ id: z.string(), name: text }).nullable(),
  requestor: z
    .strictObject({
      id: text,
      name: text,
      firstName: text,
      company: text,
      gender: text,
      country: text,
      url: text,
      ...addresses,
    })
    .nullable(),
  participants: z.array(z.strictObject({ ...person, role: text, ...addresses })),
});
const mediaShape = z.strictObject({
  ...{
    id: z.string(),
    title: text,
    description: text,
    status: text,
    mediaType: text,
    mimeType: text,
    sourceType: text,
  },
  ...{
    url: text,
    sizeBytes: z.int().nonnegative().nullable(),
    createdAt: moment,
    tags: z.array(z.string()),
    geoloc: point,
  },
  user: z.strictObject({ id: text, name: text }).nullable(),
});
const eventShape = z.strictObject({
  ...{ id: text, name: z.string(), timestamp: moment, source: text, agent, geoloc: point },
  data: z.record(z.string(), z.unknown()).nullable(),
});
const userShape = z.strictObject({
  ...{ id: z.string(), username: text, firstName: text, lastName: text, email: text, phone: text },
  ...{ enterpriseId: text, createdAt: moment },
});

const TICKET_FIELDS =
  'state type subject reference description service_key language created modified start_time end_time duration agent group requestor participants geoloc conversation_id';
const PERSON_FIELDS = 'id username name firstname first_name email phone url role lat lng';

describe('property: no row is lost, and every leaf keeps its promise', () => {
  test.each([
    ['ticket', TICKET_FIELDS, decodeTicket, ticketShape],
    ['media', 'title status media_type url size created tags geoloc user', decodeMedia, mediaShape],
    ['event', 'eventName timestamp source data agent geoloc', decodeEvent, eventShape],
    ['user', 'username first_name firstname email phone enterprise_id created', decodeUser, userShape],
  ] as const)('%s', (_, fields, decode, shape) => {
    const record = (names: string, value: fc.Arbitrary<unknown>) =>
      fc.record(Object.fromEntries(names.split(' ').map((name) => [name, value])), { requiredKeys: [] });
    const leaf = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2024-01-01T00:00:00Z', 'https://example.com', '7', -1),
    );
    const branch = fc.oneof(
      leaf,
      record(PERSON_FIELDS, leaf),
      fc.array(record(PERSON_FIELDS, leaf), { maxLength: 3 }),
    );
    const usableId = fc.oneof(fc.integer(), fc.stringMatching(/^[\w-]{1,64}$/));
    const extra = fc.dictionary(fc.string(), leaf);
    fc.assert(
      fc.property(usableId, record(fields, branch), extra, (id, leaves, others) => {
        const row: unknown = JSON.parse(JSON.stringify({ ...others, ...leaves, id }));
        const decoded = decode(row);
        expect(decoded).toMatchObject({ id: String(id) });
        expect(shape.safeParse(decoded).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('unknown values of open lists survive as they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (raw) => {
        expect(decodeTicket({ id: 1, state: raw, type: raw, language: raw })).toMatchObject({
          state: raw,
          type: raw,
          language: raw,
        });
        expect(decodeMedia({ id: 1, status: raw, media_type: raw, source_type: raw })).toMatchObject({
          status: raw,
          mediaType: raw,
          sourceType: raw,
        });
        expect(decodeEvent({ eventName: raw, source: raw })).toMatchObject({ name: raw, source: raw });
      }),
    );
  });

  test('prototype keys do no harm', () => {
    const hostile = JSON.parse(
      '{"id": 1, "__proto__": {"state": "closed", "polluted": true}, "constructor": 7, "data": {"__proto__": {"agent": "x"}}, "requestor": {"__proto__": {"url": "https://example.com"}}}',
    );
    expect(decodeTicket(hostile)).toMatchObject({ id: '1', state: '', requestor: { url: null } });
    expect(decodeEvent(hostile)?.agent).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
