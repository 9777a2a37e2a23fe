import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leave } from '../chaos/leaving.ts';
import { openChaos } from '../chaos/stage.ts';

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

/** Twenty operations of one token that wait for the ticket API, each for another ticket. */
async function crowd(count: number) {
  const { letGo, arrived } = hold();
  const answers = Array.from({ length: count }, (_, at) =>
    stage.world.ask(SLOW.replace('"1"', `"${90_000 + at}"`)),
  );
  while (arrived() < Math.min(count, 20)) await new Promise((resolve) => setTimeout(resolve, 5));
  return { letGo, answers };
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

  test('take nothing from another token', async () => {
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

test('clients that leave free the sockets of their upstream calls: it is they who end them, not the limit of time', async () => {
  expect(await leave(10)).toMatchObject({ busy: 10, codes: ['CANCELLED'] });
});
