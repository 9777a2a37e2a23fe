/** The hostile list against a real process, watched from outside: its memory, its life, and what it logs. */
import { existsSync, readFileSync } from 'node:fs';
import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChaosProxy, createProxy } from '../chaos/proxy.ts';
import { endPrograms, type Program, readBanner, run } from '../helpers/child-process.ts';
import { requestOf } from './case.ts';
import { CASES } from './cases.ts';

const MB = 1024 * 1024;

/** What must never be seen in a log: who was invited, who asked, what was looked for, and where the API is. */
const SECRETS = [
  'sandbox-alice',
  'paul.secret@example.com',
  '+33612345678',
  '33612345678',
  'needle-of-a-search',
  'reference-of-a-case',
  'Very secret subject',
  'Bearer',
];
/** An address of an endpoint, a query string, an email address. */
const SHAPES = [/\/api\/v3/, /[?&](?:query|search|email|phone|offset|reference)=/, /[\w.]+@[\w.]+\.\w+/];

const CARRIER = `mutation ($phone: [PhoneNumber!], $mail: [EmailAddress!]) {
  createTicket(input: { phones: $phone, emails: $mail, reference: "reference-of-a-case", subject: "Very secret subject" }) {
    __typename ... on CreateTicketSuccess { ticket { requestor { joinUrl emails phones } } }
  }
}`;
const VARIABLES = { phone: ['+33612345678'], mail: ['paul.secret@example.com'] };

let sandbox: Sandbox;
let proxy: ChaosProxy;
let gateway: Program;
let url: string;

beforeAll(async () => {
  sandbox = await createSandbox({
    db: ':memory:',
    tickets: 60,
    seed: 1,
    rateLimit: 0,
    admin: false,
    jwtSecret: 'a-secret-of-the-tests',
  });
  proxy = await createProxy((await sandbox.listen(0)).url);
  gateway = run(['node', 'src/main.ts', 'gateway'], {
    env: {
      PORT: '0',
      UPSTREAM_URL: proxy.url,
      LOG_LEVEL: 'trace',
      STORE: 'memory',
      UPSTREAM_RATE_LIMIT: '0',
      FEDERATION: 'true',
    },
  });
  await gateway.says(/\n {2}Try\n(.+\n)+\n/);
  url = readBanner(gateway.printed.out).rows['GraphQL']?.[0] ?? '';
});
afterAll(async () => {
  await endPrograms();
  await proxy?.close();
  await sandbox?.close();
});

/** All that was sent, but for what is too long to be worth it. */
const sent: string[] = [];

async function ask(query: string, variables: object = {}): Promise<{ data?: unknown; errors?: unknown }> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' };
  const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
  sent.push(JSON.stringify([url, headers]), init.body);
  const response = await fetch(url, init);
  return response.json();
}

/** Resident memory in bytes. */
const resident = (): number =>
  Number(readFileSync(`/proc/${gateway.pid}/statm`, 'utf8').split(' ')[1]) * 4096;

describe('a process under a hostile client', { timeout: 90_000 }, () => {
  test.skipIf(!existsSync('/proc/self/statm'))('grows by less than 50 MB, request by request', async () => {
    for (let round = 0; round < 100; round += 1) {
      await ask(`{ tickets(first: ${(round % 50) + 1}) { nodes { id subject } } }`);
    }
    const grown: Record<string, number> = {};
    for (const hostile of CASES) {
      const before = resident();
      sent.push(`${url}${hostile.path ?? ''}`);
      for (let again = 0; again < 3; again += 1) {
        // A body that is refused before its end may cut the connection on who still sends.
        await fetch(requestOf(hostile, url)).then(
          (response) => response.text(),
          () => '',
        );
      }
      grown[hostile.name] = Math.round((resident() - before) / MB);
    }
    expect(Object.entries(grown).filter(([, megabytes]) => megabytes >= 50)).toEqual([]);
  });

  test('lives on, and answers', async () => {
    expect(await ask('{ viewer { user { username } } }')).toEqual(
      expect.objectContaining({ data: { viewer: { user: { username: 'alice' } } } }),
    );
    expect(gateway.printed.err).toBe('');
  });

  test('logs one line for each operation, and in all of them no token, address, number, text or query', async () => {
    await ask(CARRIER, VARIABLES);
    await ask(CARRIER, { phone: ['+33612345678x'], mail: VARIABLES.mail });
    await ask(
      '{ tickets(filter: { search: "needle-of-a-search", reference: "reference-of-a-case" }) { nodes { id } } }',
    );
    await ask('{ tickets(filter: { search: "needle-of-a-search" }, first: -1) { nodes { id } } }');
    await ask('query needle { ticket(ticketId: "paul.secret@example.com") { id } }');
    await ask('{ needle-of-a-search }');
    await gateway.says(/"operation":"needle"/);
    const lines = gateway.printed.out.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(CASES.length);
    const leaks = [...SECRETS.map((secret) => new RegExp(secret.replace('+', '\\+'))), ...SHAPES];
    expect(leaks.filter((leak) => [...lines, gateway.printed.err].some((line) => leak.test(line)))).toEqual(
      [],
    );
    // It was all there to be logged: sent by the client, or asked of the API.
    const could = [...sent, ...proxy.targets];
    expect(leaks.filter((leak) => !could.some((text) => leak.test(text)))).toEqual([]);
    for (const line of lines.filter((line) => line.includes('"msg":"operation"'))) {
      expect(JSON.parse(line)).toMatchObject({
        requestId: expect.stringMatching(/^[\w-]{1,64}$/),
        ms: expect.any(Number),
        upstreamCalls: expect.any(Number),
        codes: expect.any(Array),
      });
    }
  });
});
