import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
/** Ids of tickets by what they are. */
const ids: Record<string, number> = {};

const LEVEL_1 = 77;
const LEVEL_2 = 78;

beforeAll(async () => {
  api = await openApi();
  const make = async (who: string, values: Record<string, string | number>) => {
    const { body } = await api.as(who).post<Ticket>('/tickets', { email: 'zoe@example.com', ...values });
    return body.id;
  };
  ids['alices'] = await make('alice', { agent: 'alice' });
  ids['bobs'] = await make('bob', { agent: 'bob' });
  ids['bobs, in Level 1'] = await make('bob', { agent: 'bob', group: LEVEL_1 });
  ids['bobs, in Level 2'] = await make('bob', { agent: 'bob', group: LEVEL_2 });
  ids['made by alice for bob'] = await make('alice', { agent: 'bob' });
  ids['erins'] = await make('erin', { agent: 'erin' });
  ids['gone'] = await make('alice', { agent: 'alice' });
  await api.as('alice').delete(`/tickets/${ids['gone']}`);
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

const TABLE: readonly (readonly [who: string, ticket: string, status: number])[] = [
  ['alice', 'alices', 200],
  ['alice', 'bobs', 403],
  ['alice', 'bobs, in Level 1', 200],
  ['alice', 'bobs, in Level 2', 403],
  ['alice', 'made by alice for bob', 200],
  ['alice', 'erins', 404],
  ['alice', 'gone', 404],
  ['bob', 'alices', 403],
  ['bob', 'made by alice for bob', 200],
  ['dana', 'alices', 200],
  ['dana', 'bobs, in Level 2', 200],
  ['dana', 'erins', 404],
  ['dana', 'gone', 404],
  ['erin', 'erins', 200],
  ['erin', 'alices', 404],
];

describe.each(TABLE)('%s and the ticket that is %s', (who, ticket, status) => {
  const refused = status !== 200;
  test(`reads it: ${status}`, async () => {
    const answer = await api.as(who).get(`/tickets/${ids[ticket]}`);
    expect(answer.status).toBe(status);
    if (refused) expect(answer.body.code).toBe(status === 403 ? 2 : 4);
  });
  test(`reads its timeline: ${status}`, async () => {
    expect((await api.as(who).get(`/tickets/${ids[ticket]}/events`)).status).toBe(status);
  });
  test(`reads its medias: ${status}`, async () => {
    expect((await api.as(who).get(`/tickets/${ids[ticket]}/medias`)).status).toBe(status);
  });
  test(`exports it: ${status}`, async () => {
    expect((await api.as(who).post(`/tickets/${ids[ticket]}/export`)).status).toBe(status);
  });
  test(`changes it: ${refused ? status : 204}`, async () => {
    const answer = await api.as(who).put(`/tickets/${ids[ticket]}`, { reference: `seen by ${who}` });
    expect(answer.status).toBe(refused ? status : 204);
  });
});

test.each(TABLE.filter(([, , status]) => status !== 200))(
  '%s can not delete the ticket that is %s: %i',
  async (who, ticket, status) => {
    expect((await api.as(who).delete(`/tickets/${ids[ticket]}`)).status).toBe(status);
  },
);

test.each([
  '0',
  '99999999',
  '-1',
  '1.5',
  '1e3',
  'abc',
  '%2e%2e',
  '82001%2F..%2F82002',
  '0x1411F',
  ' ',
  '9'.repeat(30),
])('an id like %j is of no ticket', async (id) => {
  for (const path of [`/tickets/${id}`, `/tickets/${id}/events`, `/tickets/${id}/medias`]) {
    expect((await api.as('dana').get(path)).status).toBe(404);
  }
});

describe('whose tickets a list shows', () => {
  const list = (who: string, query: Record<string, string | number>) =>
    api.as(who).get<Page<Ticket>>('/tickets', { limit: 100, ...query });
  const shown = async (who: string, query: Record<string, string | number> = {}) => {
    const { body } = await list(who, query);
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    return body.data.map(({ id }) => names.get(id)).sort();
  };

  test('an agent sees those that are theirs now, also when told so by id', async () => {
    expect(await shown('alice')).toEqual(['alices']);
    expect(await shown('alice', { user: 1201 })).toEqual(['alices']);
    const bobs = ['bobs', 'bobs, in Level 1', 'bobs, in Level 2', 'made by alice for bob'];
    expect(await shown('bob')).toEqual(bobs);
  });

  test('an admin sees their own, one user’s, or all of the enterprise', async () => {
    expect(await shown('dana')).toEqual([]);
    expect(await shown('dana', { user: 1201 })).toEqual(['alices']);
    const everybodys = ['alices', 'bobs', 'bobs, in Level 1', 'bobs, in Level 2', 'made by alice for bob'];
    expect(await shown('dana', { user: 'all' })).toEqual(everybodys);
  });

  test.each([
    ['alice', 'all', 403],
    ['alice', '1202', 403],
    ['alice', '99999', 403],
    ['alice', 'bob', 403],
    ['dana', '1301', 400],
    ['dana', '99999', 400],
    ['dana', 'bob', 400],
    ['dana', '', 400],
  ])('%s asking for user=%s is answered %i', async (who, user, status) => {
    expect((await api.as(who).get('/tickets', { user })).status).toBe(status);
  });

  test('a group of the enterprise narrows it further, another enterprise’s is refused', async () => {
    expect(await shown('bob', { group: LEVEL_1 })).toEqual(['bobs, in Level 1']);
    expect(await shown('alice', { group: LEVEL_2 })).toEqual([]);
    expect((await list('alice', { group: 91 })).status).toBe(400);
  });
});

interface User {
  id: number;
  username: string;
  enterprise_id: number;
}

describe('the users of an enterprise', () => {
  test('are told, page by page, to its agents and admins', async () => {
    for (const who of ['alice', 'dana']) {
      const first = await api.as(who).get<Page<User>>('/enterprises/3573/users');
      expect(first.body).toMatchObject({ total: 12, next_offset: 10 });
      const second = await api.as(who).get<Page<User>>('/enterprises/3573/users', { offset: 10 });
      expect(second.body.next_offset).toBeNull();
      const all = [...first.body.data, ...second.body.data];
      expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))].sort());
      expect(all.every((user) => user.enterprise_id === 3573)).toBe(true);
    }
  });

  test.each(['3608', '1', 'abc', '3573x'])(
    'of enterprise %s are none of alice’s business',
    async (enterprise) => {
      expect((await api.as('alice').get(`/enterprises/${enterprise}/users`)).status).toBe(404);
    },
  );

  test.each([
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'ten'],
    ['offset', '-1'],
  ])('are not listed with %s=%s', async (name, value) => {
    const answer = await api.as('alice').get('/enterprises/3573/users', { [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toBe(`Parameter ${name}`);
  });
});

test('no account tells its password, nor the hash of it', async () => {
  const me = await api.as('alice').get('/users/me');
  const users = await api.as('alice').get('/enterprises/3573/users');
  expect(JSON.stringify([me.body, users.body])).not.toMatch(/password|[0-9a-f]{64}/);
});
