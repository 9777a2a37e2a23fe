import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API } from '../../src/app/api.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createUpstream } from '../../src/upstream/client.ts';
import { Credential } from '../../src/upstream/credential.ts';
import type { Page } from '../../src/upstream/endpoint/decode.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import type { Upstream, UpstreamClient } from '../../src/upstream/types.ts';
import {
  api,
  createTicket,
  currentUser,
  decodeResponse,
  endpointOf,
  exportTicket,
  getTicket,
  listEvents,
  listMedias,
  listTickets,
  listUsers,
} from '../helpers/endpoints.ts';
import { contractOperations } from './document.ts';

/** Decodes a response and checks that it keeps every leaf. Returns the number of rows. */
function decodeWhole(operation: string, answer: UpstreamResponse): number {
  const endpoint = endpointOf(operation);
  // @NOTE pages have rows.
  const decoded = endpoint.decode(answer) as object & Partial<Page<object>>;
  if (endpoint.returns.shape === 'page') expect(decoded.faults).toBe(0);
  expect(missing(answer.body, decoded)).toEqual([]);
  return decoded.rows?.length ?? 1;
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
    const endpoint = API.find((one) => one.method === method && one.path === path);
    return examples.map((body, index) => [endpoint?.name ?? '', index, body] as const);
  });

  test.each(examples.filter(([operation]) => endpointOf(operation).returns.shape !== 'nothing'))(
    '%s, example %i',
    (operation, _, body) => {
      expect(decodeWhole(operation, { status: 200, date: null, rate: null, body })).toBeGreaterThan(0);
    },
  );

  test('all eight operations with a body have one', () => {
    expect(
      new Set(
        examples
          .map(([operation]) => operation)
          .filter((name) => endpointOf(name).returns.shape !== 'nothing'),
      ).size,
    ).toBe(8);
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
    upstream = createUpstream({ url, api });
  });
  afterAll(async () => {
    await upstream?.close();
    await sandbox?.close();
  });

  test.each(['alice', 'bob', 'dana', 'erin'])('who %s is, and with whom', async (name) => {
    const client = as(name);
    const me = await client.send(currentUser, {});
    decodeWhole('currentUser', me);
    const enterpriseId = decodeResponse(currentUser, me).enterpriseId ?? '';
    const users = await client.send(listUsers, { enterpriseId, limit: 100 });
    expect(decodeWhole('listUsers', users)).toBeGreaterThan(0);
  });

  test('all tickets of the enterprise, page by page', async () => {
    const client = as('dana');
    let [offset, seen]: [number | null, number] = [0, 0];
    while (offset !== null) {
      const answer: UpstreamResponse = await client.send(listTickets, {
        user: 'all',
        limit: 50,
        offset,
        scope: 'sso',
      });
      seen += decodeWhole('listTickets', answer);
      offset = decodeResponse(listTickets, answer).nextOffset;
    }
    expect(seen).toBeGreaterThanOrEqual(60);
  });

  test('each ticket of a page with its medias and events', async () => {
    const client = as('alice');
    const page = decodeResponse(listTickets, await client.send(listTickets, { limit: 60 }));
    const seen = { medias: 0, events: 0 };
    for (const ticketId of page.rows.map((row) => row?.id ?? '')) {
      decodeWhole('getTicket', await client.send(getTicket, { ticketId, scope: 'sso' }));
      const status = ['completed', 'processing', 'error'];
      seen.medias += decodeWhole(
        'listMedias',
        await client.send(listMedias, { ticketId, status, limit: 100 }),
      );
      seen.events += decodeWhole('listEvents', await client.send(listEvents, { ticketId }));
    }
    expect(seen.medias).toBeGreaterThan(25);
    expect(seen.events).toBeGreaterThan(60);
  });

  test('a new ticket and its export', async () => {
    const client = as('alice');
    const made = await client.send(createTicket, {
      email: ['paul@example.com'],
      phone: ['+33612345678'],
      subject: 'Boiler',
    });
    decodeWhole('createTicket', made);
    const ticketId = decodeResponse(createTicket, made).id;
    for (const format of ['pdf', 'zip']) {
      decodeWhole('exportTicket', await client.send(exportTicket, { ticketId, format, timeline: true }));
    }
  });
});
