import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../src/sandbox.ts';
import { type Event, openApi, type Page, type Ticket } from './api.ts';
import { bare } from './bare.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS = {
  db: ':memory:',
  tickets: 0,
  seed: 1,
  rateLimit: 0,
  admin: false,
  jwtSecret: 'x'.repeat(32),
};

describe('listening', () => {
  test('answers on a free port, under a URL that ends in the prefix', async () => {
    const sandbox = await createSandbox(OPTIONS);
    const { url, port } = await sandbox.listen(0);
    expect(url).toBe(`http://127.0.0.1:${port}/api/v3`);
    const headers = { authorization: 'Bearer sandbox-alice' };
    const me = await fetch(`${url}/users/me`, { headers });
    expect(await me.json()).toMatchObject({ username: 'alice' });
    const created = await fetch(`${url}/tickets?email=a@example.com`, { method: 'POST', headers });
    expect(await created.json()).toMatchObject({
      requestor: { url: expect.stringContaining(`http://127.0.0.1:${port}/i/`) },
    });
    await sandbox.close();
  });

  test('carries the sandbox’s own date, not the machine’s', async () => {
    const sandbox = await createSandbox({ ...OPTIONS, clock: () => Date.parse('2031-05-05T05:05:05Z') });
    const { url } = await sandbox.listen(0);
    const answer = await fetch(`${url}/users/me`);
    expect(answer.headers.get('date')).toBe('Mon, 05 May 2031 05:05:05 GMT');
    await sandbox.close();
  });

  test('ends when it is closed, with its port free for another', async () => {
    const sandbox = await createSandbox(OPTIONS);
    const { url, port } = await sandbox.listen(0);
    await fetch(`${url}/users/me`);
    await sandbox.close();
    await sandbox.close();
    const next = createServer();
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(port, '127.0.0.1', resolve);
    });
    next.close();
  });

  test('on a port that is taken is refused', async () => {
    const [first, second] = [await createSandbox(OPTIONS), await createSandbox(OPTIONS)];
    const { port } = await first.listen(0);
    await expect(second.listen(port)).rejects.toThrow('EADDRINUSE');
    await first.close();
    await second.close();
  });

  test('links name the public URL where one is set', async () => {
    const api = await openApi({ publicUrl: 'https://tickets.example' });
    const { body } = await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
    expect(body.requestor.url).toMatch(/^https:\/\/tickets\.example\/i\//);
    await api.sandbox.close();
  });
});

describe('bodies on the wire', () => {
  /** What a server answers to bytes that a well-behaved client would not send. */
  async function wire(port: number, request: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.write(request.replaceAll('\n', '\r\n'));
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) break;
    }
    return answer;
  }

  test('an update without a body and without a length is an update', async () => {
    const sandbox = await createSandbox(OPTIONS);
    const { port, url } = await sandbox.listen(0);
    const headers = { authorization: 'Bearer sandbox-alice' };
    await fetch(`${url}/tickets?email=a@example.com`, { method: 'POST', headers });
    const head = 'host: localhost\nauthorization: Bearer sandbox-alice\n';
    const answer = await wire(port, `PUT /api/v3/tickets/82001?subject=Wire HTTP/1.1\n${head}\n`);
    expect(answer).toMatch(/^HTTP\/1.1 204 /);
    const read = await fetch(`${url}/tickets/82001`, { headers });
    expect(await read.json()).toMatchObject({ subject: 'Wire' });
    await sandbox.close();
  });

  test.each(['application/x-www-form-urlencoded', 'application/json'])(
    'an endless %s body is refused',
    async (type) => {
      const sandbox = await createSandbox(OPTIONS);
      const { url } = await sandbox.listen(0);
      const body = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(120)) });
      const headers = { authorization: 'Bearer sandbox-alice', 'content-type': type };
      // @NOTE a stream can only be sent with `duplex`, which the types of fetch lack.
      const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
      const status = await fetch(`${url}/tickets`, init).then(
        (answer) => answer.status,
        () => 'cut',
      );
      expect([413, 'cut']).toContain(status);
      expect((await fetch(`${url}/users/me`, { headers })).status).toBe(200);
      await sandbox.close();
    },
  );

  test('a multipart form is a form', async () => {
    const api = await openApi();
    const body = new FormData();
    body.set('email', 'a@example.com');
    body.set('subject', 'Étage 3');
    expect((await bare(api, 'POST', '/tickets', { body })).body).toMatchObject({ subject: 'Étage 3' });
    await api.sandbox.close();
  });
});

describe('a file', () => {
  test('keeps everything over a restart, and is not seeded again', async () => {
    const db = join(folder, 'kept.sqlite');
    const before = await openApi({ db, tickets: 30 });
    const login = { username: 'alice', password: 'sandbox' };
    const { access_token } = (await before.as(null).post<{ access_token: string }>('/token', login)).body;
    const { body: ticket } = await before
      .as('alice')
      .post<Ticket>('/tickets', { email: 'a@example.com', invite: 1 });
    await before.as('alice').put(`/tickets/${ticket.id}`, { state: 'done' });
    await before.as('alice').delete('/tickets/82001');
    const read = async (api: typeof before) => ({
      list: (await api.as(access_token).get<Page<Ticket>>('/tickets', { limit: 100 })).body,
      events: (await api.as('alice').get<Page<Event>>(`/tickets/${ticket.id}/events`)).body,
      outbox: (await api.admin('GET', '/outbox')).body,
      gone: (await api.as('alice').get('/tickets/82001')).status,
    });
    const told = await read(before);
    await before.sandbox.close();
    const after = await openApi({ db, tickets: 500, seed: 'another' });
    expect(await read(after)).toEqual(told);
    expect(told.gone).toBe(404);
    const next = await after.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
    expect(next.body.id).toBe(ticket.id + 1);
    await after.sandbox.close();
  });

  test('that is no database is refused', async () => {
    await expect(createSandbox({ ...OPTIONS, db: folder })).rejects.toThrow();
  });
});

describe('requests that arrive together', () => {
  test('are each done once: ids and timelines are whole', async () => {
    const api = await openApi();
    const many = Array.from({ length: 40 }, (_value, n) => n);
    const values = (n: number) => ({
      email: `guest${n % 5}@example.com`,
      invite: 1,
      reference: `R-${n}`,
      agent: 'alice',
    });
    const created = await Promise.all(
      many.map((n) => api.as('alice').post<Ticket>('/tickets', values(n), 'form')),
    );
    const ids = created.map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(many.length);
    expect(new Set(created.map(({ body }) => body.requestor.id)).size).toBe(5);
    const timelines = await Promise.all(
      ids.map((id) => api.as('alice').get<Page<Event>>(`/tickets/${id}/events`)),
    );
    for (const { body } of timelines) {
      expect(body.data.map(({ eventName }) => eventName)).toEqual([
        'ticket.new',
        'ticket.assigned',
        'ticket.invitationSent',
      ]);
    }
    await api.sandbox.close();
  });

  test('closing a ticket many times at once succeeds once', async () => {
    const api = await openApi();
    const { body } = await api
      .as('alice')
      .post<Ticket>('/tickets', { email: 'a@example.com', agent: 'alice' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        api.as('alice').put(`/tickets/${body.id}`, { state: 'closed' }, 'json'),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    const events = await api.as('alice').get<Page<Event>>(`/tickets/${body.id}/events`);
    expect(events.body.data.filter(({ eventName }) => eventName === 'ticket.closed')).toHaveLength(1);
    await api.sandbox.close();
  });
});

describe('what goes wrong', () => {
  test('on a path that is none is a refusal in JSON, with and without the prefix', async () => {
    const api = await openApi();
    for (const path of ['/nowhere', '/tickets/1/nothing', '/']) {
      const answer = await bare(api, 'GET', path);
      expect(answer).toMatchObject({ status: 404, type: 'application/json', body: { code: 4 } });
    }
    const outside = await api.sandbox.fetch(new Request('http://sandbox.test/'));
    expect({ status: outside.status, body: await outside.json() }).toMatchObject({
      status: 404,
      body: { code: 4 },
    });
    await api.sandbox.close();
  });

  test('inside is told to the owner and not to the caller', async () => {
    const api = await openApi();
    await api.sandbox.close();
    const { status, body } = await bare(api, 'GET', '/tickets');
    expect({ status, body }).toEqual({
      status: 500,
      body: { code: -1, message: 'Internal error', details: '' },
    });
    expect(api.faults).toHaveLength(1);
  });

  test('with a body that is too large is refused', async () => {
    const api = await openApi();
    const body = new URLSearchParams({ email: 'a@example.com', description: 'x'.repeat(1024 * 1024) });
    expect(await bare(api, 'POST', '/tickets', { body })).toMatchObject({
      status: 413,
      type: 'application/json',
    });
    await api.sandbox.close();
  });

  test('no answer is for a cache', async () => {
    const api = await openApi();
    expect((await api.as('alice').get('/tickets')).headers.get('cache-control')).toBe('no-store');
    await api.sandbox.close();
  });
});
