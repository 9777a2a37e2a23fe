import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchTicket } from '../../src/ticket/read/fetch-ticket.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createUpstream } from '../../src/upstream/client.ts';
import { Credential } from '../../src/upstream/credential.ts';
import type { Upstream, UpstreamClient } from '../../src/upstream/types.ts';
import {
  api,
  createTicket,
  currentUser,
  deleteTicket,
  exportTicket,
  listEvents,
  listMedias,
  listTickets,
  listUsers,
  updateTicket,
} from '../helpers/endpoints.ts';
import { attempts, failureOf, httpStage, json } from './fake-api.ts';

describe('each endpoint against the sandbox', () => {
  let sandbox: Sandbox;
  let upstream: Upstream;
  const callLog = new CallLog();
  const as = (token: string): UpstreamClient =>
    upstream.withContext({
      credential: new Credential(token),
      signal: new AbortController().signal,
      deadline: Date.now() + 60_000,
      requestId: 'endpoints',
      callLog,
    });
  const alice = () => as('sandbox-alice');

  beforeAll(async () => {
    sandbox = await createSandbox({
      db: ':memory:',
      tickets: 100,
      seed: 1,
      rateLimit: 0,
      admin: false,
      jwtSecret: 'a-secret-for-the-tests',
    });
    upstream = createUpstream({ api, url: (await sandbox.listen(0)).url, interceptors: attempts() });
  });
  afterAll(async () => {
    await upstream?.close();
    await sandbox?.close();
  });

  test('the life of a ticket', async () => {
    const client = alice();
    const startTime = new Date('2031-05-04T10:30:00Z');
    const made = await client.call(createTicket, {
      name: 'Martin',
      firstName: 'Paul',
      email: ['paul@example.com'],
      phone: ['+33612345678', '+33787654321'],
      language: 'fr',
      subject: 'Chaudière & co',
      reference: 'LIFE-1',
      description: 'Error E04\nsecond line',
      agent: 'alice',
      group: '77',
      invite: true,
      startTime,
      duration: 45,
      company: 'Dupont',
      country: 'FR',
    });
    expect(made).toMatchObject({
      state: 'invited',
      subject: 'Chaudière & co',
      startTime,
      durationMinutes: 45,
      language: 'fr',
      group: { id: '77' },
      agent: { username: 'alice' },
      requestor: { name: 'Martin', emails: ['paul@example.com'], phones: ['+33612345678', '+33787654321'] },
    });
    const found = await client.call(listTickets, {
      reference: 'LIFE-1',
      startTime,
      endTime: new Date('2031-05-05T00:00:00Z'),
    });
    expect(found).toMatchObject({ rows: [{ id: made.id }], total: 1, nextOffset: null, faults: 0 });
    expect(Math.abs((found.date ?? 0) - Date.now())).toBeLessThan(60_000);

    await client.call(updateTicket, { ticketId: made.id, state: 'inprogress' });
    await client.call(updateTicket, { ticketId: made.id, description: '' });
    expect(await fetchTicket(client, made.id)).toMatchObject({
      state: 'inprogress',
      reference: 'LIFE-1',
      agent: { url: null },
    });
    expect((await fetchTicket(client, made.id, { scope: 'sso' }))?.agent?.url).toMatch(/^http/);

    const events = await client.call(listEvents, { ticketId: made.id });
    expect(events.rows.map((event) => event?.name)).toEqual(
      expect.arrayContaining(['ticket.new', 'ticket.invitationSent']),
    );
    expect(
      await client.call(listMedias, { ticketId: made.id, status: ['completed', 'processing'] }),
    ).toMatchObject({
      rows: [],
      total: 0,
    });
    expect(
      await client.call(exportTicket, { ticketId: made.id, format: 'zip', timeline: true }),
    ).toMatchObject({
      format: 'zip',
    });

    await client.call(deleteTicket, { ticketId: made.id });
    expect(await fetchTicket(client, made.id)).toBeNull();
    expect(await failureOf(client.call(deleteTicket, { ticketId: made.id }))).toMatchObject({
      code: 'NOT_FOUND',
      operation: 'deleteTicket',
    });
  });

  test('an update without a state leaves the state unchanged', async () => {
    const client = alice();
    const { id } = await client.call(createTicket, { email: ['paul@example.com'], agent: 'alice' });
    await client.call(updateTicket, { ticketId: id, state: 'inprogress' });
    await client.call(updateTicket, { ticketId: id, description: 'later' });
    expect(await fetchTicket(client, id)).toMatchObject({ state: 'inprogress', description: 'later' });
  });

  test('a page of medias, sorted and filtered', async () => {
    const client = alice();
    const tickets = await client.call(listTickets, { limit: 100, orderBy: 'created', order: 'asc' });
    const pages = await Promise.all(
      tickets.rows.map((ticket) => client.call(listMedias, { ticketId: ticket?.id ?? '', limit: 100 })),
    );
    const most = Math.max(...pages.map((page) => page.rows.length));
    const fullest = tickets.rows[pages.findIndex((page) => page.rows.length === most)]?.id ?? '';
    const images = await client.call(listMedias, {
      ticketId: fullest,
      mediaType: 'image',
      orderBy: 'date',
      order: 'asc',
    });
    const times = images.rows.map((media) => media?.createdAt?.getTime() ?? 0);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(images.rows.map((media) => media?.mediaType))).toEqual(new Set(['image']));
  });

  test('who is asking, and with whom they work', async () => {
    const client = alice();
    const me = await client.call(currentUser, {});
    expect(me).toMatchObject({ username: 'alice', firstName: 'Alice' });
    const users = await client.call(listUsers, { enterpriseId: me.enterpriseId ?? '', limit: 2, offset: 1 });
    expect(users.rows).toHaveLength(2);
    expect(users.nextOffset).toBe(3);
  });

  test('refusals have their classes', async () => {
    const client = alice();
    const { id } = await client.call(createTicket, { email: ['paul@example.com'], agent: 'alice' });
    expect(await failureOf(fetchTicket(as('sandbox-bob'), id))).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
    });
    expect(await fetchTicket(as('sandbox-erin'), id)).toBeNull();
    expect(await failureOf(as('no-such-token').call(currentUser, {}))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await failureOf(client.call(listTickets, { user: 'all' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await failureOf(client.call(listTickets, { limit: 101 }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'limit',
    });
    expect(await failureOf(client.call(createTicket, { email: ['nonsense'] }))).toMatchObject({
      parameter: 'email',
    });
  });

  test('every call is in the callLog as a template, with no value of anybody', () => {
    expect(callLog.actual).toBeGreaterThan(20);
    expect(callLog.calls.every(({ ms, status }) => ms !== null && status !== null)).toBe(true);
    expect(new Set(callLog.calls.map(({ method, path }) => `${method} ${path}`))).toContain(
      'GET /tickets/{ticketId}/medias',
    );
    const shown = JSON.stringify(callLog);
    for (const secret of ['LIFE-1', '+336', 'paul', 'sandbox-alice', '127.0.0.1'])
      expect(shown).not.toContain(secret);
  });
});

test('a ticket that is not the one asked for is refused', async () => {
  const { client } = await httpStage(json(200, { id: 5, state: 'open' }));
  expect(await failureOf(fetchTicket(client, '7'))).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT' });
  expect(await fetchTicket(client, '5')).toMatchObject({ id: '5' });
});

test('the body of the response to a change is never read', async () => {
  for (const body of ['{"half":', '<html>', '']) {
    const { client } = await httpStage((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    await expect(client.call(updateTicket, { ticketId: '1', state: 'done' })).resolves.toBeUndefined();
    await expect(client.call(deleteTicket, { ticketId: '1' })).resolves.toBeUndefined();
  }
});
