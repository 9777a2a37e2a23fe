import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** An API whose parameters, fields and envelope have other names than declared. */
const PARAMS: Readonly<Record<string, string>> = {
  q: 'search',
  team: 'group',
  per_page: 'limit',
  skip: 'offset',
  sort_by: 'orderby',
  mail: 'email',
};
const FIELDS: Readonly<Record<string, string>> = {
  subject: 'heading',
  created: 'created_at',
  media_type: 'kind_of_file',
  eventName: 'event_name',
  username: 'login',
  expires_at: 'valid_until',
};
const ENVELOPE: Readonly<Record<string, string>> = { data: 'items', total: 'count', next_offset: 'next' };

/** The override file for it. */
const WINDOW = { limit: { name: 'per_page' }, offset: { name: 'skip' } };
const LIST = { ...WINDOW, search: { name: 'q' }, group: { name: 'team' }, orderBy: { name: 'sort_by' } };
const OVERRIDES = {
  listTickets: { params: LIST },
  listMedias: { params: LIST },
  listUsers: { params: WINDOW },
  createTicket: { params: { email: { name: 'mail' }, group: { name: 'team' } } },
  updateTicket: { params: { group: { name: 'team' } } },
  records: {
    ticket: { id: 'ticket_ref', subject: 'heading', createdAt: 'created_at' },
    media: { mediaType: 'kind_of_file', createdAt: 'created_at' },
    event: { name: 'event_name' },
    user: { username: 'login', createdAt: 'created_at' },
    agent: { username: 'login' },
    export: { expiresAt: 'valid_until' },
  },
  envelope: ENVELOPE,
};

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename);
  if (typeof value !== 'object' || value === null) return value;
  const isTicket = 'service_key' in value;
  const isList = 'data' in value && Array.isArray(value.data);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (isTicket && name === 'id') return ['ticket_ref', member];
      return [FIELDS[name] ?? (isList ? ENVELOPE[name] : undefined) ?? name, rename(member)];
    }),
  );
}

/** Stands in front of the sandbox and renames. */
function renamingProxy(target: () => string): Server {
  return createServer(async (request, response) => {
    const url = new URL(request.url ?? '', target());
    for (const [name, original] of Object.entries(PARAMS)) {
      const value = url.searchParams.get(name);
      if (url.searchParams.delete(original) === undefined && value !== null) {
        url.searchParams.delete(name);
        url.searchParams.set(original, value);
      }
    }
    const body = await buffer(request);
    const answer = await fetch(url, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '' },
      ...(body.length > 0 ? { body } : {}),
    });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(text === '' ? '' : JSON.stringify(rename(JSON.parse(text))));
  });
}

describe('an API of which six parameters, six fields and the envelope have other names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wire-rename-'));
  let gateway: TestGateway;
  let sandboxUrl = '';
  const proxy = renamingProxy(() => sandboxUrl);

  beforeAll(async () => {
    const file = join(folder, 'wire.json');
    writeFileSync(file, JSON.stringify(OVERRIDES));
    gateway = await createTestGateway({
      env: { UPSTREAM_WIRE: file, CACHE: 'on' },
      through: async (url) => {
        sandboxUrl = url;
        await new Promise<void>((resolve) => {
          proxy.listen(0, '127.0.0.1', resolve);
        });
        // @NOTE a server that listens on a port has an AddressInfo.
        return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${new URL(url).pathname}`;
      },
    });
  });
  afterAll(async () => {
    await gateway?.close();
    proxy.close();
    proxy.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  const ask = async <Data>(document: string, variables: object = {}): Promise<Data> => {
    const answer = await gateway.ask<Data, object>(document, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  test('lists, pages, counts and filters', async () => {
    const query = `query ($after: String) {
      tickets(first: 15, after: $after, orderBy: { field: CREATED_AT }) {
        totalCount nodes { ticketId subject createdAt } pageInfo { endCursor hasNextPage }
      }
    }`;
    type Page = {
      tickets: {
        totalCount: number;
        nodes: { ticketId: string; subject: string; createdAt: string }[];
        pageInfo: { endCursor: string };
      };
    };
    const first = await ask<Page>(query);
    const second = await ask<Page>(query, { after: first.tickets.pageInfo.endCursor });
    const rows = [...first.tickets.nodes, ...second.tickets.nodes];
    expect(new Set(rows.map(({ ticketId }) => ticketId)).size).toBe(30);
    expect(first.tickets.totalCount).toBeGreaterThan(30);
    expect(rows.every(({ createdAt }) => createdAt !== null)).toBe(true);
    const word = rows[0]?.subject.split(' ')[0] ?? '';
    const found = await ask<Page>(
      `query ($word: String!) { tickets(first: 5, filter: { search: $word }) { nodes { subject } } }`,
      { word },
    );
    expect(found.tickets.nodes.length).toBeGreaterThan(0);
  });

  test('a ticket of a fresh list costs no call, though its id has another name', async () => {
    const list = await ask<{ tickets: { nodes: { ticketId: string }[] } }>(
      '{ tickets(first: 3) { nodes { ticketId } } }',
    );
    const ticketId = list.tickets.nodes[0]?.ticketId ?? '';
    const answer = await gateway.ask<{ ticket: { subject: string } }, object>(
      'query ($id: ID!) { ticket(ticketId: $id) { subject } }',
      { id: ticketId },
    );
    expect(answer.data.ticket.subject).not.toBeNull();
    expect(answer.calls).toBe(0);
  });

  test('reads children, the timeline, and the users of the enterprise', async () => {
    const { tickets, viewer } = await ask<{
      tickets: {
        nodes: {
          agent: { username: string } | null;
          medias: { nodes: { mediaTypeRaw: string; createdAt: string }[] };
          events: { nodes: { nameRaw: string }[] };
        }[];
      };
      viewer: { enterprise: { users: { nodes: { username: string }[] } } };
    }>(`{
      tickets(first: 20) {
        nodes {
          agent { username }
          medias(first: 3) { nodes { mediaTypeRaw createdAt } }
          events(last: 3) { nodes { nameRaw } }
        }
      }
      viewer { enterprise { users(first: 2) { nodes { username } } } }
    }`);
    const medias = tickets.nodes.flatMap((node) => node.medias.nodes);
    const events = tickets.nodes.flatMap((node) => node.events.nodes);
    expect(medias.length).toBeGreaterThan(0);
    expect(medias.every((media) => media.mediaTypeRaw !== null && media.createdAt !== null)).toBe(true);
    expect(events.every((event) => event.nameRaw.includes('.'))).toBe(true);
    expect(tickets.nodes.some(({ agent }) => agent?.username)).toBe(true);
    expect(viewer.enterprise.users.nodes.map(({ username }) => username)).not.toContain(null);
  });

  test('creates, updates, exports and deletes', async () => {
    type Created = {
      createTicket: { ticket: { ticketId: string; subject: string; group: { groupId: string } } };
    };
    const { createTicket } = await ask<Created>(
      `mutation {
        createTicket(input: { emails: ["paul@example.com"], groupId: "78", subject: "Boiler" }) {
          ... on CreateTicketSuccess { ticket { ticketId subject group { groupId } } }
        }
      }`,
    );
    expect(createTicket.ticket).toMatchObject({ subject: 'Boiler', group: { groupId: '78' } });
    const id = createTicket.ticket.ticketId;
    const changed = await ask(
      `mutation ($id: ID!) {
        updateTicket(input: { ticketId: $id, groupId: "77", subject: "Router" }) {
          ... on UpdateTicketSuccess { ticket { subject group { groupId } } }
        }
        exportTicket(input: { ticketId: $id }) { ... on ExportTicketSuccess { export { url expiresAt } } }
      }`,
      { id },
    );
    expect(changed).toMatchObject({
      updateTicket: { ticket: { subject: 'Router', group: { groupId: '77' } } },
      exportTicket: { export: { expiresAt: expect.any(String) } },
    });
    const deleted = await ask(
      'mutation ($id: ID!) { deleteTicket(input: { ticketId: $id }) { ... on DeleteTicketSuccess { deletedTicketId } } }',
      { id },
    );
    expect(deleted).toEqual({ deleteTicket: { deletedTicketId: id } });
  });
});
