import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodingFor } from '../../src/server/http/content-encoding.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
let url: string;
beforeAll(async () => {
  world = await createTestGateway({
    sandbox: { tickets: 100 },
    env: { CORS_ORIGINS: 'https://app.example.com', UPSTREAM_TOKEN_HEADER: 'X-Ticket-Token' },
  });
  url = await world.listen();
  // Who it is is asked once, and not again.
  await send(FEW);
});
afterAll(() => world?.close());

const MANY = '{ tickets(first: 50) { nodes { ticketId subject reference } } }';
const FEW = '{ tickets(first: 1) { nodes { ticketId } } }';

/** Sends a query over a socket; the body as its bytes. */
const send = (query: string, headers: Record<string, string> = {}, method = 'POST') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>(
    (resolve, reject) => {
      const all = {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-ticket-token': 'sandbox-alice',
        ...headers,
      };
      const sent = request(url, { method, headers: all }, async (answer) => {
        const bytes = Buffer.concat(await answer.toArray());
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes });
      });
      sent.once('error', reject).end(method === 'POST' ? JSON.stringify({ query }) : undefined);
    },
  );

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as const;

describe('an answer that is not small', () => {
  test.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip'],
    ['gzip', 'br;q=0.5, gzip;q=0.8'],
    ['gzip', 'br;q=0, *'],
    ['br', '*'],
  ] as const)('is packed as %s for %s, and is the same', async (encoding, accepted) => {
    const plain = await send(MANY);
    const packed = await send(MANY, { 'accept-encoding': accepted });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers['content-length']).toBe(String(packed.bytes.length));
    expect(packed.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(UNPACK[encoding](packed.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(packed.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(packed.headers['cache-control']).toBe('no-store');
  });

  test('is packed whatever its status and its media type', async () => {
    const many = `{ ${Array.from({ length: 10 }, (_, at) => `nope${at}`).join(' ')} }`;
    const packed = await send(many, { accept: 'application/graphql-response+json', 'accept-encoding': 'br' });
    expect([packed.status, packed.headers['content-encoding']]).toEqual([400, 'br']);
    expect(packed.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(JSON.parse(brotliDecompressSync(packed.bytes).toString()).errors).toHaveLength(10);
  });

  test.each(['', 'identity', 'br;q=0, gzip;q=0.0', 'deflate, zstd', 'identity, br;q=0.5', '*;q=0'])(
    'is sent as it is for "%s"',
    async (accepted) => {
      const { headers, bytes } = await send(MANY, { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(bytes.toString()).data.tickets.nodes).toHaveLength(50);
    },
  );
});

test('an answer that is small is never packed', async () => {
  const { headers, bytes } = await send(FEW, { 'accept-encoding': 'br, gzip' });
  expect(headers['content-encoding']).toBeUndefined();
  expect(bytes.length).toBeLessThan(1024);
});

test('a stream of events is never packed', async () => {
  const { headers, bytes } = await send(MANY, {
    accept: 'text/event-stream',
    'accept-encoding': 'br, gzip',
  });
  expect(headers['content-type']).toBe('text/event-stream');
  expect(bytes.toString()).toContain('event: next\ndata: {"data":{"tickets"');
});

describe('what an answer depends on is said', () => {
  const depends = 'X-Ticket-Token, Accept, Accept-Encoding, Origin';

  test('packed or not, well or not', async () => {
    const packed = { 'accept-encoding': 'br' };
    for (const headers of [{}, packed, { origin: 'https://app.example.com' }, { 'x-ticket-token': '' }]) {
      for (const query of [MANY, FEW, '{ nope }']) {
        expect((await send(query, headers)).headers['vary']).toBe(depends);
      }
    }
    expect((await send(FEW, { accept: 'text/plain' })).headers['vary']).toBe(depends);
    expect((await send(FEW, {}, 'PUT')).headers['vary']).toBe(depends);
  });

  test('by a preflight too', async () => {
    const { headers } = await send(
      '',
      {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-ticket-token',
      },
      'OPTIONS',
    );
    expect(headers['vary']).toBe(`Access-Control-Request-Headers, ${depends}`);
  });

  test('not for what is nobody’s', async () => {
    const answer = await world.fetch(new Request('http://gateway.test/healthz'));
    expect(answer.headers.has('vary')).toBe(false);
  });
});

test.each([
  [null, 'identity'],
  ['br', 'br'],
  ['BR, GZIP', 'br'],
  ['x-gzip', 'gzip'],
  ['gzip;q=1.0, br;q=0.999', 'gzip'],
  ['gzip; q=0.001', 'gzip'],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=0, *;q=0', 'identity'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['gzip;q=much', 'identity'],
])('of "%s" the best is %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});
