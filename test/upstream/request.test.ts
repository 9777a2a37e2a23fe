import { describe, expect, test } from 'vitest';
import { createUpstream } from '../../src/upstream/client.ts';
import type { Params, Values } from '../../src/upstream/endpoint/declare.ts';

/** Values of any parameters, wrong ones too. */
type AnyValues = Values<Params>;

import { api, createTicket, currentUser, endpointOf, getTicket, listTickets } from '../helpers/endpoints.ts';
import { failureOf, httpStage, json, type Received, stage } from './fake-api.ts';

const anything = json(200, { id: 1, data: [] });

/** What the upstream receives when this is called. */
async function sent(operation: string, params: AnyValues): Promise<Received | undefined> {
  const { client, received } = await httpStage(anything);
  await client.send(endpointOf(operation), params);
  return received[0];
}

async function query(operation: string, params: AnyValues): Promise<Record<string, string>> {
  return Object.fromEntries((await sent(operation, params))?.query ?? []);
}

describe('a request', () => {
  test('says who it is and what it takes, and nothing else', async () => {
    const request = await sent('currentUser', {});
    expect(request).toMatchObject({ method: 'GET', path: '/api/v3/users/me', body: '' });
    const { host: _, connection: __, ...headers } = request?.headers ?? {};
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: 'Bearer secret-token-of-alice',
      'user-agent': 'ticket-gateway/9.9',
      'x-request-id': 'req-1',
    });
  });

  test('leaves out a request id that is no header', async () => {
    const { as, received } = await httpStage(anything);
    await as({ requestId: 'a\r\nx-admin: 1' }).send(currentUser, {});
    expect(received[0]?.headers).not.toHaveProperty('x-request-id');
    expect(received[0]?.headers).not.toHaveProperty('x-admin');
  });

  test('keeps to the prefix of the address, with or without a slash at its end', async () => {
    for (const suffix of ['', '/', '//']) {
      const { url, received } = await httpStage(anything);
      const { client } = stage(`${url}${suffix}`);
      await client.send(getTicket, { ticketId: '7' });
      expect(received[0]?.path).toBe('/api/v3/tickets/7');
    }
  });
});

describe('a value is written as the API wants it', () => {
  test('invite as 1 or 0, other booleans as words', async () => {
    expect(await query('createTicket', { invite: true, inviteOrganizer: false })).toEqual({
      invite: '1',
      inviteOrganizer: 'false',
    });
    expect(await query('createTicket', { invite: false })).toEqual({ invite: '0' });
    expect(await query('exportTicket', { ticketId: '1', timeline: true })).toEqual({ timeline: 'true' });
  });

  test('times as UTC with Z, cut to whole seconds', async () => {
    const since = new Date('2024-01-01T16:00:00.999+01:00');
    expect(await query('listTickets', { since })).toEqual({ since: '2024-01-01T15:00:00Z' });
  });

  test('lists with commas, and a plus survives', async () => {
    expect(await query('createTicket', { phone: ['+33612345678', '+33787654321'] })).toEqual({
      phone: '+33612345678,+33787654321',
    });
    expect(await query('listMedias', { ticketId: '1', status: ['completed'] })).toEqual({
      status: 'completed',
    });
  });

  test('numbers, ids and texts as they are, whatever characters they hold', async () => {
    const search = 'a&b=c #%2F ✓ "\n';
    expect(await query('listTickets', { search, limit: 20, offset: 0, user: 'all', group: 77 })).toEqual({
      search,
      limit: '20',
      offset: '0',
      user: 'all',
      group: '77',
    });
  });

  test('values of open lists as they are, known or not', async () => {
    expect(await query('listTickets', { orderBy: 'start_time', order: 'asc' })).toEqual({
      orderby: 'start_time',
      order: 'asc',
    });
    expect(await query('listTickets', { orderBy: 'constructor' })).toEqual({ orderby: 'constructor' });
  });

  test('an empty text is sent and empties, undefined is not sent', async () => {
    expect(await query('updateTicket', { ticketId: '1', description: '', state: undefined })).toEqual({
      description: '',
    });
  });
});

describe('what can not be written is refused before a socket is touched', () => {
  test.each<[string, string, object, string]>([
    ['a moment that is none', 'listTickets', { since: new Date('never') }, 'since'],
    ['a text for a moment', 'listTickets', { since: '2024-01-01' }, 'since'],
    ['half a number', 'listTickets', { limit: 1.5 }, 'limit'],
    ['a number beyond all', 'listTickets', { limit: Number.POSITIVE_INFINITY }, 'limit'],
    ['an id with a slash', 'listTickets', { group: '7/8' }, 'group'],
    [
      'a list without entries, which would be no filter',
      'listMedias',
      { ticketId: '1', status: [] },
      'status',
    ],
    [
      'a recipient that would become two',
      'createTicket',
      { email: ['a@example.com,b@example.com'] },
      'email',
    ],
    ['an empty recipient', 'createTicket', { phone: ['+33612345678', ''] }, 'phone'],
    ['a text for a boolean', 'createTicket', { invite: 'yes' }, 'invite'],
    ['a list for a text', 'createTicket', { subject: ['a'] }, 'subject'],
  ])('%s', async (_, operation, params, parameter) => {
    const { client, received, callLog } = await httpStage(anything);
    expect(await failureOf(client.send(endpointOf(operation), params as AnyValues))).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'invalid',
      parameter,
      status: null,
    });
    expect(received).toHaveLength(0);
    expect(callLog.actual).toBe(0);
  });

  test.each(['A/../B', '..', '', 'a b', 'a?x=1', 'a#b', '%2e%2e', 'a\0', 'a\r\n', 'ä', 'x'.repeat(65)])(
    'the path id %j',
    async (ticketId) => {
      const { client, received } = await httpStage(anything);
      for (const operation of [
        'getTicket',
        'updateTicket',
        'deleteTicket',
        'listMedias',
        'listEvents',
      ] as const) {
        expect(await failureOf(client.send(endpointOf(operation), { ticketId }))).toMatchObject({
          code: 'BAD_USER_INPUT',
          reason: 'invalid',
          parameter: 'ticketId',
        });
      }
      expect(received).toHaveLength(0);
    },
  );

  test('a URL of more than 8 KB, naming the longest argument', async () => {
    const { client, received } = await httpStage(anything);
    const fits = client.send(createTicket, { description: 'x'.repeat(8_000), subject: 's' });
    await expect(fits).resolves.toMatchObject({ status: 200 });
    const tooLong = client.send(createTicket, { description: 'é'.repeat(1_400), subject: 's' });
    expect(await failureOf(tooLong)).toMatchObject({ reason: 'too-large', parameter: 'description' });
    expect(received).toHaveLength(1);
  });

  test('a capability without a name', async () => {
    const { client, received, upstream } = await httpStage(anything);
    for (const [operation, parameter] of [
      ['createTicket', 'state'],
      ['createTicket', 'metadata'],
      ['createTicket', 'enterprise'],
      ['listTickets', 'state'],
      ['listTickets', 'enterprise'],
    ] as const) {
      expect(upstream.hasParam(endpointOf(operation), parameter)).toBe(false);
      const call = client.send(endpointOf(operation), { [parameter]: 'x' });
      expect(await failureOf(call)).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'unbound', parameter });
    }
    expect(upstream.hasParam(listTickets, 'user')).toBe(true);
    expect(received).toHaveLength(0);
  });

  test.each<[string, string, AnyValues]>([
    ['an unknown parameter', 'getTicket', { ticketId: '1', subject: 'x' }],
    ['a prototype key', 'getTicket', { ticketId: '1', constructor: 'x' }],
    ['a missing id', 'getTicket', {}],
    ['a parameter that turns the answer into a file', 'listMedias', { ticketId: '1', download: true }],
  ])('%s is a bug of the gateway', async (_, operation, params) => {
    const { client, received } = await httpStage(anything);
    expect(await failureOf(client.send(endpointOf(operation), params))).toBeInstanceOf(TypeError);
    expect(received).toHaveLength(0);
  });
});

describe('an address', () => {
  test.each([
    'ftp://host/api',
    'http://user:pw@host/api',
    'http://host/api?x=1',
    'http://host/#a',
    'nonsense',
    '',
  ])('%j is none', (url) => expect(() => createUpstream({ url, api })).toThrow('must be http(s)'));
});
