import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({
    sandbox: { tickets: 0 },
    env: { UPSTREAM_TOKEN_HEADER: 'X-Ticket-Token' },
  });
});
afterAll(() => world.close());

const VIEWER = '{ viewer { user { username } } }';
const ask = (headers: Record<string, string>) =>
  world.ask<{ viewer: { user: { username: string } } }, object>(VIEWER, {}, { token: null, headers });

describe('a token in a header of its own', () => {
  it.each(['sandbox-bob', 'Bearer sandbox-bob'])(
    'is taken as %s, beside an Authorization of the company',
    async (token) => {
      const answer = await ask({ 'x-ticket-token': token, authorization: 'Bearer a-token-of-the-company' });
      expect(answer.data.viewer.user.username).toBe('bob');
    },
  );

  it('is the only one: Authorization never reaches the ticket API', async () => {
    const answer = await ask({ authorization: 'Bearer sandbox-alice' });
    expect([answer.status, answer.calls]).toEqual([401, 0]);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
