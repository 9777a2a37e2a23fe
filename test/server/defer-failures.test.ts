import { afterEach, describe, expect, test } from 'vitest';
import { reachableParts } from '../../src/server/defer/prune-orphans.ts';
import {
  APOLLO_ACCEPTS,
  askParts,
  merged,
  type SeenIncrement,
  type SeenParts,
} from '../helpers/multipart.ts';
import { codes, globalId, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway, type WorldOptions } from '../helpers/test-gateway.ts';

let world: TestGateway;
afterEach(() => world?.close());

async function open(options: WorldOptions = {}): Promise<string> {
  world = await createTestGateway({
    ...options,
    sandbox: { tickets: 20, ...options.sandbox },
    env: { LOG_LEVEL: 'info', ...options.env },
  });
  await warmUpCallers(world, 'alice');
  return String((await world.admin.insert({ user: 'alice', subject: 'Boiler' }))[0]);
}

const DETAIL = `query Detail($id: ID!) {
  ticket(ticketId: $id) {
    subject
    ... @defer(label: "medias") { medias(first: 2) { nodes { title } } }
    ... @defer(label: "events") { events(first: 2) { nodes { name } } }
  }
}`;

/** The increments of an answer by their labels. */
const byLabel = ({ parts }: SeenParts): Record<string, SeenIncrement> =>
  Object.fromEntries(
    parts.flatMap(({ incremental = [] }) => incremental).map((one) => [one.label ?? '', one]),
  );

const line = () => JSON.parse(world.logs.at(-1) ?? '{}');

describe('what fails in a deferred part', () => {
  test('is told in that part: coded, masked, signed, where it is; the others are whole', async () => {
    const id = await open();
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/medias', status: 500 }] });
    const answer = await askParts(world, DETAIL, { id }, { headers: { 'x-request-id': 'find-me' } });
    expect(answer.status).toBe(200);
    expect(answer.parts[0]).toEqual({ data: { ticket: { subject: 'Boiler' } }, hasNext: true });
    const { medias, events } = byLabel(answer);
    expect(medias).toEqual({
      data: { medias: null },
      path: ['ticket'],
      label: 'medias',
      errors: [
        {
          message: 'The ticket API failed.',
          locations: [{ line: 4, column: 35 }],
          path: ['ticket', 'medias'],
          extensions: { code: 'UPSTREAM_ERROR', retryable: false, requestId: 'find-me' },
        },
      ],
    });
    expect(events).toEqual({ data: { events: { nodes: [] } }, path: ['ticket'], label: 'events' });
    expect(answer.calls).toBe(3);
    expect(line()).toMatchObject({ operation: 'Detail', upstreamCalls: 3, codes: ['UPSTREAM_ERROR'] });
  });

  test('counts with what failed before: the line of the log has all codes', async () => {
    const id = await open();
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/events', status: 404 }] });
    const { parts } = await askParts(
      world,
      `query ($id: ID!) {
        bad: ticket(ticketId: "no id") { id }
        ticket(ticketId: $id) { ... @defer { events { nodes { name } } } ... @defer { medias(after: "x") { nodes { id } } } }
      }`,
      { id },
    );
    expect(parts[0]?.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(parts[0]?.data).toMatchObject({ bad: null, ticket: {} });
    expect(merged(parts)).toEqual({ bad: null, ticket: { events: null, medias: null } });
    expect(line().codes.toSorted()).toEqual(['BAD_CURSOR', 'BAD_USER_INPUT', 'NOT_FOUND']);
  });

  test('nulls the nearest place that may be null, in that part alone', async () => {
    await open();
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/events', status: 500, times: 1 }] });
    const answer = await askParts(
      world,
      '{ tickets(first: 2) { nodes { ... @defer(label: "late") { subject events(first: 1) { nodes { id } } } } } }',
    );
    const increments = answer.parts.flatMap(({ incremental = [] }) => incremental);
    const failed = increments.filter(({ errors }) => errors !== undefined);
    expect(failed).toMatchObject([{ data: { subject: expect.any(String), events: null } }]);
    expect(failed[0]?.errors?.[0]?.path).toEqual([...(failed[0]?.path ?? []), 'events']);
    expect(increments.filter(({ errors }) => errors === undefined)).toMatchObject([
      { data: { events: { nodes: [{ id: expect.any(String) }] } } },
    ]);
  });

  test('and may not be null, takes its whole part, and what was to come within it', async () => {
    await open({ env: { FEDERATION: 'true' } });
    const many = Array.from({ length: 201 }, () => ({ __typename: 'Ticket', ticketId: '1' }));
    const answer = await askParts(
      world,
      `query ($many: [_Any!]!) {
        __typename
        ... @defer(label: "broken") {
          viewer { ... @defer(label: "within") { user { username } } }
          _entities(representations: $many) { __typename }
        }
        ... @defer(label: "beside") { budget { limit } }
      }`,
      { many },
    );
    const { broken, beside, ...others } = byLabel(answer);
    expect(broken).toMatchObject({ data: null, path: [], errors: [{ path: ['_entities'] }] });
    expect(codes({ errors: broken?.errors })).toEqual(['QUERY_TOO_COMPLEX']);
    expect(beside).toMatchObject({ data: { budget: { limit: null } } });
    expect(others).toEqual({});
    expect(answer.parts.at(-1)?.hasNext).toBe(false);
    expect(merged(answer.parts)).toEqual({ __typename: 'Query', budget: { limit: null } });
  });
});

describe('a limit that is reached in a deferred part', () => {
  test('is told there, with the wait; the first part is whole, and no header can tell it any more', async () => {
    const id = await open({ env: { UPSTREAM_RATE_LIMIT: '2' } });
    const answer = await askParts(world, DETAIL.replace(/... @defer\(label: "events.*/, ''), { id });
    expect(answer.parts[0]).toEqual({ data: { ticket: { subject: 'Boiler' } }, hasNext: true });
    const { medias } = byLabel(answer);
    expect(medias).toMatchObject({
      data: { medias: null },
      errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: expect.any(Number) } }],
    });
    expect(answer.headers.has('retry-after')).toBe(false);
    expect(answer.calls).toBe(1);
    expect(answer.parts.at(-1)?.extensions?.cost).toMatchObject({ planned: 2, actual: 1 });
    expect(line()).toMatchObject({ codes: ['RATE_LIMITED'], upstreamCalls: 1 });
  });

  test('in the first part is told by the header too', async () => {
    const id = await open({ env: { UPSTREAM_RATE_LIMIT: '1' } });
    const answer = await askParts(
      world,
      'query ($id: ID!) { ticket(ticketId: $id) { subject } ... @defer { budget { remaining } } }',
      { id },
    );
    const wait = answer.parts[0]?.errors?.[0]?.extensions['retryAfter'];
    expect(wait).toBeGreaterThan(0);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([200, String(wait)]);
    expect(answer.calls).toBe(0);
  });
});

test('parts end when the time of the operation does', async () => {
  const id = await open();
  await world.admin.habits({ latency: [{ path: '/tickets/{ticketId}/medias', ms: 20_000 }] });
  const began = Date.now();
  const answer = await askParts(world, DETAIL, { id }, { headers: { 'x-timeout-ms': '2000' } });
  expect(Date.now() - began).toBeLessThan(9_000);
  expect(byLabel(answer)['medias']?.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  expect(byLabel(answer)['events']?.errors).toBeUndefined();
});

test('a mutation may defer what it reads, and does its work once', async () => {
  const id = await open();
  const { parts, calls } = await askParts(
    world,
    `mutation ($id: ID!) {
      updateTicket(input: { ticketId: $id, subject: "Pump" }) {
        ... on UpdateTicketSuccess { ticket { id } ... @defer(label: "late") { ticket { subject events { nodes { name } } } } }
      }
    }`,
    { id },
  );
  expect(parts[0]).toEqual({
    data: { updateTicket: { ticket: { id: globalId('Ticket', id) } } },
    hasNext: true,
  });
  expect(merged(parts)).toMatchObject({ updateTicket: { ticket: { subject: 'Pump' } } });
  const cost = parts.at(-1)?.extensions?.cost;
  expect(cost?.actual).toBe(calls);
  expect(cost?.planned).toBeGreaterThanOrEqual(calls);
  const writes = (await world.admin.lastCalls()).filter(({ method }) => method !== 'GET');
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /tickets/{ticketId}']);
});

describe('parts as the executor may give them', () => {
  test('always have what iOS looks for', () => {
    const formed = reachableParts();
    expect(formed({ data: { a: 1 } })).toEqual({ data: { a: 1 }, hasNext: false });
    expect(formed({ hasNext: false })).toEqual({ incremental: [], hasNext: false });
    expect(formed({ errors: [] })).toEqual({ errors: [], incremental: [], hasNext: false });
  });

  test('are left out where nothing is to merge them into', () => {
    const formed = reachableParts();
    formed({ data: { a: { b: [{ c: null }] } }, hasNext: true });
    const at = (...path: (string | number)[]) => ({ path, data: { x: {} } });
    const incremental = [
      at('a', 'b', 0),
      at('a', 'b', 1),
      at('a', 'b', 0, 'c'),
      at('a', 'b', 0, 'x'),
      at('z'),
    ];
    expect(formed({ incremental, hasNext: false }).incremental).toEqual([incremental[0], incremental[3]]);
  });
});

test('many parts of long lists are told apart in no time', () => {
  const formed = reachableParts();
  const rows = Array.from({ length: 30_000 }, (_, at) => at);
  formed({ data: { a: {} }, hasNext: true });
  const lists = rows.map((at) => ({ path: ['a'], data: { [`list${at}`]: [{}] } }));
  const within = rows.map((at) => ({ path: ['a', `list${at % 15}`, 0], data: { at } }));
  const began = performance.now();
  expect(formed({ incremental: lists.slice(0, 15), hasNext: true }).incremental).toHaveLength(15);
  expect(formed({ incremental: within, hasNext: false }).incremental).toHaveLength(30_000);
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a client that can not stream is told the same failure in its one answer', async () => {
  const id = await open();
  await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/medias', status: 500 }] });
  const accept = APOLLO_ACCEPTS.kotlin.replace('deferSpec=20220824', 'incrementalSpec=v0.2');
  const answer = await world.ask<{ ticket: object }, object>(DETAIL, { id }, { headers: { accept } });
  expect(codes(answer)).toEqual(['UPSTREAM_ERROR']);
  expect(answer.data.ticket).toMatchObject({ subject: 'Boiler', medias: null, events: { nodes: [] } });
  expect(answer.calls).toBe(3);
});
