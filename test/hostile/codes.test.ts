/** Every code of the error contract, provoked through the front door and held against its row in the docs. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../src/graphql/errors.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import { leave } from '../chaos/disconnects.ts';
import { openDoor } from '../chaos/isolated-gateway.ts';
import { writeManifests } from '../helpers/manifests.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { requestOf } from './case.ts';
import { CASES } from './cases.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await world.ask('{ viewer { user { username } } }');
});
afterEach(() => world.admin.habits({}));
afterAll(() => world?.close());

/** What a client saw of a failure: the extensions of its error, or the fields of its typed error. */
type Shown = { code: string; retryable: boolean };
type Provoke = () => Promise<Shown>;

const NONE: Shown = { code: 'none', retryable: false };

const TYPED = '... on TicketError { code retryable }';
const PAGE = '{ tickets(first: 2, filter: { type: "visio-assistance" }) { nodes { id } } }';

async function errorOf(query: string): Promise<Shown> {
  const { errors } = await world.ask(query);
  return shown(errors);
}

function shown(errors: { extensions: { code: string; retryable?: boolean } }[] | undefined): Shown {
  const { code = 'none', retryable = false } = errors?.[0]?.extensions ?? {};
  return { code, retryable };
}

/** The typed error that a mutation answers. */
async function typedOf(mutation: string): Promise<Shown> {
  const { data, errors } = await world.ask<Record<string, Shown>, object>(`mutation { m: ${mutation} }`);
  return data?.['m'] ?? shown(errors);
}

/** The hostile request that is known for a code. */
const hostile = (code: ErrorCode) => async (): Promise<Shown> => {
  const known = CASES.find((one) => one.code === code);
  if (known === undefined) throw new Error(`no hostile request for ${code}`);
  const response = await world.fetch(requestOf(known, 'http://gateway.test/graphql'));
  return (await response.json()).errors[0].extensions;
};

/** What is read of each class of calls. One class after the other fails, so that no breaker opens. */
const READS = {
  '/tickets': '{ tickets(first: 1) { nodes { id } } }',
  '/tickets/{ticketId}': '{ ticket(ticketId: "1") { id } }',
} as const;

/** A read while the API answers a status or a body. */
const failing =
  (path: keyof typeof READS, status: number, differs: object = {}): Provoke =>
  async () => {
    await world.admin.habits({ fail: [{ path, status, ...differs }] });
    return errorOf(READS[path]);
  };

const create = (fields: string) =>
  `createTicket(input: { emails: ["a@example.com"] ${fields} }) { __typename ${TYPED} }`;

async function newTicket(): Promise<string> {
  const { data } = await world.ask<{ createTicket: { ticket: { ticketId: string } } }, object>(
    'mutation { createTicket(input: { emails: ["a@example.com"] }) { ... on CreateTicketSuccess { ticket { ticketId } } } }',
  );
  return data.createTicket.ticket.ticketId;
}

/** `IDEMPOTENCY_IN_PROGRESS` takes two processes and a deadline: see `test/idempotency/idempotency.test.ts`. */
const PROVOKED: Readonly<Record<Exclude<ErrorCode, 'IDEMPOTENCY_IN_PROGRESS'>, Provoke>> = {
  BAD_REQUEST: hostile('BAD_REQUEST'),
  GRAPHQL_PARSE_FAILED: hostile('GRAPHQL_PARSE_FAILED'),
  GRAPHQL_VALIDATION_FAILED: hostile('GRAPHQL_VALIDATION_FAILED'),
  QUERY_TOO_COMPLEX: hostile('QUERY_TOO_COMPLEX'),
  PERSISTED_QUERY_NOT_FOUND: hostile('PERSISTED_QUERY_NOT_FOUND'),
  DOCUMENT_NOT_TRUSTED: async () => {
    const manifest = writeManifests({ 'any.json': { one: '{ viewer { __typename } }' } });
    const strict = await createTestGateway({
      env: { PERSISTED_DOCUMENTS: 'enforce', PERSISTED_MANIFESTS: manifest.files },
    });
    const { errors } = await strict.ask('{ viewer { user { username } } }');
    await strict.close();
    manifest.remove();
    return shown(errors);
  },
  PAYLOAD_TOO_LARGE: hostile('PAYLOAD_TOO_LARGE'),
  UNSUPPORTED_MEDIA_TYPE: hostile('UNSUPPORTED_MEDIA_TYPE'),
  METHOD_NOT_ALLOWED: hostile('METHOD_NOT_ALLOWED'),
  CSRF: hostile('CSRF'),
  BAD_USER_INPUT: hostile('BAD_USER_INPUT'),
  BAD_CURSOR: hostile('BAD_CURSOR'),
  UNAUTHENTICATED: hostile('UNAUTHENTICATED'),
  FORBIDDEN: () => errorOf('{ tickets(filter: { owner: ENTERPRISE }) { nodes { id } } }'),
  NOT_FOUND: () => typedOf(`deleteTicket(input: { ticketId: "1" }) { __typename ${TYPED} }`),
  CONFLICT: async () => {
    const id = await newTicket();
    await world.admin.change([Number(id)], { state: 'closed' });
    return typedOf(`updateTicket(input: { ticketId: "${id}", subject: "Late" }) { __typename ${TYPED} }`);
  },
  RATE_LIMITED: failing('/tickets', 429, { headers: { 'retry-after': '30' } }),
  OVERLOADED: async () => {
    await world.admin.habits({ latency: [{ path: '/tickets/{ticketId}', ms: 500 }] });
    const asked = Array.from({ length: 21 }, (_, at) =>
      errorOf(`{ ticket(ticketId: "${70_000 + at}") { id } }`),
    );
    return (await Promise.all(asked)).find(({ code }) => code !== 'none') ?? NONE;
  },
  UPSTREAM_ERROR: failing('/tickets', 500),
  UPSTREAM_UNAVAILABLE: failing('/tickets/{ticketId}', 503),
  UPSTREAM_TIMEOUT: failing('/tickets/{ticketId}', 504),
  UPSTREAM_BAD_RESPONSE: failing('/tickets', 200, { body: 'cut' }),
  UPSTREAM_CONTRACT_DRIFT: async () => {
    await world.admin.habits({ ignore: ['type'] });
    return errorOf(PAGE);
  },
  MUTATION_OUTCOME_UNKNOWN: async () => {
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/export', status: 502 }] });
    return typedOf(`exportTicket(input: { ticketId: "${await newTicket()}" }) { __typename ${TYPED} }`);
  },
  IDEMPOTENCY_MISMATCH: async () => {
    await typedOf(create('idempotencyKey: "a key of the codes"'));
    return typedOf(create('idempotencyKey: "a key of the codes", subject: "Another"'));
  },
  CANCELLED: async () => ({ code: (await leave(1)).codes.at(-1) ?? '', retryable: true }),
  INTERNAL_SERVER_ERROR: async () => {
    const bug: Interceptor = () => () => Promise.reject(new Error('a bug of ours'));
    const door = await openDoor(world.upstreamUrl, { interceptors: () => ({ bug }) });
    const { errors } = await door.ask('{ viewer { user { username } } }');
    await door.close();
    return errors?.[0]?.extensions ?? NONE;
  },
};

/** The rows of the table in the docs: code to status and retryable. */
function documented(): Record<string, { status: number; retryable: boolean }> {
  const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (yes|no) \|/gm)];
  return Object.fromEntries(
    rows.map(([, code = '', status, retryable]) => [
      code,
      { status: Number(status), retryable: retryable === 'yes' },
    ]),
  );
}

test('the docs have a row for each code, with its status and whether it may be tried again', () => {
  const table = Object.entries(ERROR_CODES).map(([code, { status, retryable }]) => [
    code,
    { status, retryable },
  ]);
  expect(documented()).toEqual(Object.fromEntries(table));
});

describe('a client is told', () => {
  test.for(Object.entries(PROVOKED))('%s', async ([code, provoke]) => {
    expect(await provoke()).toMatchObject({ code, retryable: documented()[code]?.retryable });
  });
});
