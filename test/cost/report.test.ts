import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({
    sandbox: { rateLimit: 600 },
    env: { UPSTREAM_RATE_LIMIT: 'auto', CACHE: 'on' },
  });
});
afterAll(() => world.close());

const DETAIL = '{ tickets(first: 2) { nodes { ticketId events(first: 1) { nodes { name } } } } }';

describe('The cost of an answer', () => {
  it('says what was planned, what it did cost, and what is left; a new token costs one more', async () => {
    const { extensions, calls } = await world.ask(DETAIL);
    expect(extensions.cost).toEqual({
      planned: 4,
      bound: 7,
      actual: 4,
      cached: 0,
      retried: 0,
      background: 0,
      limit: 600,
      limitSource: 'OBSERVED',
      remaining: 596,
      resetAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(calls).toBe(4);
  });

  it('says what was spared', async () => {
    const { extensions, calls } = await world.ask(DETAIL);
    expect(extensions.cost).toMatchObject({ planned: 3, actual: 0, cached: 3, remaining: 596 });
    expect(calls).toBe(0);
  });

  it('says what was spared by nothing where the client wants nothing kept', async () => {
    const { extensions } = await world.ask(DETAIL, {}, { headers: { 'cache-control': 'no-cache' } });
    expect(extensions.cost).toMatchObject({ actual: 3, cached: 0, remaining: 593 });
  });

  it('tells retries apart', async () => {
    await world.admin.habits({ fail: [{ path: '/users/me', status: 503, times: 1 }] });
    const { extensions } = await world.ask('{ viewer { __typename } }', {}, { token: 'sandbox-erin' });
    expect(extensions.cost).toMatchObject({ planned: 1, actual: 2, retried: 1 });
  });

  it('is on every answer: a refusal, a document with a fault, a request that is none, one without a token', async () => {
    const nothing = { planned: 0, bound: 0, actual: 0, cached: 0, retried: 0, background: 0 };
    expect((await world.ask('{ nope }')).extensions.cost).toMatchObject({ ...nothing, limit: 600 });
    expect((await world.ask('{ tickets(')).extensions.cost).toMatchObject(nothing);
    expect((await world.ask('', { a: 1 })).extensions.cost).toMatchObject(nothing);
    const stranger = await world.ask('{ __typename }', {}, { token: null });
    expect(stranger.extensions.cost).toEqual({
      ...nothing,
      limit: null,
      limitSource: null,
      remaining: null,
      resetAt: null,
    });
  });

  it('tells answers that are older than they should be, where the API is gone', async () => {
    const other = await createTestGateway({ env: { CACHE: 'on' } });
    const first = await other.ask<object, object>(DETAIL);
    await other.admin.habits({ fail: [{ path: '*', status: 500 }] });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    const later = await other.ask<object, object>(DETAIL);
    vi.useRealTimers();
    expect([later.data, later.errors]).toEqual([first.data, undefined]);
    expect(later.extensions.stale).toEqual({ answers: 3, oldestSeconds: expect.closeTo(60, -1) });
    expect(later.extensions.cost).toMatchObject({ cached: 3, actual: 3 });
    await other.close();
  });
});

describe('An explained operation', () => {
  it('is answered by its calls and the fields that ask for them, and makes none', async () => {
    const { data, extensions, calls, errors } = await world.ask(
      DETAIL,
      {},
      { headers: { 'x-explain': '1' } },
    );
    expect([data, errors, calls]).toEqual([null, undefined, 0]);
    expect(extensions['explain']).toEqual({
      planned: 3,
      bound: 6,
      calls: [
        { call: 'GET /tickets', planned: 1, bound: 4, fields: ['tickets'] },
        { call: 'GET /tickets/{ticketId}/events', planned: 2, bound: 2, fields: ['tickets.nodes.events'] },
      ],
    });
    expect(extensions.cost).toMatchObject({ planned: 3, actual: 0 });
  });

  it('changes nothing, and shows nothing of its arguments', async () => {
    const secret = 'paul.secret@example.com';
    const body = {
      query: 'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename } }',
      variables: { input: { emails: [secret], subject: 'SECRET' } },
      extensions: { explain: true },
    };
    const before = await world.admin.calls();
    const response = await world.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
        body: JSON.stringify(body),
      }),
    );
    const text = await response.text();
    expect(JSON.parse(text).extensions.explain.calls).toContainEqual(
      expect.objectContaining({ call: 'POST /tickets', planned: 1, fields: ['createTicket'] }),
    );
    expect(text).not.toMatch(/secret/i);
    expect(await world.admin.calls()).toBe(before);
  });

  it('is refused where plans are not explained, as in production: it does not run either', async () => {
    const closed = await createTestGateway({ env: { EXPLAIN: 'off' } });
    const { errors, calls } = await closed.ask(
      'mutation { deleteTicket(input: { ticketId: "82001" }) { __typename } }',
      {},
      { headers: { 'x-explain': 'true' } },
    );
    expect([errors?.[0]?.extensions.code, calls]).toEqual(['FORBIDDEN', 0]);
    await closed.close();
    const { readConfig } = await import('../../src/config/config.ts');
    expect(
      readConfig({ NODE_ENV: 'production', UPSTREAM_URL: 'https://api.example.com/api/v3' }).EXPLAIN,
    ).toBe(false);
    expect(readConfig({}).EXPLAIN).toBe(true);
  });
});
