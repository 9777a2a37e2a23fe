import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProxy, type Exchange } from '../chaos/proxy.ts';
import { openAdmin } from '../helpers/admin.ts';
import { endPrograms } from '../helpers/child-process.ts';
import { type GatewayProcess, killNow, startGateway, untilOver } from './process.ts';
import { messagesTo, somebody } from './upstream-writes.ts';

let sandbox: Sandbox;
let sandboxUrl: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
  sandbox = await createSandbox({
    db: ':memory:',
    tickets: 0,
    seed: 1,
    rateLimit: 0,
    admin: true,
    jwtSecret: 'a-secret-of-the-tests',
  });
  sandboxUrl = (await sandbox.listen(0)).url;
});
afterAll(async () => {
  await endPrograms();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const messages = (address: string) => messagesTo({ sandbox, admin: openAdmin(sandbox) }, address);

/** At which step of a creation the gateway dies. What is told says what the next tries with the same key end with. */
const STEPS: readonly { step: string; ends: 'ticket' | 'unknown'; invited: number; at: Step }[] = [
  {
    step: 'before it sends',
    ends: 'ticket',
    invited: 1,
    at: async ({ path }, die) => path.endsWith('/users/me') && die(),
  },
  {
    step: 'after it has sent, before the API gets it',
    ends: 'unknown',
    invited: 0,
    at: async ({ method }, die) => method === 'POST' && die(),
  },
  {
    step: 'after the API has done it, before its answer',
    ends: 'ticket',
    invited: 1,
    at: async ({ method, forward }, die) => {
      if (method !== 'POST') return false;
      await forward();
      return die();
    },
  },
  {
    step: 'as the answer arrives, before it is stored or just after',
    ends: 'ticket',
    invited: 1,
    at: async ({ method, forward, socket }, die) => {
      if (method !== 'POST') return false;
      socket.write(await forward());
      return die();
    },
  },
];

/** Kills the gateway at its step; whether it did. */
type Step = (exchange: Exchange, die: () => Promise<true>) => Promise<boolean>;

/** A gateway that is killed once, at a step, while it creates a ticket; then another one on the same store. */
async function killedAt(name: string, at: Step, input: Parameters<GatewayProcess['create']>[0]) {
  const proxy = await createProxy(sandboxUrl);
  const env = { STORE: `sqlite:${join(folder, `${name}.db`)}` };
  const first = await startGateway(proxy.url, env);
  proxy.play((exchange) => async () => {
    const isDead = await at(exchange, async () => {
      await killNow(first);
      return true;
    });
    if (!isDead) exchange.socket.write(await exchange.forward());
  });
  const firstAnswer = await first.create(input);
  await first.program.ended;
  proxy.play(() => null);
  return { proxy, firstAnswer, next: await startGateway(proxy.url, env) };
}

describe.concurrent.each(STEPS)('a gateway that is killed $step', ({ step, ends, invited, at }) => {
  test('ends with one invitation at most, and the ticket or a typed unknown, however often it is asked again', async ({
    expect,
  }) => {
    const email = somebody();
    const input = { emails: [email], invite: true, reference: email, idempotencyKey: step };
    const { proxy, firstAnswer, next } = await killedAt(step.replaceAll(/\W/g, '-'), at, input);
    expect(firstAnswer).toBeNull();
    const end = await untilOver(next, input);
    expect(await messages(email)).toBe(invited);
    if (ends === 'ticket') expect(end).toMatchObject({ __typename: 'CreateTicketSuccess' });
    else {
      expect(end).toMatchObject({
        code: 'MUTATION_OUTCOME_UNKNOWN',
        retryable: false,
        searched: { looks: 2 },
      });
    }
    const again = await next.create(input);
    expect(again).toMatchObject(ends === 'ticket' ? { replayed: true, ticketId: end.ticketId } : end);
    expect(await messages(email)).toBe(invited);
    await proxy.close();
  }, 60_000);
});

describe.concurrent('a gateway that is killed', () => {
  test('after it has answered answers the same from the store', async ({ expect }) => {
    const email = somebody();
    const input = { emails: [email], invite: true, idempotencyKey: 'after' };
    const env = { STORE: `sqlite:${join(folder, 'after.db')}` };
    const first = await startGateway(sandboxUrl, env);
    const created = await first.create(input);
    await killNow(first);
    const next = await startGateway(sandboxUrl, env);
    expect(await next.create(input)).toMatchObject({ replayed: true, ticketId: created?.ticketId });
    expect(await messages(email)).toBe(1);
  }, 60_000);
});

describe.concurrent('two gateways on one store', () => {
  test('asked for the same at once, five times each, create one ticket', async ({ expect }) => {
    const email = somebody();
    const input = { emails: [email], invite: true, idempotencyKey: 'two gateways' };
    const env = { STORE: `sqlite:${join(folder, 'shared.db')}` };
    const gateways = [await startGateway(sandboxUrl, env), await startGateway(sandboxUrl, env)];
    const all = await Promise.all(gateways.flatMap((one) => [1, 2, 3, 4, 5].map(() => one.create(input))));
    expect(new Set(all.map((created) => created?.ticketId)).size).toBe(1);
    expect(all.filter((created) => created?.replayed === false)).toHaveLength(1);
    expect(await messages(email)).toBe(1);
  }, 60_000);
});

test('a gateway that keeps its keys in memory alone says so aloud when it starts', async () => {
  const { program } = await startGateway(sandboxUrl, { STORE: 'memory' });
  const [line] = await program.says(/.*STORE is memory: idempotency keys end with this process.*/);
  expect(JSON.parse(line).level).toBe(40);
});
