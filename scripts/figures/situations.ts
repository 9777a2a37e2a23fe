import { mock } from 'node:test';
import { createSubgraph } from '../../src/federation/subgraph.ts';
import { type Desk, openDesk, type Ran } from '../../test/cost/workbench.ts';
import { appOperations } from '../../test/helpers/app-operations.ts';
import { table } from './table.ts';

/** Calls a minute, milliseconds for each call, and how long each situation is watched. */
const LIMIT = 10;
const LATENCY_MS = 150;
const MINUTE = 60_000;

/** Tickets in the sandbox; and so many that one user has more than 200. */
const TICKETS = 200;
const MANY_TICKETS = 1_000;
const WATCHED_MS = 10 * MINUTE;

/** The clock moves in steps of so many milliseconds. */
const STEP_MS = 50;

/** Something that somebody asks again and again. */
interface Habit {
  readonly token: string;
  readonly everyMs: number;
  /** When it is asked first. */
  readonly fromMs: number;
  readonly document: string;
  /** The variables of the nth time. */
  readonly variables?: (times: number) => Record<string, unknown>;
}

/** What came of a situation. */
interface Outcome {
  operations: number;
  /** Operations of which some field was refused, and when the first was: milliseconds, or null for never. */
  refused: number;
  firstMs: number | null;
  calls: number;
  kept: number;
  stale: number;
}

const INBOX = documentOf('01-inbox');
const DETAIL = documentOf('06-detail');
const BOARD = documentOf('05-board');

/** How long each situation works with the cache on and off. */
export async function situationFigures(told: (text: string) => void): Promise<string> {
  const situations: readonly [string, (desk: Desk) => Promise<Habit[]>, number?][] = [
    ['one user on three devices', threeDevices],
    ['a supervisor of the enterprise', supervisor],
    ['one service account behind twenty users', serviceAccount],
    ['a router that requests 200 references', router],
    ["a router that requests its user's latest 200", routerOfOwn, MANY_TICKETS],
  ];
  const rows: (string | number)[][] = [];
  for (const [name, habits, tickets = TICKETS] of situations) {
    for (const cache of ['on', 'off']) {
      told(`${name}, cache ${cache}`);
      const { operations, refused, firstMs, calls, kept, stale } = await watched(habits, cache, tickets);
      const whole = `${Math.round(((operations - refused) / operations) * 100)} %`;
      const first = firstMs === null ? 'never' : `${Math.round(firstMs / 1000)} s`;
      rows.push([
        name,
        cache,
        operations,
        first,
        whole,
        (calls / (WATCHED_MS / MINUTE)).toFixed(1),
        kept,
        stale,
      ]);
    }
  }
  const head = [
    'situation',
    'cache',
    'operations',
    'first refusal',
    'complete',
    'calls a minute',
    'cached reads',
    'stale',
  ];
  return `${table(head, rows)}\n`;
}

/** Plays a situation on a clock that is turned by hand: ten minutes in seconds. */
async function watched(
  habitsOf: (desk: Desk) => Promise<Habit[]>,
  cache: string,
  tickets: number,
): Promise<Outcome> {
  const rules = { CACHE: cache, UPSTREAM_RATE_LIMIT: 'auto', FEDERATION: 'on' };
  const desk = await openDesk({
    // Its clock is the one that is turned as well.
    sandbox: { tickets, rateLimit: LIMIT, clock: () => Date.now() },
    env: rules,
    schema: createSubgraph().schema,
  });
  const habits = await habitsOf(desk);
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() + 2 * MINUTE });
  try {
    desk.before = () => new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
    return await play(desk, habits);
  } finally {
    mock.timers.reset();
    await desk.close();
  }
}

async function play(desk: Desk, habits: readonly Habit[]): Promise<Outcome> {
  const outcome: Outcome = { operations: 0, refused: 0, firstMs: null, calls: 0, kept: 0, stale: 0 };
  const running = new Set<Promise<void>>();
  for (let now = 0; now < WATCHED_MS; now += STEP_MS) {
    for (const { token, everyMs, fromMs, document, variables } of habits) {
      if (now < fromMs || (now - fromMs) % everyMs !== 0) continue;
      const asked = desk
        .run(document, variables?.((now - fromMs) / everyMs) ?? {}, token)
        .then((ran) => count(outcome, ran, now));
      running.add(asked);
      asked.finally(() => running.delete(asked));
    }
    await quiet();
    mock.timers.tick(STEP_MS);
    await quiet();
  }
  for (let left = 0; running.size > 0 && left < 20_000; left += STEP_MS) {
    mock.timers.tick(STEP_MS);
    await quiet();
  }
  return outcome;
}

function count(outcome: Outcome, { callLog, result }: Ran, at: number): void {
  outcome.operations += 1;
  outcome.calls += callLog.actual;
  outcome.kept += callLog.cached;
  outcome.stale += callLog.stale.answers;
  const refused = result.errors?.some(
    ({ originalError }) =>
      originalError instanceof Error && 'code' in originalError && originalError.code === 'RATE_LIMITED',
  );
  if (refused !== true) return;
  outcome.refused += 1;
  outcome.firstMs = Math.min(outcome.firstMs ?? at, at);
}

/** Three phones and tablets of one user, each with a token of its own: the inbox every 30 s, a ticket every minute. */
async function threeDevices(desk: Desk): Promise<Habit[]> {
  const ids = await ticketIds(desk, 'sandbox-alice');
  const devices = await Promise.all([0, 1, 2].map(() => anotherToken(desk, 'alice')));
  return devices.flatMap((token, device) => [
    { token, everyMs: 30_000, fromMs: device * 1_000, document: INBOX },
    {
      token,
      everyMs: MINUTE,
      fromMs: 10_000 + device * 1_000,
      document: DETAIL,
      variables: (times: number) => ({ id: ids[(times + device * 7) % ids.length] }),
    },
  ]);
}

/** A board of four lists every 30 s, and one ticket of it every minute. */
async function supervisor(desk: Desk): Promise<Habit[]> {
  const token = 'sandbox-dana';
  const ids = await ticketIds(desk, token);
  const variables = (times: number) => ({ id: ids[times % ids.length] });
  return [
    { token, everyMs: 30_000, fromMs: 0, document: BOARD },
    { token, everyMs: MINUTE, fromMs: 15_000, document: DETAIL, variables },
  ];
}

/** Twenty people behind one token: each looks at the inbox every minute, and at one of ten tickets every two. */
async function serviceAccount(desk: Desk): Promise<Habit[]> {
  const token = 'sandbox-dana';
  const ids = (await ticketIds(desk, token)).slice(0, 10);
  return Array.from({ length: 20 }, (_, user) => [
    { token, everyMs: MINUTE, fromMs: user * 3_000, document: INBOX },
    {
      token,
      everyMs: 2 * MINUTE,
      fromMs: user * 6_000 + 1_000,
      document: DETAIL,
      variables: (times: number) => ({ id: ids[(user + times) % ids.length] }),
    },
  ]).flat();
}

/** The same 200 tickets once a minute, as a router requests entities: those of a whole enterprise. */
const router = async (desk: Desk): Promise<Habit[]> =>
  references('sandbox-dana', await ticketIds(desk, 'sandbox-dana', 200));

/** The same of those that the user created last. */
const routerOfOwn = async (desk: Desk): Promise<Habit[]> =>
  references('sandbox-alice', await ticketIds(desk, 'sandbox-alice', 200, MANY_TICKETS));

function references(token: string, ids: readonly string[]): Habit[] {
  const document =
    'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Ticket { subject state } } }';
  const refs = ids.map((id) => ({ __typename: 'Ticket', id }));
  return [{ token, everyMs: MINUTE, fromMs: 0, document, variables: () => ({ refs }) }];
}

/** Global ids of tickets, read through a desk of its own: that costs the watched one nothing. */
async function ticketIds(beside: Desk, token: string, count = 40, tickets = TICKETS): Promise<string[]> {
  const desk = await openDesk({ sandbox: { tickets } });
  const owner = token === 'sandbox-dana' ? 'ENTERPRISE' : 'VIEWER';
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Ran = await desk.run(
      'query ($owner: TicketOwner, $after: String) { tickets(first: 100, after: $after, filter: { owner: $owner }, orderBy: { field: CREATED_AT }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { owner, after },
      token,
    );
    // @NOTE the shape is that of the query.
    const { nodes, pageInfo } = (page.result.data as { tickets: TicketPage }).tickets;
    ids.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null && ids.length < count);
  await desk.close();
  if (beside.sandbox === desk.sandbox) throw new Error('a desk of its own was wanted');
  return ids.slice(0, count);
}

interface TicketPage {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** One more token of a user, as another device gets it. */
async function anotherToken(desk: Desk, username: string): Promise<string> {
  const query = new URLSearchParams({ grant_type: 'password', username, password: 'sandbox' });
  const response = await desk.sandbox.fetch(
    new Request(`http://sandbox.test/api/v3/token?${query}`, { method: 'POST' }),
  );
  const { access_token: token } = await response.json();
  return token;
}

function documentOf(name: string): string {
  const found = appOperations().find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no operation ${name}`);
  return found.document;
}

/** Until everything that is ready to run has run. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
