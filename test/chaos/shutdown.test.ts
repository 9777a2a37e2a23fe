/** A gateway that goes away under load: politely, and not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from 'ticket-api-sandbox';
import { afterAll, describe, expect, test } from 'vitest';
import { endPrograms, type Program, readBanner, run } from '../helpers/child-process.ts';
import { hang } from './faults.ts';
import { type ChaosProxy, createProxy, pass } from './proxy.ts';

const folder = mkdtempSync(join(tmpdir(), 'ticket-gateway-shutdown-'));
afterAll(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true, force: true });
});

const CLIENTS = 16;

/** A sandbox behind a proxy of its own, and gateways in front of it, each with a file for its store. */
async function stage(): Promise<{ proxy: ChaosProxy; start(file: string): Promise<Started> }> {
  const sandbox = await createSandbox({
    db: ':memory:',
    tickets: 60,
    seed: 1,
    rateLimit: 0,
    admin: false,
    jwtSecret: 'a-secret-of-the-tests',
  });
  const proxy = await createProxy((await sandbox.listen(0)).url);
  const close = async () => {
    await proxy.close();
    await sandbox.close();
  };
  closing.push(close);
  return { proxy, start: (file) => start(proxy.url, file) };
}

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

interface Started {
  program: Program;
  url: string;
}

async function start(upstream: string, file: string): Promise<Started> {
  const program = run(['node', 'src/main.ts', 'gateway'], {
    env: {
      PORT: '0',
      UPSTREAM_URL: upstream,
      STORE: `sqlite:${join(folder, file)}`,
      UPSTREAM_RATE_LIMIT: '0',
    },
  });
  await program.says(/\n {2}Try\n(.+\n)+\n/);
  return { program, url: readBanner(program.printed.out).rows['GraphQL']?.[0] ?? '' };
}

/** How a request ended: with an answer, refused since nobody listens any more, or dropped without a word. */
type Ending = { answered: string } | 'refused' | 'dropped';

async function ask(url: string, query: string): Promise<Ending> {
  try {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return { answered: await response.text() };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED' ? 'refused' : 'dropped';
  }
}

const create = (at: number): string =>
  `mutation { createTicket(input: { emails: ["load@example.com"], subject: "Load ${at}" }) { ... on CreateTicketSuccess { ticket { ticketId } } } }`;
const ID = /"ticketId":"(\d+)"/;

/** Clients that ask one thing after the other until nobody is there any more. */
async function clients(url: string, query: (at: number) => string): Promise<Ending[]> {
  const endings: Ending[] = [];
  let at = 0;
  const client = async () => {
    for (let ending: Ending = { answered: '' }; typeof ending === 'object'; ) {
      at += 1;
      ending = await ask(url, query(at));
      endings.push(ending);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return endings;
}

describe.concurrent('a gateway under load', () => {
  test('that is asked to end drops no request, tells no nonsense, and ends by itself', {
    timeout: 40_000,
  }, async () => {
    const { proxy, start } = await stage();
    proxy.play(() => async (exchange) => {
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 200));
      await pass(exchange);
    });
    const { program, url } = await start('term.db');
    const load = clients(url, (at) => `{ ticket(ticketId: "${90_000 + at}") { subject } }`);
    while (proxy.seen.length < 5 * CLIENTS) await new Promise((resolve) => setTimeout(resolve, 5));
    const asked = performance.now();
    program.signal('SIGTERM');
    const endings = await load;
    expect(endings.filter((ending) => ending === 'dropped')).toEqual([]);
    const answers = new Set(
      endings.flatMap((ending) => (typeof ending === 'object' ? [ending.answered] : [])),
    );
    for (const answer of answers) expect(JSON.parse(answer)).toMatchObject({ data: { ticket: null } });
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  test('that waits for an API that hangs is gone within 10 s all the same', { timeout: 40_000 }, async () => {
    const { proxy, start } = await stage();
    proxy.play(({ method }) => (method === 'POST' ? hang : null));
    const { program, url } = await start('hang.db');
    const load = clients(url, create);
    const posts = () => proxy.seen.filter((line) => line.startsWith('POST')).length;
    while (posts() < CLIENTS) await new Promise((resolve) => setTimeout(resolve, 5));
    const asked = performance.now();
    program.signal('SIGTERM');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(10_000);
    await load;
  });

  test('that is killed loses nothing that was answered', { timeout: 90_000 }, async () => {
    const { proxy, start } = await stage();
    const first = await start('kill.db');
    const load = clients(first.url, create);
    while (proxy.seen.length < 5 * CLIENTS) await new Promise((resolve) => setTimeout(resolve, 5));
    first.program.signal('SIGKILL');
    const endings = await load;
    const promised = endings.flatMap((ending) =>
      typeof ending === 'object' ? (ID.exec(ending.answered)?.[1] ?? []) : [],
    );
    expect(promised.length).toBeGreaterThan(CLIENTS);
    expect(new Set(promised).size).toBe(promised.length);
    const { url } = await start('kill.db');
    for (let at = 0; at < promised.length; at += 50) {
      const ids = promised.slice(at, at + 50).map((id) => Buffer.from(`Ticket:${id}`).toString('base64url'));
      const ending = await ask(
        url,
        `{ nodes(ids: ${JSON.stringify(ids)}) { ... on Ticket { ticketId subject } } }`,
      );
      const found = typeof ending === 'object' ? JSON.parse(ending.answered).data.nodes : ending;
      expect(found).toEqual(
        ids.map(() => ({ ticketId: expect.any(String), subject: expect.stringMatching(/^Load/) })),
      );
    }
  });
});

test('a fault that nobody foresaw ends the process, and it says where but not what', {
  timeout: 60_000,
}, async () => {
  const fault = join(folder, 'fault.mjs');
  writeFileSync(fault, "setTimeout(() => Promise.reject(new Error('secret of a fault')), 1500);");
  const program = run(['node', '--import', fault, 'src/main.ts', 'gateway'], {
    env: { PORT: '0', UPSTREAM_URL: 'http://127.0.0.1:9/api/v3', STORE: 'memory' },
  });
  expect(await program.ended).toMatchObject({ code: 1 });
  expect(JSON.parse(program.printed.err)).toMatchObject({
    name: 'Error',
    frames: expect.arrayContaining([expect.stringContaining('fault.mjs')]),
  });
  expect(program.printed.err + program.printed.out).not.toContain('secret of a fault');
});
