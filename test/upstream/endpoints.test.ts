import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listEvents } from '../../src/event/endpoints.ts';
import { exportTicket } from '../../src/export/endpoints.ts';
import { listMedias } from '../../src/media/endpoints.ts';
import {
  createTicket,
  deleteTicket,
  getTicket,
  listTickets,
  updateTicket,
} from '../../src/ticket/upstream/endpoints.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createUpstream } from '../../src/upstream/client.ts';
import { Credential } from '../../src/upstream/credential.ts';
import type { Upstream, UpstreamClient } from '../../src/upstream/types.ts';
import { currentUser, listUsers } from '../../src/user/endpoints.ts';
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
    upstream = createUpstream({ url: (await sandbox.listen(0)).url, interceptors: attempts() });
  });
  afterAll(async () => {
    await upstream?.close();
    await sandbox?.close();
  });

  test('the life of a ticket', async () => {
    const client = alice();
    const startTime = new Date('2031-05-04T10:30:00Z');
    const made = await createTicket(client, {
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
    const found = await listTickets(client, {
      reference: 'LIFE-1',
      startTime,
      endTime: new Date('2031-05-05T00:00:00Z'),
    });
    expect(found).toMatchObject({ rows: [{ id: made.id }], total: 1, nextOffset: null, faults: 0 });
    expect(Math.abs((found.date ?? 0) - Date.now())).toBeLessThan(60_000);

    await updateTicket(client, made.id, { state: 'inprogress' });
    await updateTicket(client, made.id, { description: '' });
    expect(await getTicket(client, made.id)).toMatchObject({
      state: 'inprogress',
      reference: 'LIFE-1',
      agent: { url: null },
    });
    expect((await getTicket(client, made.id, { scope: 'sso' }))?.agent?.url).toMatch(/^http/);

    const events = await listEvents(client, made.id);
    expect(events.rows.map((event) => event?.name)).toEqual(
      expect.arrayContaining(['ticket.new', 'ticket.invitationSent']),
    );
    expect(await listMedias(client, made.id, { status: ['completed', 'processing'] })).toMatchObject({
      rows: [],
      total: 0,
    });
    expect(await exportTicket(client, made.id, { format: 'zip', timeline: true })).toMatchObject({
      format: 'zip',
    });

    await deleteTicket(client, made.id);
    expect(await getTicket(client, made.id)).toBeNull();
    expect(await failureOf(deleteTicket(client, made.id))).toMatchObject({
      code: 'NOT_FOUND',
      operation: 'deleteTicket',
    });
  });

  test('an update without a state leaves the state unchanged', async () => {
    const client = alice();
    const { id } = await createTicket(client, { email: ['paul@example.com'], agent: 'alice' });
    await updateTicket(client, id, { state: 'inprogress' });
    await updateTicket(client, id, { description: 'later' });
    expect(await getTicket(client, id)).toMatchObject({ state: 'inprogress', description: 'later' });
  });

  test('a page of medias, sorted and filtered', async () => {
    const client = alice();
    const tickets = await listTickets(client, { limit: 100, orderBy: 'created', order: 'asc' });
    const pages = await Promise.all(
      tickets.rows.map((ticket) => listMedias(client, ticket?.id ?? '', { limit: 100 })),
    );
    const most = Math.max(...pages.map((page) => page.rows.length));
    const fullest = tickets.rows[pages.findIndex((page) => page.rows.length === most)]?.id ?? '';
    const images = await listMedias(client, fullest, { mediaType: 'image', orderBy: 'date', order: 'asc' });
    const times = images.rows.map((media) => media?.createdAt?.getTime() ?? 0);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(images.rows.map((media) => media?.mediaType))).toEqual(new Set(['image']));
  });

  test('who is asking, and with whom they work', async () => {
    const client = alice();
    const me = await currentUser(client);
    expect(me).toMatchObject({ username: 'alice', firstName: 'Alice' });
    const users = await listUsers(client, me.enterpriseId ?? '', { limit: 2, offset: 1 });
    expect(users.rows).toHaveLength(2);
    expect(users.nextOffset).toBe(3);
  });

  test('refusals have their classes', async () => {
    const client = alice();
    const { id } = await createTicket(client, { email: ['paul@example.com'], agent: 'alice' });
    expect(await failureOf(getTicket(as('sandbox-bob'), id))).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
    });
    expect(await getTicket(as('sandbox-erin'), id)).toBeNull();
    expect(await failureOf(currentUser(as('no-such-token')))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await failureOf(listTickets(client, { user: 'all' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await failureOf(listTickets(client, { limit: 101 }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'limit',
    });
    expect(await failureOf(createTicket(client, { email: ['nonsense'] }))).toMatchObject({
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
  expect(await failureOf(getTicket(client, '7'))).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT' });
  expect(await getTicket(client, '5')).toMatchObject({ id: '5' });
});

test('the body of the response to a change is never read', async () => {
  for (const body of ['{"half":', '<html>', '']) {
    const { client } = await httpStage((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    await expect(updateTicket(client, '1', { state: 'done' })).resolves.toBeUndefined();
    await expect(deleteTicket(client, '1')).resolves.toBeUndefined();
  }
});
