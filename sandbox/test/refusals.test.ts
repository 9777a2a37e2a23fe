import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';
import { operationOf, parametersOf, validate } from './contract.ts';

/** A row of the table of refusals: who sends what, and what comes back. */
interface Row {
  who: string;
  method: string;
  path: string;
  /** Further arguments of curl: headers and a body. */
  args: string;
  status: number;
  code: number;
  details: string;
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## Refusals'), readme.indexOf('## Behind the join links'));
const ROWS: Row[] = [
  ...section.matchAll(/^\| (\w+) \| `([A-Z]+) (\S+)` \|(?: `(-.+?)` \|)? (\d+) \| (\d+) \| (.*?) ?\|$/gm),
].map(([, who = '', method = '', path = '', args = '', status, code, details = '']) => ({
  ...{ who, method, path, args, status: Number(status), code: Number(code), details },
}));

let api: Api;
let origin: string;
const ids: Record<string, number> = {};
/** Path of a media's file, signed. */
let picture: string;

beforeAll(async () => {
  api = await openApi();
  origin = (await api.sandbox.listen(0)).url;
  for (const who of ['alice', 'bob', 'erin']) {
    const { body } = await api.as(who).post<Ticket>('/tickets', { email: 'a@example.com', agent: who });
    ids[`${who}s`] = body.id;
  }
  const { body } = await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
  ids['closed'] = body.id;
  await api.as('alice').put(`/tickets/${body.id}`, { state: 'closed' });
  await api.admin('POST', '/medias', { ticket: body.id });
  const medias = await api.as('alice').get<Page<{ url: string }>>(`/tickets/${body.id}/medias`);
  picture = (medias.body.data[0]?.url ?? '').replace(/^.*?\/api\/v3/, '');
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

test('the table is there', () => {
  // Two of the lines are the heads of the two tables.
  expect(ROWS.length).toBe(section.split('\n').filter((line) => line.startsWith('| ')).length - 2);
  expect(ROWS.length).toBeGreaterThan(80);
});

/** Nothing but HTTP, as curl would send it. */
async function send({ who, method, path, args }: Row) {
  const target = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'picture' ? picture : String(ids[name]),
  );
  const headers = new Headers(who === 'nobody' ? {} : { authorization: `Bearer sandbox-${who}` });
  const [, data] = /-d (@large|'.*?')/.exec(args) ?? [];
  if (data !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
  for (const [, name = '', value = ''] of args.matchAll(/-H '(.+?): (.+?)'/g)) headers.set(name, value);
  const sent = data === '@large' ? `subject=${'x'.repeat(1024 * 1024)}` : data?.slice(1, -1);
  const answer = await fetch(origin + target, {
    ...{ method, headers },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const body: unknown = await answer.json();
  const operation = operationOf(method, target.split('?')[0] ?? '');
  if (operation !== undefined) validate(operation, answer.status, body);
  return { status: answer.status, body };
}

test.each(ROWS)('$who: $method $path $args is answered $status', async (row) => {
  const tickets = await count();
  const { status, body } = await send(row);
  expect(status).toBe(row.status);
  expect(body).toMatchObject({ code: row.code, details: row.details, message: expect.stringMatching(/\S/) });
  // A refusal never repeats what was sent, and changes nothing.
  for (const [, value = ''] of row.path.matchAll(/[&?](?!grant_type)\w+=([^&]{5,})/g))
    expect(JSON.stringify(body)).not.toContain(value);
  expect(await count()).toBe(tickets);
});

const count = async () =>
  (await api.as('dana').get<{ total: number }>('/tickets', { user: 'all' })).body.total;

describe('every parameter that can be wrong has a row', () => {
  /** Texts of the caller's own: whatever they are, they are taken. */
  const FREE = [
    'subject',
    'reference',
    'description',
    'search',
    'filename',
    'tag',
    'name',
    'firstName',
    'company',
  ];
  const OPERATIONS = [
    ['createTicket', 'POST', '/tickets'],
    ['listTickets', 'GET', '/tickets'],
    ['updateTicket', 'PUT', '/tickets/{alices}'],
    ['exportTicket', 'POST', '/tickets/{alices}/export'],
  ] as const;

  test.each(OPERATIONS)('of %s', (operation, method, path) => {
    const refused = ROWS.filter((row) => row.method === method && row.path.split('?')[0] === path);
    const known = new Set(
      refused.flatMap(({ path: of }) => [...new URLSearchParams(of.split('?')[1]).keys()]),
    );
    const missing = parametersOf(operation).filter((name) => !known.has(name) && !FREE.includes(name));
    expect(missing).toEqual([]);
  });
});
