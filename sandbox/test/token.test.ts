import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, openApi } from './api.ts';

interface Token {
  access_token: string;
  created_at: string;
  expires_in: number;
}

const SECRET = 'the secret that signs assertions here';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
let api: Api;

beforeEach(async () => {
  api = await openApi({ jwtSecret: SECRET });
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

const login = { grant_type: 'password', username: 'alice', password: 'sandbox' };
const meStatus = async (token: string | null) => (await api.as(token).get('/users/me')).status;

test('the four fixed tokens work, and say whose they are', async () => {
  for (const { name, token } of api.sandbox.tokens) {
    const { body } = await api.as(token).get<{ username: string }>('/users/me');
    expect(body.username).toBe(name);
  }
  expect(api.sandbox.tokens.map(({ token }) => token)).toEqual([
    ...['sandbox-alice', 'sandbox-bob', 'sandbox-dana', 'sandbox-erin'],
  ]);
});

test.each(['query', 'form', 'json'] as const)(
  'a login and its password buy a token, sent as %s',
  async (place) => {
    const { status, body } = await api.as(null).post<Token>('/token', login, place);
    expect({ status, expires_in: body.expires_in }).toEqual({ status: 200, expires_in: 86_400 });
    expect(body.created_at).toBe('2026-03-10T09:30:00+00:00');
    expect(await meStatus(body.access_token)).toBe(200);
  },
);

test('the default grant type is password', async () => {
  const { status } = await api.as(null).post('/token', { username: 'alice', password: 'sandbox' });
  expect(status).toBe(200);
});

test.each([
  ['a wrong password', { ...login, password: 'guess' }, 401, 1],
  ['an unknown login', { ...login, username: 'mallory' }, 401, 1],
  ['no password', { grant_type: 'password', username: 'alice' }, 400, 10],
  ['no login', { grant_type: 'password', password: 'sandbox' }, 400, 10],
  ['an unknown grant', { ...login, grant_type: 'magic' }, 400, 10],
  ['the assertion grant without one', { grant_type: JWT_BEARER }, 400, 10],
])('%s returns no token', async (_what, values, status, code) => {
  const answer = await api.as(null).post('/token', values);
  expect(answer.status).toBe(status);
  expect(answer.body.code).toBe(code);
  expect(JSON.stringify(answer.body)).not.toContain('guess');
});

async function assertion(claims: { sub?: string; exp?: string }, secret = SECRET, alg = 'HS256') {
  const jwt = new SignJWT(claims.sub === undefined ? {} : { sub: claims.sub }).setProtectedHeader({ alg });
  if (claims.exp !== undefined) jwt.setExpirationTime(new Date(claims.exp));
  return jwt.sign(new TextEncoder().encode(secret));
}

test('a signed assertion returns a token of its subject', async () => {
  const signed = await assertion({ sub: 'bob', exp: '2026-03-10T09:35:00Z' });
  const { body } = await api.as(null).post<Token>('/token', { grant_type: JWT_BEARER, assertion: signed });
  const me = await api.as(body.access_token).get<{ username: string }>('/users/me');
  expect(me.body.username).toBe('bob');
});

test.each([
  [
    'signed with another secret',
    { sub: 'bob', exp: '2026-03-10T09:35:00Z' },
    'quite another secret, quite as long',
    'HS256',
  ],
  [
    'signed with another algorithm',
    { sub: 'bob', exp: '2026-03-10T09:35:00Z' },
    SECRET.padEnd(64, '.'),
    'HS512',
  ],
  ['that has expired', { sub: 'bob', exp: '2026-03-10T09:29:00Z' }, SECRET, 'HS256'],
  ['without an end', { sub: 'bob' }, SECRET, 'HS256'],
  ['without a subject', { exp: '2026-03-10T09:35:00Z' }, SECRET, 'HS256'],
  ['about nobody', { sub: 'mallory', exp: '2026-03-10T09:35:00Z' }, SECRET, 'HS256'],
])('an assertion %s is refused', async (_what, claims, secret, alg) => {
  const values = { grant_type: JWT_BEARER, assertion: await assertion(claims, secret, alg) };
  expect((await api.as(null).post('/token', values)).status).toBe(401);
});

test('a token ends after a day of the sandbox clock', async () => {
  const { body } = await api.as(null).post<Token>('/token', login);
  api.pass(86_399);
  expect(await meStatus(body.access_token)).toBe(200);
  api.pass(1);
  expect(await meStatus(body.access_token)).toBe(401);
});

test('revoking ends that token only, at once', async () => {
  const [first, second] = [
    await api.as(null).post<Token>('/token', login),
    await api.as(null).post<Token>('/token', login),
  ];
  const revoked = await api.as(first.body.access_token).post<Token>('/token/revoke');
  expect(revoked.body).toEqual({ access_token: first.body.access_token });
  expect(await meStatus(first.body.access_token)).toBe(401);
  expect(await meStatus(second.body.access_token)).toBe(200);
});

test('a fixed token can not be revoked', async () => {
  expect((await api.as('alice').post('/token/revoke')).status).toBe(403);
  expect(await meStatus('sandbox-alice')).toBe(200);
});

test.each([null, 'nonsense', ''])('without a good token (%j) nothing is told', async (token) => {
  const paths = [
    '/users/me',
    '/tickets',
    '/tickets/1',
    '/tickets/1/events',
    '/enterprises/3573/users',
    '/nowhere',
  ];
  for (const path of paths) {
    const { status, headers, body } = await api.as(token).get(path);
    expect({ path, status, body }).toEqual({
      path,
      status: 401,
      body: { code: 1, message: 'Unauthorized', details: '' },
    });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('a body that can not be read is refused with the API’s own words', async () => {
  const headers = { 'content-type': 'application/json' };
  const request = new Request('http://sandbox.test/api/v3/token', {
    method: 'POST',
    body: '{"user',
    headers,
  });
  const answer = await api.sandbox.fetch(request);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ code: 10, message: 'The body could not be read.', details: '' });
});
