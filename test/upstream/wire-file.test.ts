import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { API } from '../../src/app/api.ts';
import { loadApi, resolveApi, WireFileError } from '../../src/upstream/endpoint/overrides.ts';
import { createTicket, deleteTicket, getTicket, listTickets, updateTicket } from '../helpers/endpoints.ts';
import { failureOf, httpStage, json, type Received, type Stage } from './fake-api.ts';

/** An upstream whose client speaks by the table with these overrides. */
function speaking(overrides: object): Promise<Stage> {
  return httpStage(json(200, { id: 1, data: [] }), { api: resolveApi(API, overrides) });
}

const queryOf = (request: Received | undefined): Record<string, string> =>
  Object.fromEntries(request?.query ?? []);

describe('what the upstream receives follows the wire file', () => {
  test('without one, an update is a PUT with its changes in the query', async () => {
    const { client, received } = await httpStage(json(204, null));
    await client.send(updateTicket, { ticketId: '7', group: '77', subject: 'Boiler' });
    expect(received[0]).toMatchObject({ method: 'PUT', path: '/api/v3/tickets/7', body: '' });
    expect(queryOf(received[0])).toEqual({ group: '77', subject: 'Boiler' });
  });

  test('a parameter is renamed', async () => {
    const { client, received } = await speaking({
      updateTicket: { params: { group: { name: 'user_group' } } },
    });
    await client.send(updateTicket, { ticketId: '7', group: '77' });
    expect(queryOf(received[0])).toEqual({ user_group: '77' });
  });

  test('PUT becomes PATCH', async () => {
    const { client, received } = await speaking({ updateTicket: { method: 'PATCH' } });
    await client.send(updateTicket, { ticketId: '7', state: 'done' });
    expect(received[0]).toMatchObject({ method: 'PATCH', path: '/api/v3/tickets/7' });
  });

  test('the query becomes a form', async () => {
    const { client, received } = await speaking({ createTicket: { place: 'form' } });
    await client.send(createTicket, {
      phone: ['+33612345678'],
      invite: true,
      description: 'x'.repeat(20_000),
    });
    expect(queryOf(received[0])).toEqual({});
    expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toEqual({
      phone: '+33612345678',
      invite: '1',
      description: 'x'.repeat(20_000),
    });
  });

  test('the query becomes JSON, with numbers and booleans as such', async () => {
    const { client, received } = await speaking({ createTicket: { place: 'json' } });
    await client.send(createTicket, {
      phone: ['+33612345678'],
      group: '77',
      duration: 30,
      inviteOrganizer: false,
      invite: true,
    });
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      phone: '+33612345678',
      group: 77,
      duration: 30,
      inviteOrganizer: false,
      invite: '1',
    });
  });

  test('one long parameter moves to a form and the rest stays', async () => {
    const { client, received } = await speaking({
      updateTicket: { params: { description: { place: 'form' } } },
    });
    await client.send(updateTicket, { ticketId: '7', description: 'long', state: 'done' });
    expect(queryOf(received[0])).toEqual({ state: 'done' });
    expect(received[0]?.body).toBe('description=long');
  });

  test('the state filter gets a name, and from then on is native', async () => {
    const { client, received, upstream } = await speaking({
      listTickets: { params: { state: { name: 'state' } } },
    });
    expect(upstream.hasParam(listTickets, 'state')).toBe(true);
    await client.send(listTickets, { state: ['open', 'inprogress'] });
    expect(queryOf(received[0])).toEqual({ state: 'open,inprogress' });
  });

  test('initial state, metadata and enterprise get their names on create', async () => {
    const { client, received } = await speaking({
      createTicket: {
        params: {
          state: { name: 'state' },
          metadata: { name: 'meta' },
          enterprise: { name: 'enterprise_id' },
        },
      },
    });
    await client.send(createTicket, {
      email: ['a@example.com'],
      state: 'new',
      metadata: '{}',
      enterprise: '3573',
    });
    expect(queryOf(received[0])).toEqual({
      email: 'a@example.com',
      state: 'new',
      meta: '{}',
      enterprise_id: '3573',
    });
  });

  test('paths, types and spellings of values can be mended too', async () => {
    const { client, received } = await speaking({
      getTicket: { path: '/ticket/{ticketId}' },
      createTicket: { params: { invite: { type: 'boolean' } } },
      listTickets: { params: { orderBy: { values: { start_time: 'start' } } } },
    });
    await client.send(getTicket, { ticketId: '7' });
    await client.send(createTicket, { invite: true });
    await client.send(listTickets, { orderBy: 'start_time' });
    await client.send(listTickets, { orderBy: 'end_time' });
    expect(received.map(({ path, query }) => `${path}?${query}`)).toEqual([
      '/api/v3/ticket/7?',
      '/api/v3/tickets?invite=true',
      '/api/v3/tickets?orderby=start',
      '/api/v3/tickets?orderby=end_time',
    ]);
  });

  test('a name can be taken away from a parameter that the API refuses', async () => {
    const { client, received } = await speaking({ listTickets: { params: { search: { name: null } } } });
    expect(await failureOf(client.send(listTickets, { search: 'x' }))).toMatchObject({
      reason: 'unbound',
      parameter: 'search',
    });
    expect(received).toHaveLength(0);
  });

  test('a renamed parameter is still recognised in a refusal', async () => {
    const api = resolveApi(API, { updateTicket: { params: { group: { name: 'team' } } } });
    const { client } = await httpStage(json(400, { code: 10, details: 'Parameter team' }), { api });
    expect(await failureOf(client.send(updateTicket, { ticketId: '7', group: '1' }))).toMatchObject({
      parameter: 'group',
    });
  });

  test('the table itself stays as it is', () => {
    const before = JSON.stringify(API);
    resolveApi(API, { updateTicket: { method: 'PATCH', params: { group: { name: 'x' } } } });
    expect(JSON.stringify(API)).toBe(before);
  });
});

describe('a wire file with faults says each of them clearly', () => {
  test.each<[string, unknown, string[]]>([
    [
      'an unknown operation',
      { editTicket: {} },
      ['editTicket: unknown; known are createTicket, listTickets,'],
    ],
    [
      'an unknown parameter',
      { deleteTicket: { params: { grop: { name: 'x' } } } },
      ['deleteTicket.params.grop: unknown; known are ticketId'],
    ],
    ['an unknown key', { updateTicket: { verb: 'PATCH' } }, ['updateTicket: Unrecognized key: "verb"']],
    ['a verb that is none', { updateTicket: { method: 'patch' } }, ['updateTicket.method: Invalid option']],
    [
      'a name that is none',
      { updateTicket: { params: { group: { name: 'a b' } } } },
      ['updateTicket.params.group.name: must be'],
    ],
    ['a path parameter', { getTicket: { params: { ticketId: { name: 'id' } } } }, ['stands in the path']],
    [
      'a path that loses its id',
      { getTicket: { path: '/tickets' } },
      ['getTicket.path: must hold {ticketId}'],
    ],
    [
      'a path to elsewhere',
      { getTicket: { path: 'http://evil/{ticketId}' } },
      ['getTicket.path: must be a relative path'],
    ],
    ['a GET with a body', { listTickets: { place: 'form' } }, ['listTickets: a GET has no body']],
    [
      'two kinds of body',
      { updateTicket: { place: 'json', params: { group: { place: 'form' } } } },
      ['updateTicket: a body is a form or JSON, not both'],
    ],
    [
      'two parameters of one name',
      { listTickets: { params: { state: { name: 'type' } } } },
      ['listTickets: two parameters are named type'],
    ],
    ['no object', ['updateTicket'], ['file: Invalid input: expected object']],
    [
      'several at once',
      { editTicket: {}, listTickets: { place: 'json', params: { colour: {} } } },
      ['editTicket: unknown', 'listTickets.params.colour: unknown', 'listTickets: a GET has no body'],
    ],
  ])('%s', (_, overrides, messages) => {
    const fault = expect(() => resolveApi(API, overrides));
    fault.toThrow(WireFileError);
    for (const message of messages) expect(() => resolveApi(API, overrides)).toThrow(message);
  });

  test('a file is read, and one that can not be is told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wire-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const loaded = loadApi(API, write('good.json', '{"updateTicket": {"method": "PATCH"}}'));
    expect(loaded['updateTicket']?.method).toBe('PATCH');
    expect(loaded['deleteTicket']?.params).toEqual(deleteTicket.params);
    expect(loadApi(API, undefined)['updateTicket']?.method).toBe('PUT');
    expect(() => loadApi(API, write('bad.json', '{'))).toThrow('it is no JSON');
    expect(() => loadApi(API, join(folder, 'none.json'))).toThrow('it can not be read');
  });
});
