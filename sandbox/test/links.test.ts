import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock } from '../src/clock.ts';
import { openStore, type Store } from '../src/db/store.ts';
import { ApiError } from '../src/errors.ts';
import { createLinks } from '../src/links.ts';

let store: Store;
let now = 0;

beforeEach(async () => {
  store = await openStore(':memory:');
  now = 1_000_000_000_000;
});
afterEach(() => store.close());

/** A server that hands out links to files, and opens them. */
function server(publicUrl?: string) {
  const links = createLinks(
    store,
    createClock(() => now),
    publicUrl,
  );
  const app = new Hono().basePath('/api/v3');
  app.get('/link/:file', (c) => c.text(links.sign(c, `/files/${c.req.param('file')}`, 60)));
  app.get('/files/:file', (c) => {
    links.check(c);
    return c.text('open');
  });
  app.onError((error, c) => c.text(error.message, error instanceof ApiError ? error.status : 500));
  return {
    link: async (file: string) => (await app.request(`http://here.test/api/v3/link/${file}`)).text(),
    open: async (link: string) => (await app.request(link)).status,
  };
}

test('a link opens its file without a token until it ends', async () => {
  const { link, open } = server();
  const signed = await link('a.png');
  expect(signed).toMatch(
    /^http:\/\/here\.test\/api\/v3\/files\/a\.png\?expires=1000000060&signature=[\w-]{43}$/,
  );
  expect(await open(signed)).toBe(200);
  now += 59_999;
  expect(await open(signed)).toBe(200);
  now += 1;
  expect(await open(signed)).toBe(404);
});

test.each<[string, (link: string) => string]>([
  ['another file', (link) => link.replace('a.png', 'b.png')],
  ['a longer life', (link) => link.replace('1000000060', '1000009999')],
  [
    'one character changed in its signature',
    (link) => link.slice(0, -2) + (link.at(-2) === 'A' ? 'B' : 'A') + link.at(-1),
  ],
  ['no signature', (link) => link.replace(/&signature=.*/, '')],
  ['an empty signature', (link) => link.replace(/signature=.*/, 'signature=')],
  ['nothing but its path', (link) => link.replace(/\?.*/, '')],
])('a link with %s opens nothing', async (_what, change) => {
  const { link, open } = server();
  expect(await open(change(await link('a.png')))).toBe(404);
});

test('a link outlives a restart, and no other database honours it', async () => {
  const signed = await server().link('a.png');
  expect(await server().open(signed)).toBe(200);
  store.close();
  store = await openStore(':memory:');
  expect(await server().open(signed)).toBe(404);
});

test('links name the public URL where one is set', async () => {
  expect(await server('https://tickets.example').link('a.png')).toMatch(
    /^https:\/\/tickets\.example\/api\/v3\/files\//,
  );
});
