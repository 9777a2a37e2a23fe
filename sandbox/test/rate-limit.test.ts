import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, openApi } from './api.ts';

let api: Api;

beforeEach(async () => {
  api = await openApi({ rateLimit: 3 });
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

const limits = (headers: Headers) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN));

test('every answer, a refusal too, says where its user stands', async () => {
  expect(limits((await api.as('alice').get('/users/me')).headers)).toEqual([3, 2, 60]);
  api.pass(15);
  expect(limits((await api.as('alice').get('/tickets', { limit: 0 })).headers)).toEqual([3, 1, 45]);
  expect(limits((await api.as('alice').get('/tickets/1')).headers)).toEqual([3, 0, 45]);
});

test('one call too many gets a 429 with its own body', async () => {
  for (let call = 0; call < 3; call += 1) await api.as('alice').get('/users/me');
  api.pass(20);
  const { status, headers, body } = await api.as('alice').get('/tickets');
  expect({ status, body }).toEqual({
    status: 429,
    body: { error: 'You have reached the maximum number of attempts. Please retry later.' },
  });
  expect(headers.get('retry-after')).toBe('40');
  expect(limits(headers)).toEqual([3, 0, 40]);
});

test('the window ends a minute after it began, and refused calls do not make it longer', async () => {
  for (let call = 0; call < 9; call += 1) await api.as('alice').get('/users/me');
  api.pass(59);
  expect((await api.as('alice').get('/users/me')).status).toBe(429);
  api.pass(1);
  expect((await api.as('alice').get('/users/me')).status).toBe(200);
});

test('users are counted apart, whatever token they use', async () => {
  const login = { username: 'alice', password: 'sandbox' };
  const { body } = await api.as(null).post<{ access_token: string }>('/token', login);
  await api.as(body.access_token).get('/users/me');
  await api.as('alice').get('/users/me');
  expect((await api.as('alice').get('/users/me')).status).toBe(429);
  expect((await api.as('bob').get('/users/me')).status).toBe(200);
});

test('asking for a token counts once it is known for whom', async () => {
  const login = { username: 'bob', password: 'sandbox' };
  for (let call = 0; call < 5; call += 1) {
    expect((await api.as(null).post('/token', { ...login, password: 'wrong' })).status).toBe(401);
  }
  for (let call = 0; call < 3; call += 1) await api.as(null).post('/token', login);
  expect((await api.as(null).post('/token', login)).status).toBe(429);
  expect((await api.as('bob').get('/users/me')).status).toBe(429);
});

test('nobody is counted where there is no limit, and no header speaks of one', async () => {
  const free = await openApi({ rateLimit: 0 });
  const { headers } = await free.as('alice').get('/users/me');
  expect(limits(headers)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  await free.sandbox.close();
});

test('a clock that is moved back opens a fresh window', async () => {
  for (let call = 0; call < 3; call += 1) await api.as('alice').get('/users/me');
  await api.admin('POST', '/clock', { move: -3600 });
  expect(limits((await api.as('alice').get('/users/me')).headers)).toEqual([3, 2, 60]);
});
