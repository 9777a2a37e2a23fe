import { describe, expect, test } from 'vitest';
import { OutcomeUnknownError, UpstreamBadResponseError } from '../../src/upstream/errors.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import {
  createTicket,
  decodeEvent,
  decodeMedia,
  decodeResponse,
  decodeTicket,
  decodeUser,
  exportTicket,
  getTicket,
  listTickets,
} from '../helpers/endpoints.ts';

const answer = (body: unknown): UpstreamResponse => ({ status: 200, date: 5, rate: null, body });
const tickets = (body: unknown) => decodeResponse(listTickets, answer(body));

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
    expect(() => decodeResponse(getTicket, answer({}))).toThrow(UpstreamBadResponseError);
  });

  test('leaves a write in the dark', () => {
    expect(() => decodeResponse(createTicket, answer({}))).toThrow(OutcomeUnknownError);
    expect(() => decodeResponse(exportTicket, answer({ url: 'javascript:alert(1)' }))).toThrow(
      OutcomeUnknownError,
    );
  });
});

describe('what is written differently is read alike', () => {
  test('ids as numbers or strings', () => {
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
