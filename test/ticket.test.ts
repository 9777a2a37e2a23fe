import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  OneTicketFourWaysDocument,
  TicketByApiIdDocument,
  TicketsDocument,
  TicketsFlatDocument,
  TicketsNestedDocument,
  TicketsWithAccountsDocument,
  WholeTicketDocument,
} from './generated/graphql.ts';
import { asUser, codes, globalId, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let newest: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob', 'dana', 'erin');
  newest = String((await upstream(world, '/tickets?orderby=created')).data[0].id);
});
afterAll(() => world.close());

describe('what reading tickets costs', () => {
  test('a page of 20 is one call', async () => {
    const answer = await world.ask(TicketsFlatDocument, { first: 20 });
    expect(answer.data.tickets?.edges).toHaveLength(20);
    expect(answer.calls).toBe(1);
  });

  test('the same ticket by global id, by the id of the API, by node and by nodes is one call', async () => {
    const variables = { id: globalId('Ticket', newest), ticketId: newest };
    const { data, calls } = await world.ask(OneTicketFourWaysDocument, variables);
    expect(data.byId).toEqual(data.byTicketId);
    expect(data.nodes).toEqual([data.node, data.node]);
    expect(data.byId).toMatchObject({ id: variables.id, ticketId: newest });
    expect(calls).toBe(1);
  });

  test('20 tickets with their medias and events are 41 calls', async () => {
    const answer = await world.ask(TicketsNestedDocument, { first: 20 });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.tickets?.nodes?.every((ticket) => ticket?.medias && ticket.events)).toBe(true);
    expect(answer.calls).toBe(41);
  });

  test('the accounts of all agents on a page are one call', async () => {
    const filter = { owner: 'ENTERPRISE' } as const;
    const answer = await world.ask(TicketsWithAccountsDocument, { first: 50, filter }, asUser('dana'));
    const agents = answer.data.tickets?.nodes
      ?.map((ticket) => ticket?.agent)
      .filter((agent) => agent != null);
    expect(new Set(agents?.map((agent) => agent.username)).size).toBeGreaterThan(3);
    for (const agent of agents ?? []) expect(agent.user?.username).toBe(agent.username);
    expect(answer.calls).toBe(2);
  });

  test("one's own account needs no listing", async () => {
    const answer = await world.ask(TicketsWithAccountsDocument, { first: 20 });
    expect(answer.data.tickets?.nodes?.[0]?.agent?.user?.email).toBe('alice.martin@hestia.example');
    expect(answer.calls).toBe(1);
  });
});

describe('one ticket', () => {
  test('returns every property of the contract', async () => {
    const closed = (await upstream(world, '/tickets?limit=100&order=asc')).data.find(
      (row: { state: string; geoloc: object | null; requestor: { company: string | null } }) =>
        row.state === 'closed' && row.geoloc !== null && row.requestor.company !== null,
    );
    const { data, calls } = await world.ask(WholeTicketDocument, { ticketId: closed.id });
    const { agent, requestor } = closed;
    expect(data.ticket).toEqual({
      id: globalId('Ticket', closed.id),
      ticketId: String(closed.id),
      state: 'CLOSED',
      stateRaw: 'closed',
      transitions: [],
      type: 'VIDEO_ASSISTANCE',
      typeRaw: closed.type,
      subject: closed.subject,
      reference: closed.reference,
      description: closed.description,
      language: closed.language,
      createdAt: utc(closed.created),
      updatedAt: utc(closed.modified),
      startTime: utc(closed.start_time),
      endTime: utc(closed.end_time),
      durationMinutes: closed.duration,
      conversationId: closed.conversation_id,
      service: { serviceKey: closed.service_key },
      group: { groupId: String(closed.group.id), name: closed.group.name },
      agent: {
        name: 'Alice Martin',
        username: 'alice',
        firstName: agent.firstname,
        lastName: agent.lastname,
        email: agent.email,
        phone: agent.phone,
        user: { userId: String(agent.id) },
      },
      requestor: {
        requestorId: String(requestor.id),
        name: requestor.name,
        firstName: requestor.firstname,
        company: requestor.company,
        gender: requestor.gender?.toUpperCase() ?? null,
        genderRaw: requestor.gender,
        country: requestor.country,
        emails: requestor.email,
        phones: requestor.phone,
        joinUrl: requestor.url,
      },
      participants: [
        {
          role: 'requestor',
          name: `${requestor.firstname} ${requestor.name}`,
          email: requestor.email[0] ?? null,
          phone: requestor.phone[0] ?? null,
        },
        { role: 'agent', name: 'Alice Martin', email: agent.email, phone: agent.phone },
      ],
      geolocation: { latitude: closed.geoloc.lat, longitude: closed.geoloc.lng },
    });
    expect(calls).toBe(1);
  });

  test('hints which states may follow', async () => {
    const { data } = await world.ask(TicketsDocument, { first: 1, filter: { states: ['DONE'] } });
    const done = data.tickets?.nodes?.[0]?.ticketId ?? '';
    const answer = await world.ask(WholeTicketDocument, { ticketId: done });
    expect(answer.data.ticket?.transitions).toEqual(['CLOSED', 'OPEN']);
  });

  test('that does not exist is null, without an error', async () => {
    const answer = await world.ask(TicketByApiIdDocument, { ticketId: '99999999' });
    expect(answer).toMatchObject({ status: 200, data: { ticket: null }, calls: 1 });
    expect(codes(answer)).toEqual([]);
  });

  test('of another enterprise is null like one that does not exist', async () => {
    const answer = await world.ask(TicketByApiIdDocument, { ticketId: newest }, asUser('erin'));
    expect(answer).toMatchObject({ status: 200, data: { ticket: null } });
    expect(codes(answer)).toEqual([]);
  });

  test("of a colleague's group is FORBIDDEN, and null", async () => {
    const answer = await world.ask(TicketByApiIdDocument, { ticketId: newest }, asUser('bob'));
    expect(answer).toMatchObject({ status: 200, data: { ticket: null } });
    expect(answer.errors).toMatchObject([{ path: ['ticket'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('many nodes at once', () => {
  test('come in the order asked, and what is gone is null in its place', async () => {
    const { data } = await world.ask(TicketsFlatDocument, { first: 28 });
    const known = data.tickets?.edges?.map((edge) => edge?.node?.id ?? '') ?? [];
    const gone = globalId('Ticket', '99999999');
    const ids = [gone, ...known.toReversed(), gone];
    const answer = await world.ask<{ nodes: ({ id: string } | null)[] }, object>(
      'query Sync($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.nodes.map((node) => node?.id ?? null)).toEqual([null, ...known.toReversed(), null]);
    expect(answer.calls).toBe(2);
  });

  test('that one may not see fail alone', async () => {
    const { data } = await world.ask(TicketsFlatDocument, { first: 1 }, asUser('bob'));
    const bobs = data.tickets?.edges?.[0]?.node?.id ?? '';
    const answer = await world.ask<{ nodes: unknown[] }, object>(
      'query Sync($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [bobs, globalId('Ticket', newest)] },
    );
    expect(answer.data.nodes).toEqual([null, { id: globalId('Ticket', newest) }]);
    expect(codes(answer)).toEqual(['FORBIDDEN']);
  });

  test('may be of several kinds', async () => {
    const users = [globalId('User', 1201), globalId('User', 1202), globalId('User', 1301)];
    const answer = await world.ask<{ nodes: unknown[] }, object>(
      `query Mixed($ids: [ID!]!) {
        nodes(ids: $ids) { __typename ... on User { username } ... on Ticket { ticketId } }
      }`,
      { ids: [globalId('Ticket', newest), ...users] },
    );
    expect(answer.data.nodes).toEqual([
      { __typename: 'Ticket', ticketId: newest },
      { __typename: 'User', username: 'alice' },
      { __typename: 'User', username: 'bob' },
      null,
    ]);
    expect(answer.calls).toBe(2);
  });
});

const utc = (moment: string | null) => (moment === null ? null : moment.replace('+00:00', 'Z'));
