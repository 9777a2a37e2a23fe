import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { endPrograms, type Program, ROOT, readBanner, run } from './helpers/child-process.ts';

const BIN = 'bin/ticket-gateway.mjs';
const ALICE = { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' };

/** A Node of before 24 somewhere on this machine's path, behind the one that npm brought along. */
const OLD_NODE = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => existsSync(node) && /^v(1\d|2[0-3])\./.test(execFileSync(node, ['--version']).toString()));

const scratch = mkdtempSync(join(tmpdir(), 'ticket-gateway-'));
const env = { PORT: '0', SANDBOX_PORT: '0', SANDBOX_DB: join(scratch, 'sandbox.db') };

afterEach(endPrograms);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Waits until a program is ready and reads what it says of itself. */
async function ready(program: Program) {
  await program.says(/\n {2}Try\n(.+\n)+\n/);
  const { rows, line } = readBanner(program.printed.out);
  return { rows, line, graphql: rows['GraphQL']?.[0] ?? '', sandbox: rows['Sandbox']?.[0] ?? '' };
}

async function ask(url: string, query: string, headers: Record<string, string> = ALICE) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

// @NOTE a server that listens on a port has an address of this form.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Fails if the port of a URL is still taken. */
async function takePort(url: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

describe('npm start', () => {
  test('says where everything is, and its curl line answers when pasted', async () => {
    const program = run(['npm', 'start'], { env });
    const { rows, line, graphql, sandbox } = await ready(program);
    expect(rows['GraphiQL']).toEqual([`${graphql}  (in a browser)`]);
    expect(rows['Tokens']?.map((token) => token.split(' ')[0])).toEqual([
      'sandbox-alice',
      'sandbox-bob',
      'sandbox-dana',
      'sandbox-erin',
    ]);
    expect(rows['Settings']).toEqual([`PORT=0  SANDBOX_PORT=0  SANDBOX_DB=${env.SANDBOX_DB}`]);
    const pasted = run(['bash', '-c', line]);
    expect(await pasted.ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(pasted.printed.out).data.tickets.nodes).toHaveLength(3);
    const me = await fetch(`${sandbox}/users/me`, { headers: ALICE });
    expect(await me.json()).toMatchObject({ username: 'alice' });
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('ends when npm is gone by %s', async (signal) => {
    const program = run(['npm', 'start'], { env });
    const { graphql, sandbox } = await ready(program);
    program.signal(signal);
    await program.ended;
    await takePort(graphql);
    await takePort(sandbox);
  });
});

describe('npm run dev', () => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends when npm is gone by %s, and its watcher too',
    async (signal) => {
      const program = run(['npm', 'run', 'dev'], { env: { ...env, SANDBOX_DB: ':memory:' } });
      const { graphql, sandbox } = await ready(program);
      program.signal(signal);
      // The watcher holds what npm printed to: this resolves only once nobody does.
      await program.ended;
      await takePort(graphql);
      await takePort(sandbox);
    },
  );
});

describe('a signal', () => {
  test('ends everything, frees both ports, and the next start finds every ticket again', async () => {
    const first = run(['node', BIN], { env });
    const { graphql, sandbox } = await ready(first);
    const created = await ask(
      graphql,
      'mutation { createTicket(input: { emails: ["paul@example.com"], subject: "Kept" }) { ... on CreateTicketSuccess { ticket { id } } } }',
    );
    first.signal('SIGINT');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    await takePort(graphql);
    await takePort(sandbox);

    const second = run(['node', BIN], { env });
    const again = await ready(second);
    const read = await ask(
      again.graphql,
      `{ node(id: "${created.data.createTicket.ticket.id}") { ... on Ticket { subject } } }`,
    );
    expect(read.data).toEqual({ node: { subject: 'Kept' } });
    second.signal('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
  });

  test('lets work under way finish, and takes no new', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const upstream = createServer((request, response) => {
      if (request.url?.startsWith('/api/v3/tickets')) arrived.resolve(response);
      else response.setHeader('content-type', 'application/json').end('{"id":1}');
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${portOf(upstream)}/api/v3`;
    const program = run(['node', BIN, 'gateway'], { env: { PORT: '0', UPSTREAM_URL: url } });
    const { graphql } = await ready(program);
    const answer = ask(graphql, '{ tickets(first: 1) { nodes { ticketId } } }');
    const held = await Promise.race([arrived.promise, answer.then(neverMind)]);
    program.signal('SIGTERM');
    await vi.waitFor(() => takePort(graphql), { timeout: 5_000 });
    held.setHeader('content-type', 'application/json').end('{"data":[{"id":7,"state":"open"}]}');
    expect((await answer).data).toEqual({ tickets: { nodes: [{ ticketId: '7' }] } });
    expect(await program.ended).toEqual({ code: 0, signal: null });
    upstream.close();
  });
});

/** An answer that came too early is a failure that says what it was. */
const neverMind = (answer: unknown) => Promise.reject(new Error(JSON.stringify(answer)));

describe('the gateway alone', () => {
  let sandbox: Sandbox;
  let upstream: string;
  beforeAll(async () => {
    sandbox = await createSandbox({
      db: ':memory:',
      tickets: 30,
      seed: 1,
      rateLimit: 0,
      admin: false,
      jwtSecret: 'a-secret-for-the-tests',
    });
    upstream = (await sandbox.listen(0)).url;
  });
  afterAll(() => sandbox?.close());

  test('runs on the production dependencies alone, and says what a sandbox would need', async () => {
    const copy = join(scratch, 'gateway-alone');
    for (const part of ['bin', 'src', 'examples/queries', 'package.json']) {
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    }
    linkProductionPackages(join(copy, 'node_modules'));

    const program = run(['node', BIN, 'gateway'], {
      cwd: copy,
      env: { PORT: '0', UPSTREAM_URL: upstream, LOG_LEVEL: 'silent' },
    });
    const { rows, graphql } = await ready(program);
    expect(rows['Upstream']).toEqual([upstream]);
    expect(rows['Tokens']).toBeUndefined();
    expect(await ask(graphql, '{ viewer { user { username } } }')).toMatchObject({
      data: { viewer: { user: { username: 'alice' } } },
    });
    const embedded = run(['node', BIN], { cwd: copy, env: { PORT: '0' } });
    expect(await embedded.ended).toEqual({ code: 1, signal: null });
    expect(embedded.printed.err).toMatch(/^UPSTREAM_URL: is required: .* npm ci/);
  });

  test('warns of what ends with the process: cursors without keys, and idempotency keys in memory', async () => {
    const program = run(['node', BIN, 'gateway'], { env: { PORT: '0', UPSTREAM_URL: upstream } });
    const { rows } = await ready(program);
    program.signal('SIGTERM');
    await program.ended;
    const warnings = program.printed.out.split('\n').filter((line) => line.includes('"level":40'));
    expect(warnings.map((line) => JSON.parse(line).msg.split(' ')[0])).toEqual(['CURSOR_KEYS', 'STORE']);
    expect(rows['Cursors']?.[0]).toContain('CURSOR_KEYS');
  });

  describe('in production', () => {
    const settings = { PORT: '0', NODE_ENV: 'production', LOG_LEVEL: 'silent', CORS_ORIGINS: '' };
    const INTROSPECTION = '{ __schema { queryType { name } } }';
    const started = async (more: Record<string, string> = {}) => {
      const program = run(['node', BIN, 'gateway'], {
        env: { ...settings, UPSTREAM_URL: upstream, ...more },
      });
      return (await ready(program)).graphql;
    };
    const send = (url: string, headers: Record<string, string>, query = '{ viewer { __typename } }') =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
    const bearer = { authorization: 'Bearer sandbox-alice' };
    const origin = { origin: 'https://app.example.com' };

    test('is closed: no introspection, page, plan, other site, subgraph or header of another name', async () => {
      const url = await started();
      expect(await ask(url, INTROSPECTION)).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
      expect(await ask(url, '{ tickets { nope } }')).not.toMatchObject({
        errors: [{ message: expect.stringContaining('Did you mean') }],
      });
      expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).not.toContain('graphiql');
      const plan = await (await send(url, { ...bearer, 'x-explain': '1' })).json();
      expect(plan).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect(
        (await send(url, { ...bearer, ...origin })).headers.get('access-control-allow-origin'),
      ).toBeNull();
      expect(await ask(url, '{ _service { sdl } }')).toMatchObject({
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
      const named = await (await send(url, { 'x-ticket-token': 'sandbox-alice' })).json();
      expect(named).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    });

    test('opens what is set', async () => {
      const url = await started({
        INTROSPECTION: 'on',
        GRAPHIQL: 'on',
        EXPLAIN: 'on',
        FEDERATION: 'on',
        CORS_ORIGINS: 'https://app.example.com',
        ROUTER_SECRET: 'a-secret-of-the-router',
        UPSTREAM_TOKEN_HEADER: 'X-Ticket-Token',
      });
      const token = { 'x-ticket-token': 'sandbox-alice' };
      const data = async (headers: Record<string, string>, query?: string) =>
        (await send(url, headers, query)).json();
      expect(await data(token, INTROSPECTION)).toMatchObject({ data: { __schema: {} } });
      expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('graphiql');
      expect(await data({ ...token, 'x-explain': '1' }, '{ __typename }')).toMatchObject({
        extensions: { explain: { calls: [] } },
      });
      const shared = await send(url, { ...token, ...origin });
      expect(shared.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
      expect(
        await data({ 'x-router-secret': 'a-secret-of-the-router' }, '{ _service { sdl } }'),
      ).toMatchObject({
        data: { _service: { sdl: expect.stringContaining('@key') } },
      });
      expect(await data(bearer)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    });
  });
});

/** Links the packages that `npm ci --omit=dev` installs, by the lock file. */
function linkProductionPackages(to: string): void {
  // @NOTE npm writes this file.
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; link?: boolean }>;
  };
  for (const [path, { dev, devOptional, link }] of Object.entries(packages)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined || dev === true || devOptional === true || link === true) continue;
    if (!existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    symlinkSync(join(ROOT, path), join(to, name));
  }
}

test('the sandbox alone says where it is, and its curl line answers when pasted', async () => {
  const program = run(['node', BIN, 'sandbox'], { env: { ...env, SANDBOX_DB: ':memory:' } });
  const { rows, line } = await ready(program);
  expect(rows['GraphQL']).toBeUndefined();
  const pasted = run(['bash', '-c', line]);
  await pasted.ended;
  expect(JSON.parse(pasted.printed.out).data).toHaveLength(3);
});

describe('a start that can not be', () => {
  const noDatabase = join(scratch, 'no-database.db');
  writeFileSync(noDatabase, 'This is a text, and long enough to be no database. '.repeat(40));

  test.each<[fault: string, env: Record<string, string>, mode: string, line: RegExp]>([
    ['a port that is none', { PORT: 'abc' }, 'all', /^PORT: must be a port, 0 to 65535\n$/],
    ['a flag that is none', { GRAPHIQL: 'perhaps' }, 'all', /^GRAPHIQL: must be true or false/],
    [
      'an upstream with a login',
      { UPSTREAM_URL: 'http://a:b@c.example/api/v3' },
      'all',
      /^UPSTREAM_URL: .* no login/,
    ],
    ['no upstream for a gateway', {}, 'gateway', /^UPSTREAM_URL: is required to run the gateway alone\n$/],
    [
      'no upstream in production',
      { NODE_ENV: 'production' },
      'all',
      /^UPSTREAM_URL: is required in production/,
    ],
    ['a mode that is none', {}, 'serve', /^mode: must be one of all, gateway, sandbox\n$/],
    [
      'a wire file that is not there',
      { UPSTREAM_WIRE: '/nowhere.json' },
      'all',
      /^UPSTREAM_WIRE: \/nowhere.json: .*read\n$/,
    ],
    [
      'an address of another machine',
      { HOST: '192.0.2.1' },
      'sandbox',
      /^HOST, PORT: can not listen there: .*\n$/,
    ],
    [
      'a sandbox where nothing can be made',
      { SANDBOX_DB: '/proc/nowhere/deeper/sandbox.db' },
      'all',
      /^SANDBOX_DB: \/proc\/nowhere\/deeper\/sandbox\.db can not be used: ENOENT.*\n$/,
    ],
    [
      'a store where nothing can be made',
      { STORE: 'sqlite:/proc/nowhere/deeper/gateway.db' },
      'all',
      /^STORE: the file can not be opened or made\n$/,
    ],
    ['a database that is none', { SANDBOX_DB: noDatabase }, 'all', /^SANDBOX_DB: .* is not a database\n$/],
  ])('%s ends it with one line and the code 1', async (_fault, differs, mode, line) => {
    const program = run(['node', BIN, mode], { env: { ...env, SANDBOX_DB: ':memory:', ...differs } });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.printed.err).toMatch(line);
    expect(program.printed.err.trimEnd()).not.toContain('\n');
  });

  test('two settings at fault are told at once, each in its line', async () => {
    const program = run(['node', BIN], { env: { PORT: 'abc', LOG_LEVEL: 'loud' } });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.printed.err.split('\n').map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      '',
    ]);
  });

  test.skipIf(OLD_NODE === undefined)(
    `a Node that is too old says so (${OLD_NODE ?? 'SKIPPED: none on this machine'})`,
    async () => {
      const program = run([OLD_NODE ?? '', BIN]);
      expect(await program.ended).toEqual({ code: 1, signal: null });
      expect(program.printed.err).toMatch(/^Node \d+\.\d+\.\d+ is too old: 24.12 or newer is needed\. .*\n$/);
    },
  );

  test.each(['PORT', 'SANDBOX_PORT'])('a taken %s ends it with one line and the code 1', async (name) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = portOf(server);
    const program = run(['node', BIN], { env: { ...env, SANDBOX_DB: ':memory:', [name]: String(port) } });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.printed.err).toBe(
      `Port ${port} is taken: set PORT or SANDBOX_PORT, or stop what listens there.\n`,
    );
    await new Promise((resolve) => server.close(resolve));
  });
});
