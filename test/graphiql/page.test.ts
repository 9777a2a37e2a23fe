import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let on: TestGateway;
let off: TestGateway;
beforeAll(async () => {
  on = await createTestGateway({ sandbox: { tickets: 0 } });
  off = await createTestGateway({ sandbox: { tickets: 0 }, env: { GRAPHIQL: '0' } });
});
afterAll(() => Promise.all([on.close(), off.close()]));

/** What browsers send when somebody types an address. */
const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function open(
  world: TestGateway,
  headers: Record<string, string> = {},
  init: { method?: string; search?: string } = {},
) {
  const { search = '', method = 'GET' } = init;
  const url = `http://gateway.test/graphql${search}`;
  return world.fetch(new Request(url, { method, headers: { accept: HTML, ...headers } }));
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the page of GraphiQL', () => {
  it('is the same page however it is packed, with an ETag for each', async () => {
    const plain = await open(on, { 'accept-encoding': 'identity' });
    const gzip = await open(on, { 'accept-encoding': 'gzip, deflate' });
    const brotli = await open(on, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(plain.headers.has('content-encoding')).toBe(false);
    const html = (await bytesOf(plain)).toString();
    expect(html).toContain('<title>Ticket Gateway</title>');
    expect(gunzipSync(await bytesOf(gzip)).toString()).toBe(html);
    expect(brotliDecompressSync(await bytesOf(brotli)).toString()).toBe(html);
    const etags = [plain, gzip, brotli].map(({ headers }) => headers.get('etag'));
    expect(new Set(etags).size).toBe(3);
    for (const etag of etags) expect(etag).toMatch(/^"[\w-]+"$/);
  });

  it('is sent once to who keeps it', async () => {
    const br = { 'accept-encoding': 'br' };
    const etag = (await open(on, br)).headers.get('etag') ?? '';
    const again = await open(on, { ...br, 'if-none-match': `"another", W/${etag}` });
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    expect(again.headers.get('etag')).toBe(etag);
    const other = await open(on, { ...br, 'if-none-match': '"another"' });
    expect(other.status).toBe(200);
    await other.body?.cancel();
  });

  it('is not packed for who refuses that', async () => {
    const refusing = await open(on, { 'accept-encoding': 'br;q=0, gzip;q=0.0' }, { method: 'HEAD' });
    expect(refusing.headers.has('content-encoding')).toBe(false);
  });

  it('answers HEAD as GET, without the page', async () => {
    const head = await open(on, { 'accept-encoding': 'gzip' }, { method: 'HEAD' });
    expect([head.status, (await bytesOf(head)).length]).toEqual([200, 0]);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1_000_000);
    expect(head.headers.get('vary')).toBe('Accept, Accept-Encoding');
  });

  it('runs no script but its own, and loads nothing from elsewhere', async () => {
    const policy = (await open(on, {}, { method: 'HEAD' })).headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((one): [string, string] => {
        const [name = '', ...values] = one.split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(directives.get('default-src')).toBe(`'none'`);
    expect(directives.get('script-src')).toMatch(/^('sha256-[\w+/=]+' ?){2}$/);
    expect(directives.get('connect-src')).toBe(`'self'`);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it('is where a browser is sent that comes to the door', async () => {
    const door = new Request('http://gateway.test/', { headers: { accept: HTML } });
    const answer = await on.fetch(door);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/graphql']);
    const other = await on.fetch(
      new Request('http://gateway.test/', { headers: { accept: 'application/json' } }),
    );
    expect(other.status).toBe(404);
  });

  it('is for browsers only: a client that wants JSON is not touched', async () => {
    const answer = await on.fetch(
      new Request('http://gateway.test/graphql?query={__typename}', {
        headers: { accept: 'application/json' },
      }),
    );
    expect(answer.headers.get('content-type')).toMatch(/json/);
  });
});

describe('a browser where GraphiQL is off', () => {
  it('gets a short page that says how to go on', async () => {
    const page = await open(off);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`);
    const html = await page.text();
    expect(html).toContain('GRAPHIQL=true');
    expect(html.length).toBeLessThan(1000);
  });

  it('is the default in production', async () => {
    const production = await createTestGateway({
      sandbox: { tickets: 0 },
      env: { NODE_ENV: 'production', UPSTREAM_URL: 'http://tickets.test/api/v3' },
    });
    expect(await (await open(production)).text()).toContain('GraphiQL is off here');
    await production.close();
  });

  it('can still ask a query by GET', async () => {
    const answer = await open(off, {}, { search: '?query={__typename}' });
    expect(answer.headers.get('content-type')).toMatch(/json/);
  });
});
