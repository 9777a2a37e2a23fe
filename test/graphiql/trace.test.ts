import { afterEach, describe, expect, it } from 'vitest';
import type { TracedCall } from '../../src/server/graphiql/use-graphiql-trace.ts';
import { globalId, upstream } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
afterEach(() => world.close());

const TRACED = { headers: { 'x-ticket-trace': '1' } };
const PAGE = `{
  tickets(first: 3) { nodes { ticketId medias(first: 1) { nodes { mediaId } } late: events(last: 1) { nodes { name } } } }
}`;

async function traceOf(query: string): Promise<{ calls: readonly TracedCall[]; data: unknown }> {
  const { extensions, data } = await world.ask(query, {}, TRACED);
  // @NOTE the extension is only there for GraphiQL, so the answer's type does not know it.
  const { upstream } = extensions as unknown as { upstream: readonly TracedCall[] };
  return { calls: upstream, data };
}

describe('the trace of an operation', () => {
  it('lists each call by its template and by the field that asked, through batches as well', async () => {
    world = await createTestGateway();
    const { calls } = await traceOf(PAGE);
    const asked = calls.map(({ method, path, field }) => `${method} ${path} for ${field}`);
    expect(asked.toSorted()).toEqual([
      'GET /tickets for tickets',
      ...[0, 1, 2].map((at) => `GET /tickets/{ticketId}/events for tickets.nodes[${at}].late`),
      ...[0, 1, 2].map((at) => `GET /tickets/{ticketId}/medias for tickets.nodes[${at}].medias`),
      'GET /users/me for tickets',
    ]);
  });

  it('names the field that asked first for a list in which many tickets are looked for', async () => {
    world = await createTestGateway();
    const known = await upstream(world, '/tickets?orderby=created&limit=5');
    const ids = known.data.map(({ id }: { id: number }) => globalId('Ticket', id));
    const { calls } = await traceOf(`{
      held: nodes(ids: ${JSON.stringify(ids)}) { ... on Ticket { subject } }
      gone: ticket(ticketId: "99999999") { subject }
    }`);
    expect(calls.map(({ path, field }) => `${path} for ${field}`)).toEqual([
      '/tickets for held',
      '/tickets/{ticketId} for gone',
    ]);
  });

  it('tells when each call began, how long it took, and how it ended', async () => {
    world = await createTestGateway();
    const { calls } = await traceOf('{ ticket(ticketId: "82005") { subject } }');
    expect(calls).toEqual([
      {
        method: 'GET',
        path: '/tickets/{ticketId}',
        field: 'ticket',
        startMs: expect.any(Number),
        durationMs: expect.any(Number),
        cached: false,
        status: 403,
        code: 'FORBIDDEN',
      },
    ]);
    expect(calls[0]?.startMs).toBeGreaterThanOrEqual(0);
    expect(calls[0]?.durationMs).toBeGreaterThan(0);
  });

  it('comes with the plan, which was made before', async () => {
    world = await createTestGateway();
    const { extensions } = await world.ask('{ ticket(ticketId: "82001") { subject } }', {}, TRACED);
    expect(extensions['plan']).toEqual([
      { call: 'GET /tickets/{ticketId}', planned: 1, bound: 1, fields: ['ticket'] },
    ]);
  });

  it('tells what a kept answer saved', async () => {
    world = await createTestGateway({ env: { CACHE: 'on' } });
    const query = '{ ticket(ticketId: "82001") { subject } }';
    await traceOf(query);
    const { calls } = await traceOf(query);
    expect(calls).toMatchObject([
      { method: 'GET', path: '/tickets/{ticketId}', field: 'ticket', cached: true, durationMs: 0 },
    ]);
  });

  it('holds no id, no value and no address', async () => {
    world = await createTestGateway();
    const { calls } = await traceOf('{ ticket(ticketId: "82001") { subject medias { nodes { url } } } }');
    expect(calls.map(({ path }) => path)).toContain('/tickets/{ticketId}/medias');
    expect(JSON.stringify(calls)).not.toMatch(/82001|127\.0\.0\.1|sandbox-alice/);
  });

  it('changes nothing about the answer', async () => {
    world = await createTestGateway();
    const plain = await world.ask(PAGE);
    const { data } = await traceOf(PAGE);
    expect(data).toEqual(plain.data);
  });

  it('comes to nobody who does not ask for it', async () => {
    world = await createTestGateway();
    expect((await world.ask(PAGE)).extensions).not.toHaveProperty('upstream');
  });

  it('comes to nobody where GraphiQL is off', async () => {
    world = await createTestGateway({ env: { GRAPHIQL: '0' } });
    expect((await world.ask(PAGE, {}, TRACED)).extensions).not.toHaveProperty('upstream');
  });
});
