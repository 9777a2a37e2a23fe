import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import { describeError } from '../../src/server/errors/describe-error.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 60 }, env: { LOG_LEVEL: 'trace' } });
});
afterAll(() => world?.close());

const lastLine = () => JSON.parse(world.logs.at(-1) ?? '{}');

describe('the log', () => {
  test('has a line for each operation: its name, whose token, what it cost', async () => {
    await world.ask('query Me { viewer { user { userId } } }');
    expect(lastLine()).toMatchObject({
      level: 30,
      msg: 'operation',
      operation: 'Me',
      upstreamCalls: 1,
      codes: [],
    });
    expect(lastLine().credential).toMatch(/^[0-9a-f]{12}$/);
    expect(lastLine().ms).toBeTypeOf('number');
  });

  test('names the user behind the tokens by a hash: the same for two of them, once it is known', async () => {
    const login = await fetch(`${world.upstreamUrl}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'alice', password: 'sandbox' }),
    });
    const token: string = (await login.json()).access_token;
    await world.ask('{ __typename }', {}, { token });
    expect(lastLine()).toMatchObject({ credential: expect.any(String), caller: null });
    await world.ask('{ viewer { user { userId } } }', {}, { token });
    const { credential, caller } = lastLine();
    expect(caller).toMatch(/^[0-9a-f]{12}$/);
    await world.ask('{ viewer { user { userId } } }');
    expect(lastLine().caller).toBe(caller);
    expect(lastLine().credential).not.toBe(credential);
    await world.ask('{ viewer { user { userId } } }', {}, { token: 'sandbox-bob' });
    expect(lastLine().caller).not.toBe(caller);
  });

  test('has the name of an operation that was refused or explained before it ran', async () => {
    await world.ask('query Needs($v: ID = "x") { node(id: $v) { id } }', { v: null });
    expect(lastLine()).toMatchObject({ operation: 'Needs', codes: ['BAD_USER_INPUT'] });
    await world.ask('query Plan { viewer { user { userId } } }', {}, { headers: { 'x-explain': '1' } });
    expect(lastLine()).toMatchObject({ operation: 'Plan', upstreamCalls: 0, codes: [] });
  });

  test('tells by which codes an operation failed', async () => {
    await world.ask('{ nope }');
    expect(lastLine()).toMatchObject({ operation: null, codes: ['GRAPHQL_VALIDATION_FAILED'] });
    await world.ask('{ viewer { user { userId } } }', {}, { token: null });
    expect(lastLine()).toMatchObject({ credential: null, codes: ['UNAUTHENTICATED'] });
  });

  test('has a line for what is no GraphQL request', async () => {
    await world.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query": "{ __typename }", "secret@example.com": 1',
      }),
    );
    expect(lastLine()).toMatchObject({ operation: null, codes: ['BAD_REQUEST'] });
  });

  test('never holds a token, a query, a variable, a link or personal data', async () => {
    const before = world.logs.length;
    const secrets = [
      'zoe.secret@example.com',
      '+33699887766',
      'Very private subject',
      'sandbox-alice',
      'sandbox-dana',
    ];
    const [email, phone, subject] = secrets;
    const create = `mutation Create($email: EmailAddress!, $phone: PhoneNumber!, $subject: String) {
      createTicket(input: { emails: [$email], phones: [$phone], subject: $subject }) {
        ... on CreateTicketSuccess { ticket { id ticketId requestor { joinUrl emails } agent { joinUrl } } }
      }
    }`;
    const made = await world.ask<{ createTicket: { ticket: Record<string, unknown> } }, object>(create, {
      email,
      phone,
      subject,
    });
    const { ticket } = made.data.createTicket;
    await world.ask(create, { email: { deep: email } });
    await world.ask(`{ tickets(filter: { search: "${subject}" }) { nodes { id } } }`);
    await world.ask(`{ ticket(id: "${email}") { id } }`);
    await world.ask(`query { viewer { user { userId } } } # ${email}`, {}, { token: 'sandbox-dana' });
    await world.ask(`{ tickets(first: 1) { nodes { medias { nodes { url } } } } }`);
    await world.admin.habits({ fail: [{ path: '*', status: 500 }] });
    await world.ask(create, { email, phone, subject });
    await world.admin.habits({});

    const written = world.logs.slice(before).join('');
    expect(world.logs.length - before).toBe(7);
    for (const secret of [
      ...secrets,
      String(ticket['id']),
      'http',
      'expires=',
      'createTicket(',
      '/tickets?',
    ]) {
      expect(written).not.toContain(secret);
    }
  });

  test('takes no line of a message for a frame, even if the message was changed since', () => {
    const error = new Error('first\n    at paul@example.com');
    expect(JSON.stringify(describeError(error))).not.toContain('paul');
    expect(describeError(error).frames.length).toBeGreaterThan(2);
    error.message = 'second';
    expect(describeError(error)).toEqual({ name: 'Error', frames: [] });
  });

  test('tells of a bug by the name and the place of the error, a client by its request id', async () => {
    const lines: string[] = [];
    const services = createServices(readConfig({ STORE: 'memory' }), world.upstreamUrl);
    const gateway = bareGateway(
      {
        ...services,
        callers: {
          ...services.callers,
          resolve: () => Promise.reject(new TypeError('about paul@example.com\n    at paul@example.com')),
        },
      },
      pino({}, { write: (line: string) => lines.push(line) }),
    );
    const response = await gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          authorization: 'Bearer sandbox-alice',
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          'x-request-id': 'find-me',
        },
        body: '{"query":"{ viewer { user { userId } } }"}',
      }),
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text).errors[0].extensions).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: 'find-me',
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 50,
      requestId: 'find-me',
      faults: [
        { name: 'TypeError', frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]) },
      ],
    });
    expect(text + lines.join('')).not.toContain('paul@example.com');
    await gateway.close();
    await services.upstream.close();
  });
});
