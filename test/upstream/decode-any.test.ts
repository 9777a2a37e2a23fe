/** Rows as hostile as JSON allows: none is lost, and every leaf of a record keeps what its type promises. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodeEvent, decodeMedia, decodeTicket, decodeUser } from '../helpers/endpoints.ts';

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
