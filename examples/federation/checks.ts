import assert from 'node:assert/strict';
import type { Answer, Ask } from './ask.ts';

/** One promise of a federated graph, tried through a router. */
export type Check = (ask: Ask) => Promise<void>;

const DANA = { authorization: 'Bearer sandbox-dana' };

const globalIdOf = async (ask: Ask, ticketId: string): Promise<string> =>
  (await ask('query ($ticketId: ID!) { ticket(ticketId: $ticketId) { id } }', { ticketId })).data.ticket.id;

/** What has to hold, by what it says. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'joins what others know to a ticket': async (ask) => {
    const { data, errors } = await ask(`{
      ticket(ticketId: "82001") {
        subject
        customerNotes
        invoice { amountCents }
        requestor { name contact { contactId fullName loyalty } }
        agent { user { userId username desk } }
      }
    }`);
    assert.equal(errors, undefined);
    assert.ok(data.ticket.subject.length > 0);
    assert.deepEqual(data.ticket.customerNotes, ['Customer since 2019, see 82001']);
    assert.equal(data.ticket.invoice, null);
    const { contactId, fullName } = data.ticket.requestor.contact;
    assert.equal(fullName, `Contact ${contactId}`);
    const { userId, username, desk } = data.ticket.agent.user;
    assert.match(username, /^\w+$/);
    assert.equal(desk, `Desk ${userId}`);
  },

  'joins tickets to what a subgraph names by ticketId, in order, with null for one that is gone': async (
    ask,
  ) => {
    const ticketIds = ['82002', '999999', '82001', '82002'];
    const { data } = await ask(
      'query ($ticketIds: [ID!]!) { followUps(ticketIds: $ticketIds) { note ticket { ticketId subject state } } }',
      { ticketIds },
    );
    assert.deepEqual(
      data.followUps.map(({ ticket }: { ticket: { ticketId: string } | null }) => ticket?.ticketId ?? null),
      ['82002', null, '82001', '82002'],
    );
    assert.equal(data.followUps[1].note, 'Call back about 999999');
  },

  'joins tickets to what a subgraph names by the global id': async (ask) => {
    const ticket = await globalIdOf(ask, '82001');
    const billed = await ask(
      'mutation ($ticket: ID!) { billTicket(ticket: $ticket, minutes: 20) { amountCents ticket { ticketId subject } } }',
      { ticket },
    );
    assert.deepEqual(
      [billed.data.billTicket.amountCents, billed.data.billTicket.ticket.ticketId],
      [3000, '82001'],
    );
    const listed = await ask(
      '{ invoices(first: 1) { edges { node { ticket { subject } } } pageInfo { hasNextPage } } }',
    );
    assert.equal(listed.data.invoices.edges[0].node.ticket.subject, billed.data.billTicket.ticket.subject);
    const back = await ask('{ ticket(ticketId: "82001") { invoice { amountCents } } }');
    assert.equal(back.data.ticket.invoice.amountCents, 3000);
  },

  'answers the node of another subgraph with a ticket': async (ask) => {
    const id = await globalIdOf(ask, '82002');
    const { data } = await ask('query ($id: ID!) { node(id: $id) { id ... on Ticket { ticketId state } } }', {
      id,
    });
    assert.deepEqual([data.node.id, data.node.ticketId], [id, '82002']);
  },

  'creates a ticket, and joins others to it at once': async (ask) => {
    const { data, errors } = await ask(`mutation {
      createTicket(input: { emails: ["paul@example.com"], subject: "From the router" }) {
        __typename
        ... on CreateTicketSuccess { ticket { ticketId subject customerNotes } }
      }
    }`);
    assert.equal(errors, undefined);
    assert.equal(data.createTicket.__typename, 'CreateTicketSuccess');
    const { ticketId, subject, customerNotes } = data.createTicket.ticket;
    assert.deepEqual([subject, customerNotes], ['From the router', [`Customer since 2019, see ${ticketId}`]]);
  },

  'passes typed errors on, with the place in the input': async (ask) => {
    const { data, errors } = await ask(`mutation {
      bad: createTicket(input: { emails: ["not an address"] }) {
        __typename
        ... on TicketValidationError { issues { path } }
      }
      gone: deleteTicket(input: { ticketId: "999999" }) { __typename ... on TicketError { code } }
    }`);
    assert.equal(errors, undefined);
    assert.deepEqual(data.bad, {
      __typename: 'TicketValidationError',
      issues: [{ path: ['input', 'emails', '0'] }],
    });
    assert.deepEqual(data.gone, { __typename: 'TicketNotFoundError', code: 'NOT_FOUND' });
  },

  'passes codes of errors on': async (ask) => {
    const { data, errors } = await ask('{ ticket(ticketId: "82005") { subject } }');
    assert.equal(data.ticket, null);
    assert.deepEqual(
      errors?.map(({ extensions }) => extensions?.code),
      ['FORBIDDEN'],
    );
  },

  'hands the token of the caller on, and none where there is none': async (ask) => {
    const viewer = '{ viewer { user { username } } }';
    const names = await Promise.all(
      ['alice', 'bob'].map(async (name) => {
        const { data } = await ask(viewer, {}, { authorization: `Bearer sandbox-${name}` });
        return data.viewer.user.username;
      }),
    );
    assert.deepEqual(names, ['alice', 'bob']);
    const nobody = await ask(viewer, {}, {});
    assert.equal(nobody.data?.viewer ?? null, null);
    assert.deepEqual(
      nobody.errors?.map(({ extensions }) => extensions?.code),
      ['UNAUTHENTICATED'],
    );
  },

  'pages through tickets without a repeat': async (ask) => {
    const seen = await ticketIds(ask, 3, 20, {});
    assert.equal(seen.length, 60);
    assert.equal(new Set(seen).size, 60);
  },

  'resolves 200 references at once, in order': async (ask) => {
    const ids = (await ticketIds(ask, 3, 100, DANA)).slice(0, 200);
    assert.equal(ids.length, 200);
    const { data, errors } = await ask(
      'query ($ids: [ID!]!) { followUps(ticketIds: $ids) { ticket { ticketId stateRaw } } }',
      { ids },
      DANA,
    );
    assert.equal(errors, undefined);
    assert.deepEqual(
      data.followUps.map(({ ticket }: { ticket: { ticketId: string; stateRaw: string } }) => ticket.ticketId),
      ids,
    );
    assert.ok(
      data.followUps.every(({ ticket }: { ticket: { stateRaw: string } }) => ticket.stateRaw.length > 0),
    );
  },
};

/** Ids of tickets, page after page: one's own, or the enterprise's for who may see them. */
async function ticketIds(
  ask: Ask,
  pages: number,
  first: number,
  headers: Record<string, string>,
): Promise<string[]> {
  const all = Object.keys(headers).length > 0;
  const query = `query ($first: Int!, $after: String) {
    tickets(first: $first, after: $after${all ? ', filter: { owner: ENTERPRISE }' : ''}) {
      nodes { ticketId }
      pageInfo { endCursor }
    }
  }`;
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const answer: Answer = all
      ? await ask(query, { first, after }, headers)
      : await ask(query, { first, after });
    ids.push(...answer.data.tickets.nodes.map(({ ticketId }: { ticketId: string }) => ticketId));
    after = answer.data.tickets.pageInfo.endCursor;
  }
  return ids;
}
