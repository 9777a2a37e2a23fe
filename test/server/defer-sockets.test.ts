/** Answers in parts on real sockets, with an API that gives its answers when the test lets it. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openChaos } from '../chaos/chaos-gateway.ts';
import { type ChaosProxy, type Exchange, type Fault, pass } from '../chaos/proxy.ts';
import { merged, partsOf, requestParts } from '../helpers/multipart.ts';
import { warmUpCallers } from '../helpers/queries.ts';
import type { TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
let proxy: ChaosProxy;
afterEach(() => world?.close());

/** Calls that the API got and has not answered, by the last word of their path. */
let held: Map<string, { exchange: Exchange; release: () => void }>;

async function open(env: Record<string, string> = {}): Promise<{ url: string; id: string }> {
  ({ world, proxy } = await openChaos({ env: { LOG_LEVEL: 'info', ...env } }));
  held = new Map();
  await warmUpCallers(world, 'alice');
  const id = String((await world.admin.insert({ user: 'alice', subject: 'Boiler' }))[0]);
  return { url: await world.listen(), id };
}

/** Holds each call whose path ends in one of these words, until it is released. */
function hold(...words: string[]): void {
  proxy.play(({ path }) => {
    const word = words.find((one) => path.endsWith(`/${one}`));
    if (word === undefined) return null;
    const keep: Fault = (exchange) => {
      const released = Promise.withResolvers<void>();
      held.set(word, { exchange, release: released.resolve });
      return released.promise.then(() => pass(exchange));
    };
    return keep;
  });
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 3_000) throw new Error('it never came to that');
    await sleep(5);
  }
}

/** Sends a request, and gathers what comes, as it comes. */
function ask(url: string, query: string, variables: object) {
  const { headers, body, method = 'POST' } = requestParts(query, variables);
  // @NOTE the helper gives plain ones.
  const sent = request(url, { method, headers: headers as Record<string, string> });
  const seen = { text: '', ended: false, cut: false, connection: '' };
  sent.on('response', (response) => {
    seen.connection = response.headers.connection ?? '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      seen.text += chunk;
    });
    response.on('end', () => {
      seen.ended = true;
    });
    response.on('error', () => {
      seen.cut = true;
    });
  });
  sent.on('error', () => {
    seen.cut = true;
  });
  sent.end(body);
  return { seen, leave: () => sent.destroy() };
}

const DETAIL = `query Detail($id: ID!) {
  ticket(ticketId: $id) {
    subject
    ... @defer(label: "medias") { medias(first: 2) { nodes { id } } }
    ... @defer(label: "events") { events(first: 2) { nodes { name } } }
  }
}`;

const FIRST = [
  '',
  '---',
  'content-type: application/json',
  '',
  '{"data":{"ticket":{"subject":"Boiler"}},"hasNext":true}',
  '---',
].join('\r\n');

const codesLogged = () => world.logs.slice(1).map((line) => JSON.parse(line).codes);

describe('the first part of a ticket in detail', () => {
  test('is with the client before its medias and events are back; each follows when it is', async () => {
    const { url, id } = await open();
    hold('medias', 'events');
    const before = proxy.seen.length;
    const { seen } = ask(url, DETAIL, { id });
    await until(() => seen.text === FIRST && held.size === 2);
    expect(seen.ended).toBe(false);
    held.get('events')?.release();
    await until(() => seen.text.includes('"label":"events"'));
    expect(seen.text.endsWith('"hasNext":true}\r\n---')).toBe(true);
    expect(seen.text).not.toContain('"label":"medias"');
    held.get('medias')?.release();
    await until(() => seen.ended);
    const parts = partsOf(seen.text);
    expect(parts.map(({ hasNext }) => hasNext)).toEqual([true, true, false]);
    expect(merged(parts)).toEqual({
      ticket: { subject: 'Boiler', medias: { nodes: [] }, events: { nodes: [] } },
    });
    // As many calls as without @defer, and both went out before the first part did.
    const [first, ...others] = proxy.seen.slice(before).map((call) => call.split(`/${id}`)[1]);
    expect([first, ...others.toSorted()]).toEqual(['', '/events', '/medias']);
    expect(parts.at(-1)?.extensions?.cost.actual).toBe(3);
  });

  test('does not wait for an API that is slow, as the sandbox can be', async () => {
    const { url, id } = await open();
    await world.admin.habits({ latency: [{ path: '/tickets/{ticketId}/medias', ms: 1_500 }] });
    const before = await world.admin.calls();
    const { seen } = ask(url, DETAIL, { id });
    await until(() => seen.text.startsWith(FIRST));
    const answered = await world.admin.lastCalls();
    expect(answered.some(({ path }) => path === '/tickets/{ticketId}/medias')).toBe(false);
    await until(() => seen.ended);
    expect(merged(partsOf(seen.text))).toMatchObject({ ticket: { medias: { nodes: [] } } });
    expect((await world.admin.calls()) - before).toBe(3);
  });
});

describe('a client that leaves in the middle', () => {
  test('frees the calls that were made for it, and is logged, once', async () => {
    const { url, id } = await open();
    hold('medias', 'events');
    const { seen, leave } = ask(url, DETAIL, { id });
    await until(() => seen.text === FIRST && held.size === 2);
    leave();
    await until(() => [...held.values()].every(({ exchange }) => exchange.socket.destroyed));
    await until(() => world.logs.length > 1);
    await sleep(50);
    expect(codesLogged()).toEqual([['CANCELLED']]);
    expect(JSON.parse(world.logs.at(-1) ?? '')).toMatchObject({ operation: 'Detail', upstreamCalls: 3 });
  });

  test('is not counted as running any more', async () => {
    const { url, id } = await open();
    hold('medias');
    const clients = Array.from({ length: 20 }, () => ask(url, DETAIL, { id }));
    await until(() => clients.every(({ seen }) => seen.text.includes('"label":"events"')));
    const over = await world.ask('{ __typename }');
    expect(over.errors?.[0]?.extensions.code).toBe('OVERLOADED');
    for (const { leave } of clients) leave();
    await until(() => world.logs.length >= 22);
    expect((await world.ask('{ __typename }')).errors).toBeUndefined();
  });
});

describe('a client that leaves before the first part', () => {
  const SLOW = `query Slow($id: ID!) {
    ticket(ticketId: $id) { subject }
    ... @defer(label: "rest") { tickets(first: 1) { nodes { id } } }
  }`;

  test('is logged, frees its calls, and is not counted as running any more', async () => {
    const { url, id } = await open();
    hold(id);
    const clients = Array.from({ length: 20 }, () => ask(url, SLOW, { id }));
    await until(() => held.has(id));
    for (const { leave } of clients) leave();
    await until(() => world.logs.length >= 21);
    await until(() => held.get(id)?.exchange.socket.destroyed === true);
    expect(clients.map(({ seen }) => seen.text).join('')).toBe('');
    expect(new Set(codesLogged().map(String))).toEqual(new Set(['CANCELLED']));
    expect((await world.ask('{ __typename }')).errors).toBeUndefined();
  });

  test('gives back the calls that were kept for its mutation', async () => {
    const change = `mutation ($id: ID!) {
      updateTicket(input: { ticketId: $id, subject: "Boiler" }) {
        ... on UpdateTicketSuccess {
          ticket { subject }
          ... @defer { ticket { medias(first: 1) { nodes { user { username } } } } }
        }
      }
    }`;
    const { url, id } = await open({ UPSTREAM_RATE_LIMIT: '10' });
    const remaining = async () => (await world.ask('{ __typename }')).extensions.cost.remaining ?? 0;
    const before = await remaining();
    proxy.play(({ method, path }) => {
      if (method !== 'GET' || !path.endsWith(`/${id}`)) return null;
      return (exchange) => {
        const released = Promise.withResolvers<void>();
        held.set(id, { exchange, release: released.resolve });
        return released.promise.then(() => pass(exchange));
      };
    });
    const { leave } = ask(url, change, { id });
    await until(() => held.has(id));
    expect(await remaining()).toBeLessThan(before - 3);
    const logged = world.logs.length;
    leave();
    await until(() => world.logs.length > logged);
    // The change itself, and the two reads that were under way.
    expect(await remaining()).toBe(before - 3);
  });
});

test('a server that closes lets an answer in parts end first', async () => {
  const { url, id } = await open();
  hold('medias');
  const { seen } = ask(url, DETAIL, { id });
  await until(() => seen.text.includes('"label":"events"'));
  const closed = world.close();
  let isClosed = false;
  void closed.then(() => {
    isClosed = true;
  });
  await sleep(100);
  expect([isClosed, seen.ended]).toEqual([false, false]);
  held.get('medias')?.release();
  await closed;
  expect([seen.ended, seen.cut]).toEqual([true, false]);
  expect(partsOf(seen.text).at(-1)?.hasNext).toBe(false);
});

test('the calls of a mutation stay kept for it until its last part', async () => {
  const change = `mutation ($id: ID!) {
    updateTicket(input: { ticketId: $id, subject: "Boiler" }) {
      ... on UpdateTicketSuccess { ticket { id } ... @defer { ticket { medias(first: 1) { nodes { user { username } } } } } }
    }
  }`;
  const { id } = await open();
  const told = await world.ask(change.replace('@defer', ''), { id });
  const { planned } = told.extensions.cost;
  await world.close();

  const again = await open({ UPSTREAM_RATE_LIMIT: String(planned + 1) });
  hold('medias');
  const { seen } = ask(again.url, change, { id: again.id });
  await until(() => seen.text.includes('"hasNext":true') && held.has('medias'));
  const beside = await world.ask('{ ticket(ticketId: "1") { subject } }');
  expect(beside.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
  held.get('medias')?.release();
  await until(() => seen.ended);
  expect(seen.text).not.toContain('RATE_LIMITED');
  const after = await world.ask('{ ticket(ticketId: "1") { subject } }');
  expect(after.errors).toBeUndefined();
});
