import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
/** Names of the tickets by their ids. */
const names = new Map<number, string>();

const [HOME, METERS] = ['sfa6mdbzx9vigfvryihfokt9khux8qan', 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf'];
const [CLAIMS, VISITS] = ['b7n3r5t8w1y4k6m9p2d0f5h8j1l3v6xz', 'g4c8s2a6e9i1o5u7q3z0x8v4n6b2m1kw'];

/** Every ticket there is: its name, who made it, and where it lies. */
const TICKETS: readonly [name: string, by: string, values: Record<string, string | number>][] = [
  ['a', 'alice', { agent: 'alice' }],
  ['a at meters', 'alice', { agent: 'alice', service_key: METERS }],
  ['a in level 2', 'alice', { agent: 'alice', group: 78 }],
  ['a for bob', 'alice', { agent: 'bob' }],
  ['a for nobody', 'alice', {}],
  ['b', 'bob', { agent: 'bob', group: 77 }],
  ['b at meters', 'bob', { agent: 'bob', service_key: METERS }],
  ['e', 'erin', { agent: 'erin', group: 91 }],
  ['e at visits', 'erin', { agent: 'erin', service_key: VISITS }],
];

beforeAll(async () => {
  api = await openApi();
  for (const [name, who, values] of TICKETS) {
    const { body } = await api.as(who).post<Ticket>('/tickets', { email: 'zoe@example.com', ...values });
    names.set(body.id, name);
  }
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

/** Who, what, answer: the names of the tickets that come, or the status and code of the refusal. */
const TABLE: readonly [
  who: string,
  what: Record<string, string | number>,
  answer: string[] | [number, number],
][] = [
  ['alice', {}, ['a', 'a for nobody', 'a in level 2']],
  ['alice', { service_key: HOME }, ['a', 'a for nobody', 'a in level 2']],
  ['alice', { service_key: METERS }, ['a at meters']],
  ['alice', { service_key: CLAIMS }, [400, 10]],
  ['alice', { group: 78 }, ['a in level 2']],
  ['alice', { group: 77 }, []],
  ['alice', { group: 91 }, [400, 10]],
  ['alice', { user: 1201 }, ['a', 'a for nobody', 'a in level 2']],
  ['alice', { user: 1202 }, [403, 2]],
  ['alice', { user: 1301 }, [403, 2]],
  ['alice', { user: 'all' }, [403, 2]],
  ['alice', { user: 'all', group: 77 }, [403, 2]],
  ['bob', {}, ['a for bob', 'b']],
  ['bob', { group: 77 }, ['b']],
  ['bob', { service_key: METERS }, ['b at meters']],
  ['dana', {}, []],
  ['dana', { user: 'all' }, ['a', 'a for bob', 'a for nobody', 'a in level 2', 'b']],
  ['dana', { user: 'all', service_key: METERS }, ['a at meters', 'b at meters']],
  ['dana', { user: 'all', service_key: CLAIMS }, [400, 10]],
  ['dana', { user: 'all', group: 77 }, ['b']],
  ['dana', { user: 1202 }, ['a for bob', 'b']],
  ['dana', { user: 1301 }, [400, 10]],
  ['erin', {}, ['e']],
  ['erin', { service_key: VISITS }, ['e at visits']],
  ['erin', { service_key: HOME }, [400, 10]],
  ['erin', { group: 91 }, ['e']],
  ['erin', { group: 77 }, [400, 10]],
  ['erin', { user: 'all' }, [403, 2]],
  ['mallory', {}, [401, 1]],
];

test.each(TABLE)('%s listing %j gets %j', async (who, what, answer) => {
  const { status, body } = await api
    .as(who)
    .get<Page<Ticket> & { code: number }>('/tickets', { limit: 100, ...what });
  const got = status === 200 ? body.data.map(({ id }) => names.get(id)).sort() : [status, body.code];
  expect(got).toEqual(answer);
  if (status === 200) expect(body.total).toBe(answer.length);
});

test.each(['alice', 'bob', 'dana', 'erin'])(
  'a token that %s asked for reaches as far as the fixed one',
  async (who) => {
    const grant = { grant_type: 'password', username: who, password: 'sandbox' };
    const { body } = await api.as(null).post<{ access_token: string }>('/token', grant);
    for (const what of [{}, { user: 'all' }, { service_key: METERS }, { group: 78 }]) {
      const [fixed, issued] = [
        await api.as(who).get('/tickets', what),
        await api.as(body.access_token).get('/tickets', what),
      ];
      expect([issued.status, issued.body]).toEqual([fixed.status, fixed.body]);
    }
    await api.as(body.access_token).post('/token/revoke');
    expect((await api.as(body.access_token).get('/tickets')).status).toBe(401);
  },
);
