import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChaos } from '../chaos/chaos-gateway.ts';
import { leave } from '../chaos/disconnects.ts';

type Stage = Awaited<ReturnType<typeof openChaos>>;

let stage: Stage;
beforeAll(async () => {
  stage = await openChaos();
});
afterAll(() => stage?.world.close());

const LOOK = '{ viewer { user { username } } }';
const SLOW = '{ ticket(ticketId: "1") { subject } }';

/** Holds back every read of a ticket until told to let go. */
function hold(): { letGo: () => void; arrived: () => number } {
  const { proxy } = stage;
  const held = Promise.withResolvers<void>();
  const before = proxy.seen.length;
  proxy.play(({ path }) =>
    /\/tickets\/\d+$/.test(path)
      ? async ({ socket, forward }) => {
          await held.promise;
          socket.write(await forward());
        }
      : null,
  );
  return { letGo: held.resolve, arrived: () => proxy.seen.length - before };
}

/** So many operations of one token that wait for the ticket API, each for another ticket. */
async function crowd(count: number, token = 'sandbox-alice') {
  const { letGo, arrived } = hold();
  const answers = Array.from({ length: count }, (_, at) =>
    stage.world.ask(SLOW.replace('"1"', `"${90_000 + at}"`), {}, { token }),
  );
  while (arrived() < count) await new Promise((resolve) => setTimeout(resolve, 5));
  return { letGo, answers };
}

/** A new token of alice, as another phone of hers would have. */
async function tokenOfAlice(): Promise<string> {
  const login = { username: 'alice', password: 'sandbox' };
  const response = await fetch(`${stage.world.upstreamUrl}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  return (await response.json()).access_token;
}

describe('twenty operations of one token at once', () => {
  test('are all served; one more is refused at once, and told when to come back', async () => {
    const { letGo, answers } = await crowd(20);
    const refused = await stage.world.ask(LOOK);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'OVERLOADED',
      retryable: true,
      retryAfter: 1,
    });
    letGo();
    for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
    expect((await stage.world.ask(LOOK)).errors).toBeUndefined();
  });

  test('take nothing from another user', async () => {
    const { letGo, answers } = await crowd(20);
    expect((await stage.world.ask(LOOK, {}, { token: 'sandbox-bob' })).errors).toBeUndefined();
    letGo();
    await Promise.all(answers);
  });

  test('are free again when their clients leave', async () => {
    const url = await stage.world.listen();
    const { letGo, arrived } = hold();
    const leaving = new AbortController();
    const gone = Array.from({ length: 20 }, (_, at) =>
      fetch(url, {
        method: 'POST',
        signal: leaving.signal,
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
        body: JSON.stringify({ query: SLOW.replace('"1"', `"${91_000 + at}"`) }),
      }).catch(() => null),
    );
    while (arrived() < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    leaving.abort();
    await Promise.all(gone);
    while ((await stage.world.ask(LOOK)).status === 503)
      await new Promise((resolve) => setTimeout(resolve, 5));
    letGo();
  });
});

describe('two tokens of one user', () => {
  test('share the twenty, and both are free again after', async () => {
    const [phone, tablet] = [await tokenOfAlice(), await tokenOfAlice()];
    for (const token of [phone, tablet]) await stage.world.ask(LOOK, {}, { token });
    const { letGo, answers } = await crowd(20, phone);
    for (const token of [tablet, phone]) {
      expect(await stage.world.ask(LOOK, {}, { token })).toMatchObject({
        status: 503,
        calls: 0,
        errors: [{ extensions: { code: 'OVERLOADED' } }],
      });
    }
    letGo();
    for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
    const again = await crowd(20, tablet);
    again.letGo();
    for (const { errors } of await Promise.all(again.answers)) expect(errors).toBeUndefined();
  });

  test('count apart until it is known whose they are; from then on what already runs counts too', async () => {
    const [phone, tablet] = [await tokenOfAlice(), await tokenOfAlice()];
    await stage.world.ask(LOOK, {}, { token: tablet });
    const { letGo, answers } = await crowd(15, phone);
    const few = await crowd(5, tablet);
    expect((await stage.world.ask(LOOK, {}, { token: tablet })).errors).toBeUndefined();
    // This one tells whose the phone's token is.
    expect((await stage.world.ask(LOOK, {}, { token: phone })).errors).toBeUndefined();
    for (const token of [tablet, phone]) {
      expect((await stage.world.ask(LOOK, {}, { token })).status).toBe(503);
    }
    for (const release of [letGo, few.letGo]) release();
    for (const { errors } of await Promise.all([...answers, ...few.answers])) {
      expect(errors).toBeUndefined();
    }
    const again = await crowd(20, phone);
    again.letGo();
    for (const { errors } of await Promise.all(again.answers)) expect(errors).toBeUndefined();
  });
});

test('an answer in parts counts until its last part, for the user behind its token', async () => {
  const [phone, tablet] = [await tokenOfAlice(), await tokenOfAlice()];
  for (const token of [phone, tablet]) await stage.world.ask(LOOK, {}, { token });
  const { letGo, arrived } = hold();
  const answers = Array.from({ length: 20 }, (_, at) =>
    stage.world.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'multipart/mixed; deferSpec=20220824',
          authorization: `Bearer ${phone}`,
        },
        body: JSON.stringify({
          query: `{ __typename ... @defer { ticket(ticketId: "${92_000 + at}") { id } } }`,
        }),
      }),
    ),
  );
  // The first part is out, with its status; the second is held back.
  const open = await Promise.all(answers);
  const texts = open.map((response) => response.text());
  while (arrived() < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await stage.world.ask(LOOK, {}, { token: tablet })).status).toBe(503);
  letGo();
  for (const text of await Promise.all(texts)) expect(text).toContain('"hasNext":false');
  expect((await stage.world.ask(LOOK, {}, { token: tablet })).errors).toBeUndefined();
});

test('clients that leave free the sockets of their upstream calls: it is they who end them, not the limit of time', async () => {
  expect(await leave(10)).toMatchObject({ busy: 10, codes: ['CANCELLED'] });
});
