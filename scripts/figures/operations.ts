import { type AppOperation, appOperations } from '../../test/helpers/app-operations.ts';
import { type Answer, createTestGateway, type TestGateway } from '../../test/helpers/test-gateway.ts';
import { table } from './table.ts';

/** Calls a minute, and milliseconds for each call. */
const LIMIT = 10;
const LATENCY_MS = 150;

/** The operation that goes on from another one's cursor, which is good at the gateway that gave it alone. */
const SCROLL = '02-inbox-scroll';

/** One operation, asked for twice by a caller who is known, with a fresh minute. */
interface Figures {
  readonly name: string;
  readonly planned: number;
  readonly cold: Answer<unknown>;
  readonly coldMs: number;
  readonly warm: Answer<unknown>;
  readonly warmMs: number;
}

/** What each operation of an app costs, first cold, then at once again. */
export async function operationFigures(told: (text: string) => void): Promise<string> {
  const answers = await earlierAnswers();
  const all: Figures[] = [];
  for (const operation of appOperations()) {
    told(operation.name);
    all.push(await figuresOf(operation, answers));
  }
  const ratio = await meanRatio();
  const rows = all.map(({ name, planned, cold, coldMs, warm, warmMs }) => [
    name,
    planned,
    cold.extensions.cost.bound,
    cold.calls,
    refusedIn(cold),
    Math.round(coldMs),
    warm.calls,
    refusedIn(warm),
    Math.round(warmMs),
  ]);
  const head = ['operation', 'planned', 'bound', 'cold', 'refused', 'ms', 'again', 'refused', 'ms'];
  return `${table(head, rows)}\n\nMean actual / planned without a limit: ${ratio.toFixed(2)}.\n`;
}

async function figuresOf(operation: AppOperation, earlier: ReadonlyMap<string, unknown>): Promise<Figures> {
  let answers = earlier;
  const scrolls = operation.name === SCROLL;
  // Who it is costs one call a day, and to scroll there must have been a page before: so many more are allowed here.
  const limit = LIMIT + (scrolls ? 2 : 1);
  const world = await createTestGateway({
    sandbox: { rateLimit: limit },
    env: { CACHE: 'on', UPSTREAM_RATE_LIMIT: String(limit) },
  });
  await world.ask('{ viewer { __typename } }', {}, { token: operation.token });
  if (scrolls) answers = await inboxOf(world);
  await world.admin.habits({ latency: [{ path: '*', ms: LATENCY_MS }] });
  const variables = operation.variables(answers);
  const [cold, coldMs] = await timed(world, operation, variables);
  const [warm, warmMs] = await timed(world, operation, variables);
  await world.close();
  return { name: operation.name, planned: cold.extensions.cost.planned, cold, coldMs, warm, warmMs };
}

async function timed(
  world: TestGateway,
  { document, token }: AppOperation,
  variables: Record<string, unknown>,
): Promise<[Answer<unknown>, number]> {
  const began = performance.now();
  const answer = await world.ask<unknown, object>(document, variables, { token });
  return [answer, performance.now() - began];
}

/** Fields that were refused for want of calls, and changes. */
function refusedIn({ data, errors = [] }: Answer<unknown>): number {
  const fields = errors.filter(({ extensions }) => extensions.code === 'RATE_LIMITED').length;
  const changes = JSON.stringify(data ?? null).match(/"TicketRateLimitError"/g)?.length ?? 0;
  return fields + changes;
}

/** The answers from which variables are taken: same seed, same tickets, in every world. */
async function earlierAnswers(): Promise<Map<string, unknown>> {
  const world = await createTestGateway();
  const answers = await inboxOf(world);
  await world.close();
  return answers;
}

async function inboxOf(world: TestGateway): Promise<Map<string, unknown>> {
  const [inbox] = appOperations();
  if (inbox === undefined) throw new Error('there are no operations');
  const { data } = await world.ask<unknown, object>(inbox.document, {}, { token: inbox.token });
  return new Map([[inbox.name, data]]);
}

/** How close plans are where nothing is refused. */
async function meanRatio(): Promise<number> {
  const world = await createTestGateway();
  const answers = new Map<string, unknown>();
  let sum = 0;
  const operations = appOperations();
  for (const { token } of operations) await world.ask('{ viewer { __typename } }', {}, { token });
  for (const { name, document, token, variables } of operations) {
    const answer = await world.ask<unknown, object>(document, variables(answers), { token });
    answers.set(name, answer.data);
    sum += answer.extensions.cost.actual / answer.extensions.cost.planned;
  }
  await world.close();
  return sum / operations.length;
}
