import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Caller } from '../../src/context.ts';
import { GraphError } from '../../src/graphql/errors.ts';
import { maskError, originOf } from '../../src/server/errors/mask-error.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';
import { codes } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const SECRET = 'paul.secret@example.com';
const mask = (error: unknown) => maskError(error, { suggestions: true });

describe('an error that nobody foresaw', () => {
  test.each([
    ['a plain error', new Error(SECRET)],
    ['a thrown text', SECRET],
    [
      'an error of a library with a code of its own',
      Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' }),
    ],
    [
      'an error inside of a resolver',
      new GraphQLError(SECRET, { path: ['viewer'], originalError: new Error(SECRET) }),
    ],
    [
      'a value that its enum does not have',
      new GraphQLError(`Enum "TicketState" cannot represent value: { email: "${SECRET}" }`, {
        path: ['ticket', 'state'],
      }),
    ],
  ])('(%s) tells a client nothing', (_what, error) => {
    const masked = mask(error);
    expect(masked.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: false });
    expect(JSON.stringify(masked)).not.toContain(SECRET);
    expect(JSON.stringify(masked.extensions)).not.toContain(SECRET);
  });

  test('is kept for the log, and keeps its place in the answer', () => {
    const origin = new Error('boom');
    const masked = mask(new GraphQLError('boom', { path: ['tickets', 'nodes', 3], originalError: origin }));
    expect(originOf(masked)).toBe(origin);
    expect(masked.path).toEqual(['tickets', 'nodes', 3]);
  });

  test('is masked once', () => {
    const masked = mask(new Error('boom'));
    expect(mask(masked)).toBe(masked);
  });
});

describe('a value that the schema can not show', () => {
  /** The user of the token as a bug could have it. */
  const broken = {
    username: { deep: SECRET },
    firstName: [SECRET],
    lastName: Symbol(SECRET),
    email: { [SECRET]: 1 },
    phone: () => SECRET,
    createdAt: SECRET,
  };

  test.each(Object.keys(broken))('(%s) is a bug of ours, and neither told nor logged', async (field) => {
    const lines: string[] = [];
    const services = createServices(readConfig({ STORE: 'memory' }), 'http://127.0.0.1:9/api/v3');
    // @NOTE what it answers breaks its type: that is the bug.
    const caller = { key: 'k', user: { id: '1', ...broken } } as unknown as Caller;
    const gateway = bareGateway(
      { ...services, callers: { isKnown: async () => true, resolve: async () => caller } },
      pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
    );
    const response = await gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
        body: JSON.stringify({ query: `{ viewer { user { userId ${field} } } }` }),
      }),
    );
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      data: { viewer: { user: { userId: '1', [field]: null } } },
      errors: [{ path: ['viewer', 'user', field], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, faults: [{ frames: expect.any(Array) }] });
    expect(text + lines.join('')).not.toContain('secret');
    await gateway.close();
    await services.upstream.close();
  });
});

test('an error of ours keeps its text, its code and its place', () => {
  const fault = new GraphError('BAD_CURSOR', 'Take the cursor of an edge.', ['after']);
  const masked = mask(new GraphQLError('x', { path: ['tickets'], originalError: fault }));
  expect(masked.toJSON()).toEqual({
    message: 'Take the cursor of an edge.',
    path: ['tickets'],
    extensions: { code: 'BAD_CURSOR', retryable: false, inputPath: ['after'] },
  });
  expect(originOf(masked)).toBeUndefined();
});

describe('a variable that does not fit', () => {
  let world: TestGateway;
  beforeAll(async () => {
    world = await createTestGateway({ sandbox: { tickets: 0 } });
  });
  afterAll(() => world?.close());

  test.each([
    ['an object for an id', 'query ($v: ID!) { ticket(id: $v) { id } }', { v: { email: SECRET } }, '$v'],
    [
      'a text deep in an input',
      'query ($f: TicketFilter) { tickets(filter: $f) { nodes { id } } }',
      { f: { states: [SECRET] } },
      '$f',
    ],
    [
      'a field that the input does not have',
      'query ($f: TicketFilter) { tickets(filter: $f) { nodes { id } } }',
      { f: { [SECRET]: 1 } },
      '$f',
    ],
    [
      'an object for an email',
      'mutation ($e: [EmailAddress!]) { createTicket(input: { emails: $e }) { __typename } }',
      { e: [{ email: SECRET }] },
      '$e',
    ],
  ])('(%s) is named, its value is not', async (_what, query, variables, name) => {
    const answer = await world.ask(query, variables);
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(`The variable ${name} `);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(answer).toMatchObject({ status: 400, calls: 0 });
  });

  test('or is no moment is told how to write one, and its value is not repeated', async () => {
    const query = 'query ($t: DateTime) { tickets(filter: { createdAfter: $t }) { nodes { id } } }';
    const answer = await world.ask(query, { t: SECRET });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(answer.calls).toBe(0);
  });

  test('or is missing is called required', async () => {
    const answer = await world.ask('query ($v: ID!) { ticket(id: $v) { id } }');
    expect(answer.errors?.[0]?.message).toBe('The variable $v is required.');
  });
});
