import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MediasDocument, TicketsFlatDocument } from './generated/graphql.ts';
import { richestTicket } from './helpers/medias.ts';
import { asUser, codes, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

const OLD = 'the-key-that-was-there-before';
const NEW = 'the-key-that-is-put-before-it';

let world: TestGateway;
let rows: number[];
let cursor: string;
beforeAll(async () => {
  world = await createTestGateway({ env: { CURSOR_KEYS: OLD } });
  await warmUpCallers(world, 'alice', 'bob');
  rows = (await upstream(world, '/tickets?limit=100')).data.map(({ id }: { id: number }) => id);
  cursor = (await page(world, { first: 5 })).end;
});
afterAll(() => world.close());

/** A page of tickets: their ids in the API, and why there are none. */
async function page(from: TestGateway, variables: Record<string, unknown>, token = 'sandbox-alice') {
  const answer = await from.ask(TicketsFlatDocument, variables, { token });
  const { edges, pageInfo } = answer.data.tickets ?? {};
  return {
    ids: edges?.map((edge) => Number(edge?.node?.ticketId)) ?? null,
    end: pageInfo?.endCursor ?? '',
    more: pageInfo?.hasNextPage,
    code: codes(answer)[0],
    reason: answer.errors?.[0]?.extensions.reason,
    calls: answer.calls,
  };
}

describe('a cursor of which one character was changed', () => {
  const changed = (at: number) =>
    `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;

  test('is refused wherever that is, before any call, and never shows a row', async () => {
    const reasons = new Set<unknown>();
    for (let at = 0; at < cursor.length - 1; at += 1) {
      const refused = await page(world, { first: 5, after: changed(at) });
      expect(refused).toMatchObject({ code: 'BAD_CURSOR', ids: null, calls: 0 });
      reasons.add(refused.reason);
    }
    expect(reasons).toEqual(new Set(['UNKNOWN_KEY', 'TAMPERED']));
  });

  test('is told from one that never was a cursor, and one that was cut is none either', async () => {
    expect(await page(world, { first: 5, after: changed(40) })).toMatchObject({ reason: 'TAMPERED' });
    expect(await page(world, { first: 5, after: cursor.slice(0, -4) })).toMatchObject({ code: 'BAD_CURSOR' });
    expect(await page(world, { first: 5, after: 'page 2' })).toMatchObject({ reason: 'MALFORMED' });
  });
});

describe('a cursor that was taken elsewhere is refused with the reason, and shows nothing', () => {
  test.each([
    { what: 'another filter', reason: 'OTHER_FILTER', variables: { filter: { reference: 'A-1' } } },
    {
      what: 'another bound',
      reason: 'OTHER_FILTER',
      variables: { filter: { createdAfter: '2020-01-01T00:00:00Z' } },
    },
    {
      what: 'another direction',
      reason: 'OTHER_ORDER',
      variables: { orderBy: { field: 'START_TIME', direction: 'ASC' } },
    },
    {
      what: 'another field',
      reason: 'OTHER_ORDER',
      variables: { orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
    },
    { what: 'another caller', reason: 'OTHER_CALLER', variables: {}, token: 'sandbox-bob' },
  ])('$what', async ({ reason, variables, token }) => {
    for (const place of [
      { first: 5, after: cursor },
      { last: 5, before: cursor },
    ]) {
      const refused = await page(world, { ...place, ...variables }, token);
      expect(refused).toMatchObject({ code: 'BAD_CURSOR', reason, ids: null, calls: 0 });
    }
  });

  test('another connection, and the same one of another parent', async () => {
    const { ticketId } = await richestTicket(world);
    const other = String(rows.find((id) => String(id) !== ticketId));
    const { data } = await world.ask(MediasDocument, { ticketId, first: 1 });
    const after = data.ticket?.medias?.pageInfo.endCursor ?? '';
    expect(await page(world, { first: 5, after })).toMatchObject({ reason: 'OTHER_CONNECTION', ids: null });
    const refused = await world.ask(MediasDocument, { ticketId: other, first: 1, after });
    expect(refused.data.ticket?.medias ?? null).toBeNull();
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', reason: 'OTHER_PARENT' } }]);
    expect(codes(await world.ask(MediasDocument, { ticketId, first: 1, after }))).toEqual([]);
  });
});

describe('the key that seals', () => {
  /** Another gateway before the same API. */
  const gateway = (keys: string) =>
    createTestGateway({
      sandbox: { tickets: 0 },
      env: { CURSOR_KEYS: keys },
      through: () => world.upstreamUrl,
    });

  test('can be rotated: both are good meanwhile, and the old one ends when it is retired', async () => {
    const [rotating, after] = [await gateway(`${NEW},${OLD}`), await gateway(NEW)];
    try {
      const next = await page(rotating, { first: 5, after: cursor });
      expect(next.ids).toEqual(rows.slice(5, 10));
      expect((await page(after, { first: 5, after: next.end })).ids).toEqual(rows.slice(10, 15));
      const retired = await page(after, { first: 5, after: cursor });
      expect(retired).toMatchObject({ code: 'BAD_CURSOR', reason: 'UNKNOWN_KEY', ids: null });
      const early = await page(world, { first: 5, after: next.end });
      expect(early).toMatchObject({ code: 'BAD_CURSOR', reason: 'UNKNOWN_KEY', ids: null });
    } finally {
      await Promise.all([rotating.close(), after.close()]);
    }
  });
});

describe('a token that is renewed in mid-walk', () => {
  const login = async (username: string): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'password', username, password: 'sandbox' });
    const answer = await fetch(`${world.upstreamUrl}/token`, { method: 'POST', body });
    return (await answer.json()).access_token;
  };

  test('changes nothing but that its user is asked for once', async () => {
    const tokens = ['sandbox-alice', await login('alice'), await login('alice')];
    const seen: number[] = [];
    const costs: number[] = [];
    let end: string | null = null;
    for (let turn = 0; ; turn += 1) {
      const next = await page(world, { first: 9, after: end }, tokens[turn % tokens.length]);
      seen.push(...(next.ids ?? []));
      costs.push(next.calls);
      end = next.end;
      if (!next.more) break;
    }
    expect(seen).toEqual(rows);
    expect(costs).toEqual(costs.map((_, turn) => (turn === 1 || turn === 2 ? 2 : 1)));
  });

  test('is not that of somebody else', async () => {
    const stolen = await page(world, { first: 5, after: cursor }, await login('bob'));
    expect(stolen).toMatchObject({ code: 'BAD_CURSOR', reason: 'OTHER_CALLER', ids: null, calls: 1 });
  });
});

test('nulls at the ends are no cursors', async () => {
  const first = await world.ask(
    TicketsFlatDocument,
    { first: 5, after: null, before: null },
    asUser('alice'),
  );
  expect(first.data.tickets?.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
});
