import assert from 'node:assert/strict';
import { type Ask, ask } from './ask.ts';
import { CHECKS } from './checks.ts';
import { openStack, routerOf } from './stack.ts';

/** Asks a real router for real, and fails if a promise does not hold. */
const router = routerOf(process.argv.slice(2));
const ports = { tickets: 0, sandbox: 0, crm: 0, billing: 0, router: 0 };
const settings = { SANDBOX_TICKETS: '600', SANDBOX_RATE_LIMIT: '0', UPSTREAM_RATE_LIMIT: '0' };
const failed: string[] = [];

async function check(name: string, run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
    process.stdout.write(`  ok    ${name}\n`);
  } catch (error) {
    failed.push(name);
    process.stdout.write(`  FAIL  ${name}\n${error instanceof Error ? error.message : error}\n`);
  }
}

process.stdout.write(`\n${router}, the token in Authorization\n`);
const stack = await openStack({ router, ports, settings });
await check('composes without a hint', () => assert.deepEqual(stack.hints, []));
for (const [name, run] of Object.entries(CHECKS)) await check(name, () => run(ask(stack.url)));
await stack.close();

process.stdout.write(`\n${router}, the token in a header of its own\n`);
const other = await openStack({
  router,
  ports,
  settings: { ...settings, UPSTREAM_TOKEN_HEADER: 'X-Ticket-Token' },
});
const company: Ask = (query, variables) =>
  ask(other.url)(query, variables, {
    authorization: 'Bearer a-token-of-the-company',
    'x-ticket-token': 'sandbox-alice',
  });
for (const name of ['joins what others know to a ticket', 'pages through tickets without a repeat']) {
  await check(name, () => CHECKS[name]?.(company));
}
await check('takes no other token', async () => {
  const { errors } = await ask(other.url)('{ viewer { user { username } } }');
  assert.deepEqual(
    errors?.map(({ extensions }) => extensions?.code),
    ['UNAUTHENTICATED'],
  );
});
await other.close();

process.stdout.write(failed.length === 0 ? '\nAll of it holds.\n' : `\n${failed.length} do not hold.\n`);
process.exit(failed.length === 0 ? 0 : 1);
