import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ env: { FEDERATION: '1' } });
});
afterAll(() => world.close());

/** What a router sends. The subgraph's own fields are in no client's schema, so there is no typed document for them. */
const ENTITIES = `query ($references: [_Any!]!) {
  _entities(representations: $references) { __typename ... on Ticket { id ticketId subject } }
}`;

interface Entities {
  _entities: ({ __typename: string; ticketId: string; id: string } | null)[];
}

const byTicketId = (ticketId: string | number) => ({ __typename: 'Ticket', ticketId });
const byGlobalId = (ticketId: string) => ({
  __typename: 'Ticket',
  id: encodeGlobalId('Ticket', ticketId),
});
const resolve = (...references: object[]) => world.ask<Entities, object>(ENTITIES, { references });
const idsOf = ({ data }: { data: Entities }) => data._entities.map((one) => one?.ticketId ?? null);

describe('references of a router', () => {
  it('are resolved by either key, in their order, with null for a ticket that is gone', async () => {
    const answer = await resolve(
      byGlobalId('82003'),
      byTicketId('999999'),
      byTicketId('82001'),
      byGlobalId('82002'),
    );
    expect(idsOf(answer)).toEqual(['82003', null, '82001', '82002']);
    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities[0]).toMatchObject({ __typename: 'Ticket', id: byGlobalId('82003').id });
  });

  it('may carry both keys, or the id as a number', async () => {
    const answer = await resolve({ ...byGlobalId('82001'), ...byTicketId('82001') }, byTicketId(82_002));
    expect(idsOf(answer)).toEqual(['82001', '82002']);
  });

  it('cost one upstream call for each ticket, however often and by whichever key it is named', async () => {
    const answer = await resolve(
      byTicketId('82001'),
      byGlobalId('82001'),
      byTicketId('82002'),
      byTicketId('82001'),
    );
    expect(idsOf(answer)).toEqual(['82001', '82001', '82002', '82001']);
    expect(answer.calls).toBe(2);
  });

  it('are read together with the rest of the operation', async () => {
    const both = `query ($references: [_Any!]!) {
      ticket(ticketId: "82004") { subject }
      node(id: "${encodeGlobalId('Ticket', '82004')}") { id }
      _entities(representations: $references) { ... on Ticket { ticketId subject } }
    }`;
    const answer = await world.ask<Entities, object>(both, { references: [byTicketId('82004')] });
    expect(idsOf(answer)).toEqual(['82004']);
    expect(answer.calls).toBe(1);
  });

  it('bring join links with the same one call, where those are selected', async () => {
    const links = `query ($references: [_Any!]!) {
      _entities(representations: $references) { ... on Ticket { agent { name joinUrl } } }
    }`;
    const answer = await world.ask<{ _entities: { agent: { joinUrl: string } }[] }, object>(links, {
      references: [byTicketId('82001')],
    });
    expect(answer.data._entities[0]?.agent.joinUrl).toMatch(/^http/);
    expect(answer.calls).toBe(1);
  });

  it('fail in place, each with one coded error', async () => {
    const answer = await resolve(
      byTicketId('82001'),
      byTicketId('82005'),
      { __typename: 'User', userId: '1201' },
      { __typename: 'Ticket' },
      { ...byTicketId('82001'), __typename: 'Invoice' },
      byTicketId('../tickets/82001'),
      { __typename: 'Ticket', id: encodeGlobalId('User', '1201') },
      byTicketId('82002'),
    );
    expect(idsOf(answer)).toEqual(['82001', null, null, null, null, null, null, '82002']);
    expect(answer.errors?.map(({ path, extensions }) => [path?.[1], extensions.code]).toSorted()).toEqual([
      [1, 'FORBIDDEN'],
      [2, 'BAD_USER_INPUT'],
      [3, 'BAD_USER_INPUT'],
      [4, 'BAD_USER_INPUT'],
      [5, 'BAD_USER_INPUT'],
      [6, 'BAD_USER_INPUT'],
    ]);
    expect(answer.calls).toBe(3);
  });

  it('must be objects, and a text that is none is not repeated', async () => {
    const answer = await world.ask(ENTITIES, { references: ['secret-text'] });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(answer.errors)).not.toContain('secret-text');
  });

  it('are at most 200, and above that nothing is called', async () => {
    const most = await resolve(...Array.from({ length: 200 }, () => byTicketId('82001')));
    expect(most.data._entities).toHaveLength(200);
    expect(most.calls).toBe(1);
    const more = await resolve(...Array.from({ length: 201 }, () => byTicketId('82001')));
    expect(more.status).toBe(400);
    expect(more.errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(more.calls).toBe(0);
  });

  it('may be written into the document', async () => {
    const inline = `{ _entities(representations: [{ __typename: "Ticket", ticketId: "82001" }]) {
      ... on Ticket { ticketId }
    } }`;
    expect(idsOf(await world.ask<Entities, object>(inline))).toEqual(['82001']);
  });

  it('are resolved with the rights of the token that came along', async () => {
    const references = [byTicketId('82001')];
    const stranger = await world.ask<Entities, object>(ENTITIES, { references }, { token: 'sandbox-erin' });
    expect(idsOf(stranger)).toEqual([null]);
    const nobody = await world.ask(ENTITIES, { references }, { token: null });
    expect([nobody.status, nobody.calls]).toEqual([401, 0]);
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the budget of who asks through a router', () => {
  const tickets = ['82001', '82002', '82004'];

  it('is planned by the references: one call for each ticket, and what hangs on it', async () => {
    const deep = `query ($references: [_Any!]!) {
      _entities(representations: $references) { ... on Ticket { subject medias(first: 1) { nodes { mediaId } } } }
    }`;
    const references = [...tickets, '82001'].map(byTicketId);
    const { extensions, calls } = await world.ask<Entities, object>(deep, { references });
    // Three tickets, three lists of medias, and who it is that asks.
    expect([extensions.cost.planned, extensions.cost.actual, calls]).toEqual([7, 7, 7]);
  });

  it('plans nothing for what fails in its place', async () => {
    const answer = await resolve(
      { __typename: 'Ticket' },
      { __typename: 'User', userId: '1' },
      byTicketId('../x'),
    );
    expect([answer.extensions.cost.planned, answer.calls]).toEqual([0, 0]);
  });

  it('refuses in place what is left over, with the time to come back', async () => {
    const poor = await createTestGateway({ env: { FEDERATION: '1', UPSTREAM_RATE_LIMIT: '2' } });
    const answer = await poor.ask<Entities, object>(ENTITIES, { references: tickets.map(byTicketId) });
    expect(answer.calls).toBe(2);
    expect(idsOf(answer).filter((id) => id !== null)).toHaveLength(2);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
    expect(answer.errors?.[0]?.extensions['retryAfter']).toBeGreaterThan(0);
    await poor.close();
  });
});
