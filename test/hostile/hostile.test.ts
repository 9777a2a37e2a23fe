import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { requestOf } from './case.ts';
import { CASES } from './cases.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ env: { FEDERATION: 'true' } });
});
afterAll(() => world?.close());

interface Body {
  errors?: { message: string; extensions: { code: string; requestId: string; retryable: boolean } }[];
}

describe('a hostile client', () => {
  test.for(CASES)('that sends $name gets $status $code', async (hostile) => {
    const response = await world.fetch(requestOf(hostile, 'http://gateway.test/graphql'));
    const text = await response.text();
    const { errors = [] }: Body = JSON.parse(text);
    const codes = new Set(errors.map(({ extensions }) => extensions.code));
    expect({ status: response.status, codes }).toEqual({
      status: hostile.status,
      codes: new Set(hostile.code === null ? [] : [hostile.code]),
    });
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ requestId: expect.any(String), retryable: expect.any(Boolean) });
    }
    // Nothing of ours gets out, and little of what came in.
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|api\/v3|node_modules|\bat \w+ \(|sandbox-alice/);
    expect(text.length).toBeLessThan(4_000);
  });
});

test('refused requests cost no upstream call', async () => {
  const before = await world.admin.calls();
  for (const hostile of CASES.filter(
    ({ code }) => code !== null && code !== 'BAD_USER_INPUT' && code !== 'BAD_CURSOR',
  )) {
    await world.fetch(requestOf(hostile, 'http://gateway.test/graphql'));
  }
  expect(await world.admin.calls()).toBe(before);
});

test('what tools send is within the limits: the whole introspection, 15 levels deep', async () => {
  const answer = await world.ask<{ __schema: { types: unknown[] } }, object>(getIntrospectionQuery());
  expect(answer.errors).toBeUndefined();
  expect(answer.data.__schema.types.length).toBeGreaterThan(50);
});

describe('where introspection is closed', () => {
  let closed: TestGateway;
  beforeAll(async () => {
    closed = await createTestGateway({ sandbox: { tickets: 0 }, env: { INTROSPECTION: 'false' } });
  });
  afterAll(() => closed?.close());

  test.each([
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Ticket") { name } }',
    '{ ...A } fragment A on Query { __schema { types { name } } }',
  ])('%s is refused', async (query) => {
    expect(await closed.ask(query)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test.each([
    '{ tickts { nodes { id } } }',
    '{ tickets(fist: 1) { nodes { id } } }',
    '{ node(id: "1") { ... on Tickt { id } } }',
    '{ tickets(orderBy: { field: START_TIM }) { nodes { id } } }',
  ])('%s is told no better name', async (query) => {
    const { errors = [] } = await closed.ask(query);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message } of errors) expect(message).not.toMatch(/did you mean/i);
  });
});

test('no origin is let in until it is listed', async () => {
  for (const method of ['OPTIONS', 'POST']) {
    const response = await world.fetch(
      new Request('http://gateway.test/graphql', {
        method,
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'content-type': 'application/json',
        },
        ...(method === 'POST' ? { body: '{"query":"{ __typename }"}' } : {}),
      }),
    );
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});
