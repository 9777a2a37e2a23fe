import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway({ env: { FEDERATION: '1', CACHE: '1' } });
});
afterEach(() => world.close());

const PAGE = '{ tickets(first: 5) { nodes { ticketId subject } } }';
const ENTITIES = `query ($references: [_Any!]!) {
  _entities(representations: $references) { ... on Ticket { ticketId subject } }
}`;

interface Page {
  tickets: { nodes: { ticketId: string; subject: string }[] };
}
interface Entities {
  _entities: ({ ticketId: string; subject: string } | null)[];
}

const readPage = async () => (await world.ask<Page, object>(PAGE)).data.tickets.nodes;
const resolve = (tickets: { ticketId: string }[], token = 'sandbox-alice') => {
  const references = tickets.map(({ ticketId }) => ({ __typename: 'Ticket', ticketId }));
  return world.ask<Entities, object>(ENTITIES, { references }, { token });
};
const rename = (ticketId: string) =>
  world.ask(
    `mutation { updateTicket(input: { ticketId: "${ticketId}", subject: "Renamed" }) { __typename } }`,
  );

describe('what tickets has read', () => {
  it('primes the references that a router sends next: they cost no call', async () => {
    const tickets = await readPage();
    const answer = await resolve(tickets);
    expect(answer.data._entities).toEqual(tickets);
    expect([answer.calls, answer.extensions.cost.cached]).toEqual([0, 5]);
  });

  it('primes a ticket that somebody opens next, with the same answer that the API would give', async () => {
    const [first] = await readPage();
    const detail = `{ ticket(ticketId: "${first?.ticketId}") {
      subject description language state startTime endTime durationMinutes createdAt updatedAt
      requestor { name emails phones country joinUrl } agent { name email } group { groupId name }
      service { serviceKey } geolocation { latitude longitude } participants { role name email }
    } }`;
    const primed = await world.ask<object, object>(detail);
    const asked = await world.ask<object, object>(detail, {}, { headers: { 'cache-control': 'no-cache' } });
    expect([primed.calls, asked.calls]).toEqual([0, 1]);
    expect(primed.data).toEqual(asked.data);
  });

  it('primes nobody else', async () => {
    const tickets = await readPage();
    // Her own latest, where they are not, and each for itself.
    expect((await resolve(tickets, 'sandbox-dana')).calls).toBe(1 + 5);
  });

  it('is forgotten once a ticket in it was changed', async () => {
    const tickets = await readPage();
    await rename(tickets[1]?.ticketId ?? '');
    const answer = await resolve(tickets);
    expect(answer.calls).toBeGreaterThan(0);
    expect(answer.data._entities[1]?.subject).toBe('Renamed');
  });

  it('says nothing about join links, which a plain list does not carry', async () => {
    const [first] = await readPage();
    const { data, calls } = await world.ask<{ ticket: { agent: { joinUrl: string } } }, object>(
      `{ ticket(ticketId: "${first?.ticketId}") { agent { joinUrl } } }`,
    );
    expect(data.ticket.agent.joinUrl).toMatch(/^http/);
    expect(calls).toBe(1);
  });
});
