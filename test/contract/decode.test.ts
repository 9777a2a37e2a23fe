import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeEvent } from '../../src/event/decode.ts';
import { decodeExport } from '../../src/export/endpoints.ts';
import { decodeMedia } from '../../src/media/decode.ts';
import { decodeTicket } from '../../src/ticket/upstream/decode.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createUpstream } from '../../src/upstream/client.ts';
import { Credential } from '../../src/upstream/credential.ts';
import { decodeList, decodeOne, type RowDecoder } from '../../src/upstream/endpoint/decode.ts';
import { type OperationName, WIRE } from '../../src/upstream/endpoint/endpoints.ts';
import type { Upstream, UpstreamClient, UpstreamResponse } from '../../src/upstream/types.ts';
import { decodeUser } from '../../src/user/decode.ts';
import { contractOperations } from './document.ts';

/** How each answer that has a body is decoded. */
const DECODERS: Partial<Record<OperationName, { list: boolean; row: RowDecoder<object> }>> = {
  createTicket: { list: false, row: decodeTicket },
  getTicket: { list: false, row: decodeTicket },
  listTickets: { list: true, row: decodeTicket },
  listMedias: { list: true, row: decodeMedia },
  listEvents: { list: true, row: decodeEvent },
  exportTicket: { list: false, row: decodeExport },
  currentUser: { list: false, row: decodeUser },
  listUsers: { list: true, row: decodeUser },
};

/** Decodes an answer and checks that every leaf of it has arrived; answers how many rows there were. */
function decodeWhole(operation: OperationName, answer: UpstreamResponse): number {
  const decoder = DECODERS[operation];
  if (decoder === undefined) throw new Error(`${operation} has no body to decode`);
  if (!decoder.list) {
    expect(missing(answer.body, decodeOne(operation, answer, decoder.row))).toEqual([]);
    return 1;
  }
  const page = decodeList(operation, answer, decoder.row);
  expect(page.faults).toBe(0);
  expect(missing(answer.body, page)).toEqual([]);
  return page.rows.length;
}

/** Leaves of the answer that are nowhere in what was decoded from it. */
function missing(wire: unknown, decoded: unknown): string[] {
  const left = leaves(decoded);
  return leaves(wire).filter((leaf) => {
    const at = left.indexOf(leaf);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** All values that say something, moments and numbers brought to one form. */
function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return [new Date(value).toISOString()];
  return [String(value)];
}

describe('every example of the contract decodes, and nothing of it is lost', () => {
  const examples = contractOperations().flatMap(({ method, path, examples }) => {
    const [operation] =
      Object.entries(WIRE).find(([, row]) => row.method === method && row.path === path) ?? [];
    // @NOTE the keys of WIRE are its operation names, which entries forget
    return examples.map((body, index) => [operation as OperationName, index, body] as const);
  });

  test.each(examples.filter(([operation]) => WIRE[operation].answers === 'json'))(
    '%s, example %i',
    (operation, _, body) => {
      expect(decodeWhole(operation, { status: 200, date: null, rate: null, body })).toBeGreaterThan(0);
    },
  );

  test('all eight operations with a body have one', () => {
    expect(new Set(examples.map(([operation]) => operation).filter((name) => name in DECODERS)).size).toBe(8);
  });

  test('the check finds a leaf that is lost', () => {
    expect(missing({ id: 1, subject: 'Boiler' }, { id: '1', subject: null })).toEqual(['Boiler']);
  });
});

describe('every answer of the sandbox decodes, and nothing of it is lost', () => {
  let sandbox: Sandbox;
  let upstream: Upstream;
  const as = (name: string): UpstreamClient =>
    upstream.withContext({
      credential: new Credential(`sandbox-${name}`),
      signal: new AbortController().signal,
      deadline: Date.now() + 60_000,
      requestId: 'contract',
      callLog: new CallLog(),
    });

  beforeAll(async () => {
    sandbox = await createSandbox({
      db: ':memory:',
      tickets: 200,
      seed: 1,
      rateLimit: 0,
      admin: false,
      jwtSecret: 'a-secret-for-the-tests',
    });
    const { url } = await sandbox.listen(0);
    upstream = createUpstream({ url });
  });
  afterAll(async () => {
    await upstream?.close();
    await sandbox?.close();
  });

  test.each(['alice', 'bob', 'dana', 'erin'])('who %s is, and with whom', async (name) => {
    const client = as(name);
    const me = await client.call('currentUser', {});
    decodeWhole('currentUser', me);
    const enterpriseId = decodeOne('currentUser', me, decodeUser).enterpriseId ?? '';
    const users = await client.call('listUsers', { enterpriseId, limit: 100 });
    expect(decodeWhole('listUsers', users)).toBeGreaterThan(0);
  });

  test('all tickets of the enterprise, page by page', async () => {
    const client = as('dana');
    let [offset, seen]: [number | null, number] = [0, 0];
    while (offset !== null) {
      const answer: UpstreamResponse = await client.call('listTickets', {
        user: 'all',
        limit: 50,
        offset,
        scope: 'sso',
      });
      seen += decodeWhole('listTickets', answer);
      offset = decodeList('listTickets', answer, decodeTicket).nextOffset;
    }
    expect(seen).toBeGreaterThanOrEqual(60);
  });

  test('each ticket of a page with its medias and events', async () => {
    const client = as('alice');
    const page = decodeList('listTickets', await client.call('listTickets', { limit: 60 }), decodeTicket);
    const seen = { medias: 0, events: 0 };
    for (const ticketId of page.rows.map((row) => row?.id ?? '')) {
      decodeWhole('getTicket', await client.call('getTicket', { ticketId, scope: 'sso' }));
      const status = ['completed', 'processing', 'error'];
      seen.medias += decodeWhole(
        'listMedias',
        await client.call('listMedias', { ticketId, status, limit: 100 }),
      );
      seen.events += decodeWhole('listEvents', await client.call('listEvents', { ticketId }));
    }
    expect(seen.medias).toBeGreaterThan(25);
    expect(seen.events).toBeGreaterThan(60);
  });

  test('a new ticket and its export', async () => {
    const client = as('alice');
    const made = await client.call('createTicket', {
      email: ['paul@example.com'],
      phone: ['+33612345678'],
      subject: 'Boiler',
    });
    decodeWhole('createTicket', made);
    const ticketId = decodeOne('createTicket', made, decodeTicket).id;
    for (const format of ['pdf', 'zip']) {
      decodeWhole('exportTicket', await client.call('exportTicket', { ticketId, format, timeline: true }));
    }
  });
});
