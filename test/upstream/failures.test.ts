import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/upstream/errors.ts';
import type { UpstreamClient } from '../../src/upstream/types.ts';
import { createTicket, getTicket, listTickets, updateTicket } from '../helpers/endpoints.ts';
import { type Act, closedPort, failureOf, httpStage, json, SECRETS, stage, tcpStage } from './fake-api.ts';

const vendorError = { code: 10, message: `No ${SECRETS.join(' ')}`, details: 'Parameter type' };

/** A read and a write that both carry secrets. */
const read = (client: UpstreamClient) =>
  client.send(listTickets, { search: 'paul@example.com', reference: 'CASE-SECRET-77' });
const write = (client: UpstreamClient) =>
  client.send(createTicket, {
    phone: ['+33612345678'],
    email: ['paul@example.com'],
    reference: 'CASE-SECRET-77',
  });

const raw = (text: string) => (socket: { end(text: string): void }) => socket.end(text);

describe('the status decides first', () => {
  const cases: [status: number, read: string, write: string, retryable: boolean][] = [
    [301, 'UPSTREAM_BAD_RESPONSE', 'MUTATION_OUTCOME_UNKNOWN', false],
    [304, 'UPSTREAM_BAD_RESPONSE', 'MUTATION_OUTCOME_UNKNOWN', false],
    [400, 'BAD_USER_INPUT', 'BAD_USER_INPUT', false],
    [401, 'UNAUTHENTICATED', 'UNAUTHENTICATED', false],
    [402, 'UPSTREAM_ERROR', 'UPSTREAM_ERROR', false],
    [403, 'FORBIDDEN', 'FORBIDDEN', false],
    [404, 'NOT_FOUND', 'NOT_FOUND', false],
    [405, 'UPSTREAM_CONTRACT_DRIFT', 'UPSTREAM_CONTRACT_DRIFT', false],
    [408, 'UPSTREAM_TIMEOUT', 'UPSTREAM_TIMEOUT', true],
    [409, 'CONFLICT', 'CONFLICT', false],
    [410, 'NOT_FOUND', 'NOT_FOUND', false],
    [412, 'CONFLICT', 'CONFLICT', false],
    [414, 'BAD_USER_INPUT', 'BAD_USER_INPUT', false],
    [422, 'BAD_USER_INPUT', 'BAD_USER_INPUT', false],
    [429, 'RATE_LIMITED', 'RATE_LIMITED', true],
    [500, 'UPSTREAM_ERROR', 'MUTATION_OUTCOME_UNKNOWN', false],
    [501, 'UPSTREAM_ERROR', 'MUTATION_OUTCOME_UNKNOWN', false],
    [502, 'UPSTREAM_UNAVAILABLE', 'MUTATION_OUTCOME_UNKNOWN', true],
    [503, 'UPSTREAM_UNAVAILABLE', 'MUTATION_OUTCOME_UNKNOWN', true],
    [504, 'UPSTREAM_TIMEOUT', 'MUTATION_OUTCOME_UNKNOWN', true],
  ];

  test.each(cases)('%i is %s in a read and %s in a write', async (status, inRead, inWrite, retryable) => {
    const bodyless = status === 304;
    const { client } = await httpStage((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
      response.end(bodyless ? undefined : JSON.stringify(vendorError));
    });
    expect(await failureOf(read(client))).toMatchObject({
      code: inRead,
      status,
      retryable,
      operation: 'listTickets',
    });
    const changed = await failureOf(write(client));
    expect(changed).toMatchObject({ code: inWrite, status, operation: 'createTicket' });
    if (inWrite === 'MUTATION_OUTCOME_UNKNOWN')
      expect(changed).toMatchObject({ reason: inRead, retryable: false });
  });

  test('an HTML error page is classified by its status', async () => {
    const { client } = await httpStage((_, response) => {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>down</h1>');
    });
    expect(await failureOf(read(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', status: 503 });
  });

  test('a redirect is not followed', async () => {
    const { client, received } = await httpStage((_, response) => {
      response.writeHead(302, { location: '/api/v3/users/me' }).end();
    });
    expect(await failureOf(read(client))).toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      reason: 'redirect',
    });
    expect(received).toHaveLength(1);
  });
});

describe('a refusal names the parameter where that is safe', () => {
  const blamed = async (body: unknown): Promise<unknown> => {
    const { client } = await httpStage(json(400, body));
    return failureOf(client.send(listTickets, { orderBy: 'start_time' }));
  };

  test.each([
    ['the vendor text', { details: 'Parameter orderby' }, 'orderBy'],
    ['a bare name', { details: 'service_key' }, 'serviceKey'],
    ['an object of names', { details: { start_time: ['is no date'] } }, 'startTime'],
    ['a list of names', { details: ['nonsense', 'limit'] }, 'limit'],
    ['a name that nobody knows', { details: 'Parameter <script>' }, null],
    ['a prototype key', { details: 'constructor' }, null],
    ['no details', { message: 'limit' }, null],
    ['another shape', 'limit', null],
  ])('%s', async (_, body, parameter) => {
    expect(await blamed(body)).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'refused', parameter });
  });

  test('an error body that never ends costs a moment and not the answer', async () => {
    const drip: Act = (_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).write('{"details": "');
    };
    const { client } = await httpStage(drip, { timeouts: { GET: 60_000 } });
    expect(await failureOf(read(client))).toMatchObject({ code: 'BAD_USER_INPUT', parameter: null });
  });

  test('an error body of any size is cut off', async () => {
    const huge: Act = (_, response) => {
      response.writeHead(422, { 'content-type': 'application/json' });
      response.end(`{"details": "Parameter limit", "x": "${'x'.repeat(1_000_000)}"}`);
    };
    const { client } = await httpStage(huge);
    expect(await failureOf(read(client))).toMatchObject({ code: 'BAD_USER_INPUT', parameter: null });
  });
});

describe('the time to retry', () => {
  const soon = Math.floor(Date.now() / 1000) + 30;
  const date = new Date(soon * 1000 - 30_000).toUTCString();
  test.each<[string, Record<string, string>, number | null]>([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7],
    ['Retry-After as a date', { 'retry-after': new Date(soon * 1000).toUTCString(), date }, 30],
    ['a reset in seconds', { 'x-ratelimit-reset': '45' }, 45],
    ['a reset as a UNIX time', { 'x-ratelimit-reset': String(soon), date }, 30],
    ['Retry-After before a reset', { 'retry-after': '2', 'x-ratelimit-reset': '45' }, 2],
    ['a reset that has passed', { 'x-ratelimit-reset': String(soon - 600), date }, 0],
    ['a wait of years', { 'retry-after': '99999999' }, 86_400],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': '-5' }, null],
    ['nothing', {}, null],
  ])('%s', async (_, headers, retryAfter) => {
    const { client } = await httpStage(json(429, { error: 'slow down' }, headers));
    expect(await failureOf(read(client))).toMatchObject({ code: 'RATE_LIMITED', retryAfter });
  });

  test('a 503 may say it too', async () => {
    const { client } = await httpStage(json(503, {}, { 'retry-after': '3' }));
    expect(await failureOf(read(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryAfter: 3 });
  });
});

describe('an answer that can not be used', () => {
  const head = (length: number, type = 'application/json') =>
    `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`;

  test.each<[string, string, string]>([
    ['is cut before its declared end', `${head(100)}{"data": [`, 'cut'],
    [
      'is cut in a chunk',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"da',
      'cut',
    ],
    ['is no JSON', `${head(9)}{"data": `, 'invalid'],
    ['is HTML', `${head(2, 'text/html')}{}`, 'type'],
    ['says no content type', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}', 'type'],
    ['is empty', head(0), 'empty'],
    ['has no content', 'HTTP/1.1 204 No Content\r\n\r\n', 'empty'],
    [
      'is compressed though that was refused',
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`,
      'type',
    ],
    ['declares too many bytes', head(8_388_609), 'too-large'],
    ['is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'invalid'],
    ['has endless headers', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 'too-large'],
  ])('%s', async (_, answer, reason) => {
    const { client } = await tcpStage(raw(answer));
    expect(await failureOf(read(client))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', reason });
    expect(await failureOf(write(client))).toMatchObject({
      code: 'MUTATION_OUTCOME_UNKNOWN',
      reason: 'UPSTREAM_BAD_RESPONSE',
    });
  });

  test('grows past the limit without having declared it: the socket is closed on it', async () => {
    const closed = Promise.withResolvers<void>();
    const endless: Act = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response
        .on('close', closed.resolve)
        .on('drain', more)
        .on('error', () => {});
      function more(): void {
        while (!response.destroyed && response.write('[1,2,3,4],'.repeat(1000)));
      }
      more();
    };
    const { client } = await httpStage(endless, { maxResponseBytes: 200_000 });
    expect(await failureOf(read(client))).toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      reason: 'too-large',
    });
    await closed.promise;
  });

  test('is a page where a change is answered: a proxy or a login stands between, and may have kept it', async () => {
    const { client } = await httpStage((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Log in');
    });
    expect(await failureOf(client.send(updateTicket, { ticketId: '1', state: 'done' }))).toMatchObject({
      code: 'MUTATION_OUTCOME_UNKNOWN',
      reason: 'UPSTREAM_BAD_RESPONSE',
    });
  });

  test('is JSON of another shape: never an empty list', async () => {
    const { client } = await httpStage(json(201, { tickets: [] }));
    expect(await failureOf(client.call(createTicket, {}))).toMatchObject({
      code: 'MUTATION_OUTCOME_UNKNOWN',
      status: 201,
    });
  });
});

describe('a connection', () => {
  test('refused is certain, even for a write', async () => {
    const { client } = stage(`http://127.0.0.1:${await closedPort()}/api/v3`);
    expect(await failureOf(read(client))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      status: null,
      retryable: true,
    });
    expect(await failureOf(write(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('to a host that does not exist is certain too', async () => {
    const { client } = stage('http://no-such-host.invalid/api/v3');
    expect(await failureOf(write(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('reset before an answer leaves a write in the dark', async () => {
    const { client } = await tcpStage((socket) => socket.resetAndDestroy());
    expect(await failureOf(read(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await failureOf(write(client))).toMatchObject({
      code: 'MUTATION_OUTCOME_UNKNOWN',
      reason: 'UPSTREAM_UNAVAILABLE',
    });
  });

  test('of a closed pool is certain', async () => {
    const { client, upstream } = await httpStage(json(200, []));
    await upstream.close();
    expect(await failureOf(write(client))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('nothing of a request or an answer gets into an error', () => {
  const forms = (error: unknown): string =>
    [JSON.stringify(error), String(error), inspect(error, { depth: 9, showHidden: true })].join('\n');

  test.each([302, 400, 401, 403, 404, 409, 429, 500, 503])('of status %i', async (status) => {
    const { client, url } = await httpStage(json(status, vendorError));
    for (const call of [read, write]) {
      const shown = forms(await failureOf(call(client)));
      for (const secret of [...SECRETS, new URL(url).host, 'tickets?']) expect(shown).not.toContain(secret);
    }
  });

  test('of a broken connection or a bad argument', async () => {
    const { client } = await tcpStage((socket) => socket.resetAndDestroy());
    const faults = [
      await failureOf(read(client)),
      await failureOf(write(client)),
      await failureOf(client.send(getTicket, { ticketId: '../+33612345678' })),
      await failureOf(write(stage('http://paul-example.invalid/api').client)),
    ];
    for (const fault of faults) {
      expect(fault).toBeInstanceOf(UpstreamError);
      for (const secret of [...SECRETS, 'paul-example', '127.0.0.1'])
        expect(forms(fault)).not.toContain(secret);
    }
  });

  test('of a programming mistake', async () => {
    const { client } = await httpStage(json(200, []));
    const fault = await failureOf(
      Reflect.apply(client.call, client, ['getTicket', { phone: '+33612345678' }]),
    );
    expect(fault).toBeInstanceOf(TypeError);
    expect(forms(fault)).not.toContain('+33612345678');
  });
});
