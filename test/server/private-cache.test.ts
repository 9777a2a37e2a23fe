import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
let id: string;
beforeAll(async () => {
  world = await createTestGateway({
    sandbox: { tickets: 20 },
    env: { CORS_ORIGINS: 'https://app.example.com', LOG_LEVEL: 'info' },
  });
  await warmUpCallers(world, 'alice', 'bob');
  id = String((await world.admin.insert({ user: 'alice', subject: 'Boiler' }))[0]);
});
afterAll(() => world?.close());

const SUBJECT = 'query ($id: ID!) { ticket(ticketId: $id) { subject } }';

/** What a client gets that asks by GET; the body as text. */
async function get(
  headers: Record<string, string> = {},
  query = SUBJECT,
  variables: object = { id },
): Promise<{ status: number; headers: Headers; text: string; calls: number }> {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const before = await world.admin.calls();
  const all = { authorization: 'Bearer sandbox-alice', accept: 'application/json', ...headers };
  const response = await world.fetch(new Request(`http://gateway.test/graphql?${search}`, { headers: all }));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    calls: (await world.admin.calls()) - before,
  };
}

const tagOf = ({ headers }: { headers: Headers }): string => headers.get('etag') ?? '';

describe('a whole answer to a GET', () => {
  test('may be kept by its client alone, and has a tag', async () => {
    const { status, headers } = await get();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('etag')).toMatch(/^W\/"[\w-]{22}-j"$/);
    expect(headers.get('vary')).toBe('Authorization, Accept, Accept-Encoding, Origin');
  });

  test('is told to hold still by a 304 without a body, with the headers of the answer', async () => {
    const first = await get();
    const origin = { origin: 'https://app.example.com' };
    const again = await get({ ...origin, 'if-none-match': tagOf(first), 'x-request-id': 'again' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(Object.fromEntries(again.headers)).toEqual({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-methods': 'GET, POST',
      'access-control-expose-headers': 'X-Request-Id, Retry-After, ETag',
      'access-control-max-age': '600',
      'cache-control': 'private, no-cache',
      etag: tagOf(first),
      vary: 'Authorization, Accept, Accept-Encoding, Origin',
      'x-request-id': 'again',
    });
    // It was looked at anew: what is saved is the way.
    expect([first.calls, again.calls]).toEqual([1, 1]);
    expect(JSON.parse(world.logs.at(-1) ?? '{}')).toMatchObject({
      requestId: 'again',
      upstreamCalls: 1,
      codes: [],
    });
  });

  test('has the same tag while its data is the same, whatever it cost, and however it is packed', async () => {
    const list = '{ tickets(first: 20) { nodes { id subject reference } } }';
    const plain = await get({}, list, {});
    const packed = await get({ 'accept-encoding': 'br' }, list, {});
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(tagOf(packed)).toBe(tagOf(plain));
    const known = await get({ 'accept-encoding': 'br', 'if-none-match': tagOf(plain) }, list, {});
    expect(known.status).toBe(304);
    expect(known.headers.has('content-encoding')).toBe(false);
    expect(known.headers.has('content-type')).toBe(false);
  });

  test('has another tag where its cursors are: what was kept must work, also after a restart', async () => {
    const list = '{ tickets(first: 2) { nodes { id } pageInfo { endCursor } } }';
    const search = new URLSearchParams({ query: list });
    const ask = async (asked: TestGateway) =>
      asked.fetch(
        new Request(`http://gateway.test/graphql?${search}`, {
          headers: { authorization: 'Bearer sandbox-alice', accept: 'application/json' },
        }),
      );
    const other = await createTestGateway({ through: () => world.upstreamUrl });
    const [one, two] = [await ask(world), await ask(other)];
    const nodes = async (answer: Response) => (await answer.json()).data.tickets.nodes;
    expect(await nodes(two.clone())).toEqual(await nodes(one.clone()));
    expect(two.headers.get('etag')).not.toBe(one.headers.get('etag'));
    await other.close();
  });

  test('has none in a form that nobody keeps', async () => {
    const json = await get();
    const { status, headers } = await get({ accept: 'text/event-stream', 'if-none-match': tagOf(json) });
    expect([status, headers.get('etag')]).toEqual([200, null]);
  });

  test('has another tag as soon as its data is another, or its media type', async () => {
    const before = await get();
    await world.admin.change([Number(id)], { subject: 'Pump' });
    const after = await get({ 'if-none-match': tagOf(before) });
    expect([after.status, JSON.parse(after.text).data.ticket.subject]).toEqual([200, 'Pump']);
    expect(tagOf(after)).not.toBe(tagOf(before));
    const other = await get({ accept: 'application/graphql-response+json', 'if-none-match': tagOf(after) });
    expect(other.status).toBe(200);
    expect(tagOf(other)).not.toBe(tagOf(after));
  });

  test.each([
    ['"another"', 200],
    ['W/"another", TAG', 304],
    ['STRONG', 304],
    ['*', 304],
    ['', 200],
  ])('to who knows %s is a %i', async (known, status) => {
    const tag = tagOf(await get());
    const header = known.replace('TAG', tag).replace('STRONG', tag.replace('W/', ''));
    expect((await get({ 'if-none-match': header })).status).toBe(status);
  });
});

describe('no-store is', () => {
  const tagged = (headers: Headers) => [headers.get('cache-control'), headers.get('etag')];

  test('an answer to a POST', async () => {
    expect(tagged((await world.ask(SUBJECT, { id })).headers)).toEqual(['no-store', null]);
  });

  test('an answer to nobody', async () => {
    const { status, headers } = await get(
      { authorization: '', 'x-apollo-operation-name': 'x' },
      '{ __typename }',
    );
    expect([status, ...tagged(headers)]).toEqual([200, 'no-store', null]);
  });

  test('an answer with an error, be it beside data', async () => {
    const query =
      'query ($id: ID!) { ticket(ticketId: $id) { subject medias(after: "x") { nodes { id } } } }';
    const known = await get({ 'if-none-match': '*' }, query);
    expect([known.status, ...tagged(known.headers)]).toEqual([200, 'no-store', null]);
    expect(tagged((await get({ 'if-none-match': '*' }, '{ nope }')).headers)).toEqual(['no-store', null]);
  });

  test.each([
    ['a join link', '{ tickets(first: 1) { nodes { requestor { joinUrl } } } }'],
    ['a link to a media', '{ tickets(first: 1) { nodes { medias(first: 1) { nodes { link: url } } } } }'],
    [
      'a link in a fragment',
      '{ tickets(first: 1) { ...F } } fragment F on TicketConnection { nodes { agent { ...A } } } fragment A on TicketAgent { joinUrl }',
    ],
    [
      'raw data, which may hold links',
      '{ tickets(first: 1) { nodes { events(first: 1) { nodes { data } } } } }',
    ],
  ])('an answer that holds %s', async (_what, query) => {
    const { status, headers, text } = await get({ 'if-none-match': '*' }, query, {});
    expect([status, ...tagged(headers)]).toEqual([200, 'no-store', null]);
    expect(JSON.parse(text).errors).toBeUndefined();
  });

  test('an answer that tells only what would be done', async () => {
    const { headers } = await get({ 'x-explain': '1' });
    expect(tagged(headers)).toEqual(['no-store', null]);
  });
});

test('somebody else’s tag opens nothing', async () => {
  const alice = await get();
  const bob = await get({ authorization: 'Bearer sandbox-bob', 'if-none-match': tagOf(alice) });
  expect(bob.status).toBe(200);
  expect(JSON.parse(bob.text)).toMatchObject({ data: { ticket: null } });
});

test('who wants it fresh gets it from the API, and a 304 if it is the same', async () => {
  const kept = await createTestGateway({ sandbox: { tickets: 5 }, env: { CACHE: 'on' } });
  const ask = async (headers: Record<string, string>) => {
    const search = new URLSearchParams({ query: '{ tickets(first: 1) { nodes { subject } } }' });
    const all = { authorization: 'Bearer sandbox-alice', ...headers };
    const before = await kept.admin.calls();
    const { status, headers: got } = await kept.fetch(
      new Request(`http://gateway.test/graphql?${search}`, { headers: all }),
    );
    return { status, tag: got.get('etag') ?? '', calls: (await kept.admin.calls()) - before };
  };
  const { tag } = await ask({});
  expect(await ask({ 'if-none-match': tag })).toEqual({ status: 304, tag, calls: 0 });
  expect(await ask({ 'if-none-match': tag, 'cache-control': 'no-cache' })).toEqual({
    status: 304,
    tag,
    calls: 1,
  });
  await kept.close();
});
