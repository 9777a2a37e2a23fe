import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AccountsDocument, MayItDocument, WhoAmIDocument, WholeViewerDocument } from './generated/graphql.ts';
import { asUser, codes, globalId, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

describe('who the token belongs to', () => {
  test('is read once for each token', async () => {
    expect((await world.ask(WhoAmIDocument)).calls).toBe(1);
    const again = await world.ask(WhoAmIDocument);
    expect(again).toMatchObject({ data: { viewer: { user: { userId: '1201' } } }, calls: 0 });
  });

  test('is returned with account and enterprise', async () => {
    const { data } = await world.ask(WholeViewerDocument);
    expect(data.viewer).toEqual({
      user: {
        id: globalId('User', 1201),
        userId: '1201',
        username: 'alice',
        firstName: 'Alice',
        lastName: 'Martin',
        email: 'alice.martin@hestia.example',
        phone: '+33199560001',
        createdAt: expect.stringMatching(/Z$/),
      },
      enterprise: { enterpriseId: '3573' },
    });
  });

  test('is nobody for a token that the API does not know, and that is not kept', async () => {
    const unknown = { token: 'nobody-knows-this-token' };
    const answer = await world.ask(WhoAmIDocument, {}, unknown);
    expect(answer).toMatchObject({ status: 401, data: { viewer: null } });
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    expect((await world.ask(WhoAmIDocument, {}, unknown)).calls).toBe(1);
  });

  test('has no enterprise where the API tells none', async () => {
    await world.admin.habits({ rewrite: [{ path: '/users/me', drop: ['enterprise_id'] }] });
    const { data } = await world.ask(WholeViewerDocument, {}, asUser('bob'));
    expect(data.viewer).toMatchObject({ user: { username: 'bob' }, enterprise: null });
  });
});

describe('what the token may', () => {
  test.each([
    { login: 'alice', may: false },
    { login: 'dana', may: true },
  ])('$login may see the tickets of the whole enterprise: $may', async ({ login, may }) => {
    await warmUpCallers(world, login);
    const answer = await world.ask(MayItDocument, {}, asUser(login));
    expect(answer.data.viewer?.maySeeAllTickets).toBe(may);
    expect(codes(answer)).toEqual([]);
    expect(answer.calls).toBe(1);
  });

  test('is not guessed where the API fails', async () => {
    await warmUpCallers(world, 'dana');
    await world.admin.habits({ fail: [{ path: '/tickets', status: 500 }] });
    const answer = await world.ask(MayItDocument, {}, asUser('dana'));
    expect(answer.data.viewer).toEqual({ maySeeAllTickets: null });
    expect(codes(answer)).toEqual(['UPSTREAM_ERROR']);
  });
});

describe('the accounts of the enterprise', () => {
  test('come in pages of one call, each once', async () => {
    await warmUpCallers(world, 'erin');
    const seen: unknown[] = [];
    let after: string | null | undefined;
    do {
      const { data, calls } = await world.ask(
        AccountsDocument,
        { first: 3, after: after ?? null },
        asUser('erin'),
      );
      const users = data.viewer?.enterprise?.users;
      expect(calls).toBe(1);
      expect(users?.totalCount).toBe(4);
      seen.push(...(users?.nodes?.map((user) => user?.username) ?? []));
      after = users?.pageInfo.hasNextPage ? users.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(['erin', 'frank', 'greta.holm', 'jonas.weber']);
  });

  test('never lead out of the path, whatever id the API tells', async () => {
    const other = await createTestGateway({ sandbox: { tickets: 0 } });
    await other.admin.habits({
      rewrite: [{ path: '/users/me', set: { enterprise_id: '3573/../../users' } }],
    });
    try {
      await warmUpCallers(other, 'alice');
      const answer = await other.ask(AccountsDocument, { first: 3 });
      expect(answer.data.viewer?.enterprise?.users).toBeNull();
      expect(answer.calls).toBe(0);
      expect(answer.errors).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});
