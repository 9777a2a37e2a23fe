import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  TicketByApiIdDocument,
  TicketsWithLinksDocument,
  TicketWithLinksDocument,
} from './generated/graphql.ts';
import {
  codes,
  globalId,
  lastCalls,
  lastUpstreamParams,
  upstream,
  warmUpCallers,
} from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** The link by which an agent joins logs a person in: the API tells it only where an extra scope was asked for. */
const LINK = /^http:\/\/127\.0\.0\.1:\d+\/agent\/\?token=[\w-]{16}/;

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  ticketId = String((await upstream(world, '/tickets')).data[0].id);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const refuseScope = () => world.admin.habits({ refuseScope: true });

describe('selecting the join link of the agent', () => {
  test('requests the extra scope in the same call', async () => {
    const { data, calls } = await world.ask(TicketWithLinksDocument, { ticketId });
    expect(data.ticket?.agent?.joinUrl).toMatch(LINK);
    expect(data.ticket?.requestor?.joinUrl).toMatch(/\/i\/./);
    expect(calls).toBe(1);
    expect(await lastUpstreamParams(world)).toEqual({ scope: 'sso' });
  });

  test('of a whole page is one call too', async () => {
    const { data, calls } = await world.ask(TicketsWithLinksDocument, { first: 20 });
    expect(data.tickets?.nodes).toHaveLength(20);
    for (const ticket of data.tickets?.nodes ?? []) {
      if (ticket?.agent) expect(ticket.agent.joinUrl).toMatch(LINK);
    }
    expect(calls).toBe(1);
    expect(await lastUpstreamParams(world)).toMatchObject({ scope: 'sso' });
  });

  test('through node, a fragment on an interface, and a list of nodes is one call', async () => {
    const { data, calls } = await world.ask<Record<string, unknown>, object>(
      `query Links($id: ID!) {
        node(id: $id) { ... on Ticket { ...Link } }
        nodes(ids: [$id]) { ... on Node { ... on Ticket { ...Link } } }
      }
      fragment Link on Ticket { agent { joinUrl } }`,
      { id: globalId('Ticket', ticketId) },
    );
    expect(data['node']).toEqual({ agent: { joinUrl: expect.stringMatching(LINK) } });
    expect(data['nodes']).toEqual([data['node']]);
    expect(calls).toBe(1);
  });

  test('under one alias answers another alias that needs none', async () => {
    const { data, calls } = await world.ask<Record<string, unknown>, object>(
      `{ plain: ticket(ticketId: "${ticketId}") { subject }
         linked: ticket(ticketId: "${ticketId}") { agent { joinUrl } } }`,
    );
    expect(data['plain']).toEqual({ subject: expect.any(String) });
    expect(data['linked']).toEqual({ agent: { joinUrl: expect.stringMatching(LINK) } });
    expect(calls).toBe(1);
  });

  test('does not happen unless the field is included', async () => {
    await world.ask(TicketByApiIdDocument, { ticketId });
    expect(await lastUpstreamParams(world)).toEqual({});
    const maybe = `query Maybe($with: Boolean!) {
      ticket(ticketId: "${ticketId}") { agent { name joinUrl @include(if: $with) } }
    }`;
    await world.ask(maybe, { with: false });
    expect(await lastUpstreamParams(world)).toEqual({});
    await world.ask(maybe, { with: true });
    expect(await lastUpstreamParams(world)).toEqual({ scope: 'sso' });
  });

  test('after a change costs no more than any other field', async () => {
    const { data, calls } = await world.ask<{ updateTicket: object }, object>(
      `mutation { updateTicket(input: { ticketId: "${ticketId}", subject: "Linked" }) {
        ... on UpdateTicketSuccess { ticket { subject agent { joinUrl } } }
      } }`,
    );
    expect(data.updateTicket).toMatchObject({
      ticket: { subject: 'Linked', agent: { joinUrl: expect.stringMatching(LINK) } },
    });
    expect(calls).toBe(2);
  });

  test('leaves nothing to read for what follows in the operation', async () => {
    const { calls } = await world.ask(
      `mutation {
        updateTicket(input: { ticketId: "${ticketId}", subject: "Linked" }) {
          ... on UpdateTicketSuccess { ticket { agent { joinUrl } } }
        }
        exportTicket(input: { ticketId: "${ticketId}" }) { ... on ExportTicketSuccess { ticket { subject } } }
      }`,
    );
    expect(calls).toBe(3);
  });
});

describe('where the API refuses the scope', () => {
  test('the call is repeated without, and only the link is missing, with one error', async () => {
    await refuseScope();
    const answer = await world.ask(TicketWithLinksDocument, { ticketId });
    expect(answer.data.ticket).toMatchObject({
      subject: expect.any(String),
      agent: { name: 'Alice Martin', joinUrl: null },
      requestor: { joinUrl: expect.any(String) },
    });
    expect(answer.errors).toMatchObject([
      { path: ['ticket', 'agent', 'joinUrl'], extensions: { code: 'FORBIDDEN', retryable: false } },
    ]);
    expect(answer.calls).toBe(2);
    const sent = await lastCalls(world, 2);
    expect(sent.map(({ parameters }) => parameters)).toEqual([{ scope: 'sso' }, {}]);
  });

  test('a page is read once more, not once more for each ticket', async () => {
    await refuseScope();
    const answer = await world.ask(TicketsWithLinksDocument, { first: 5 });
    expect(answer.data.tickets?.nodes?.every((ticket) => ticket?.subject)).toBe(true);
    expect(new Set(codes(answer))).toEqual(new Set(['FORBIDDEN']));
    expect(answer.calls).toBe(2);
  });

  test('a new ticket is created once', async () => {
    await refuseScope();
    const before = (await upstream(world, '/tickets?limit=1')).total;
    const answer = await world.ask<{ createTicket: object }, object>(
      `mutation { createTicket(input: { emails: ["guest@example.com"], subject: "Once" }) {
        ... on CreateTicketSuccess { ticket { subject agent { joinUrl } } }
      } }`,
    );
    expect(answer.data.createTicket).toEqual({ ticket: { subject: 'Once', agent: { joinUrl: null } } });
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect((await upstream(world, '/tickets?limit=1')).total).toBe(before + 1);
  });
});

test('a new ticket has the link in the response that creates it', async () => {
  const { data, calls } = await world.ask<{ createTicket: object }, object>(
    `mutation { createTicket(input: { emails: ["guest@example.com"] }) {
      ... on CreateTicketSuccess { ticket { agent { joinUrl } requestor { joinUrl } } }
    } }`,
  );
  expect(data.createTicket).toMatchObject({ ticket: { agent: { joinUrl: expect.stringMatching(LINK) } } });
  expect(calls).toBe(1);
});

test('which scope is asked for is a setting', async () => {
  const other = await createTestGateway({ env: { UPSTREAM_SCOPE: 'sso,sso' } });
  try {
    await warmUpCallers(other, 'alice');
    const answer = await other.ask(TicketWithLinksDocument, { ticketId });
    expect(answer.data.ticket?.agent?.joinUrl).toMatch(LINK);
    expect(await lastUpstreamParams(other)).toEqual({ scope: 'sso,sso' });
  } finally {
    await other.close();
  }
});
