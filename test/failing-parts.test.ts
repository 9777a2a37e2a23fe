import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TicketByApiIdDocument, TicketsNestedDocument } from './generated/graphql.ts';
import { codes, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** What fails is null at the nearest place that may be, with one error that says where and why; the rest stays. */
const MEDIAS = '/tickets/{ticketId}/medias';
const EVENTS = '/tickets/{ticketId}/events';

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  ticketId = String((await upstream(world, '/tickets')).data[0].id);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const fail = (...rules: object[]) => world.admin.habits({ fail: rules });

test('the medias of one ticket that fail leave its events, and all other tickets whole', async () => {
  await fail({ path: MEDIAS, status: 500, times: 1 });
  const answer = await world.ask(TicketsNestedDocument, { first: 5 });
  const nodes = answer.data.tickets?.nodes ?? [];
  expect(nodes).toHaveLength(5);
  expect(nodes.filter((ticket) => ticket?.medias === null)).toHaveLength(1);
  expect(nodes.every((ticket) => ticket?.events?.nodes?.[0]?.name === 'TICKET_NEW')).toBe(true);
  const at = nodes.findIndex((ticket) => ticket?.medias === null);
  expect(answer.errors).toMatchObject([
    { path: ['tickets', 'nodes', at, 'medias'], extensions: { code: 'UPSTREAM_ERROR' } },
  ]);
  expect(answer.status).toBe(200);
});

test('timelines that all fail are one error each, in their places', async () => {
  await fail({ path: EVENTS, status: 500 });
  const answer = await world.ask(TicketsNestedDocument, { first: 3 });
  expect(answer.data.tickets?.nodes?.map((ticket) => ticket?.events)).toEqual([null, null, null]);
  expect(answer.data.tickets?.nodes?.every((ticket) => ticket?.medias?.nodes)).toBe(true);
  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ['tickets', 'nodes', 0, 'events'],
    ['tickets', 'nodes', 1, 'events'],
    ['tickets', 'nodes', 2, 'events'],
  ]);
});

test('two selections of one timeline that fails are one call and two places', async () => {
  await fail({ path: EVENTS, status: 500 });
  const answer = await world.ask(
    `{ ticket(ticketId: "${ticketId}") {
      subject first: events(first: 1) { nodes { id } } last: events(last: 1) { nodes { id } }
    } }`,
  );
  expect(answer.data).toEqual({ ticket: { subject: expect.any(String), first: null, last: null } });
  expect(codes(answer)).toEqual(['UPSTREAM_ERROR', 'UPSTREAM_ERROR']);
  expect(answer.calls).toBe(2);
});

test('the accounts of agents that fail leave what the tickets tell of them', async () => {
  await fail({ path: '/enterprises/{enterpriseId}/users', status: 500 });
  const answer = await world.ask(
    '{ tickets(first: 3, filter: { owner: ENTERPRISE }) { nodes { agent { name user { userId username } } } } }',
    {},
    { token: 'sandbox-dana' },
  );
  expect(new Set(codes(answer))).toEqual(new Set(['UPSTREAM_ERROR']));
  expect(JSON.stringify(answer.data)).toMatch(/"name":"[^"]+","user":\{"userId":"\d+","username":null\}/);
});

describe('how the API failed is told by a code of its own, and never in its own words', () => {
  const refused = { retryable: false };
  const later = { retryable: true };
  test.each([
    { what: '401', rule: { status: 401 }, told: { code: 'UNAUTHENTICATED', ...refused } },
    { what: '403', rule: { status: 403 }, told: { code: 'FORBIDDEN', ...refused } },
    { what: '409', rule: { status: 409 }, told: { code: 'CONFLICT', ...refused } },
    {
      what: '429',
      rule: { status: 429, headers: { 'Retry-After': '30' } },
      told: { code: 'RATE_LIMITED', retryAfter: 30, ...later },
    },
    { what: '500', rule: { status: 500 }, told: { code: 'UPSTREAM_ERROR', ...refused } },
    { what: '502', rule: { status: 502, body: 'html' }, told: { code: 'UPSTREAM_UNAVAILABLE', ...later } },
    { what: '504', rule: { status: 504 }, told: { code: 'UPSTREAM_TIMEOUT', ...later } },
    {
      what: 'a page of a proxy',
      rule: { status: 200, body: 'html' },
      told: { code: 'UPSTREAM_BAD_RESPONSE' },
    },
    { what: 'nothing', rule: { status: 200, body: 'empty' }, told: { code: 'UPSTREAM_BAD_RESPONSE' } },
    { what: 'half an answer', rule: { status: 200, body: 'cut' }, told: { code: 'UPSTREAM_BAD_RESPONSE' } },
    { what: 'no content', rule: { status: 204 }, told: { code: 'UPSTREAM_BAD_RESPONSE' } },
  ])('$what is $told.code', async ({ rule, told }) => {
    // A world of its own, since an API that fails too often is left alone for a while.
    const small = await createTestGateway({ sandbox: { tickets: 0 } });
    try {
      await small.admin.habits({ fail: [{ path: '/tickets/{ticketId}', ...rule }] });
      const answer = await small.ask(TicketByApiIdDocument, { ticketId: '1' });
      expect(answer.data.ticket).toBeNull();
      expect(answer.errors).toMatchObject([
        { path: ['ticket'], extensions: { ...told, requestId: expect.any(String) } },
      ]);
      expect(JSON.stringify(answer.errors)).not.toMatch(
        /Internal error|Bad gateway|html|127\.0\.0\.1|api\/v3/,
      );
    } finally {
      await small.close();
    }
  });
});
