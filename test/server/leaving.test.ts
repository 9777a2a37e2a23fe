import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';

/** A call that the upstream got and does not answer. */
interface Held {
  response: ServerResponse;
  /** Resolves when the gateway hangs up. */
  left: Promise<void>;
}

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

/** A gateway over a socket, before an API that knows its callers and never gets to answer about tickets. */
async function openStage() {
  const waiting: ((held: Held) => void)[] = [];
  const upstream = createServer((request, response) => {
    if (request.url?.startsWith('/api/v3/users/me')) {
      response.setHeader('content-type', 'application/json').end('{"id":1}');
      return;
    }
    const left = new Promise<void>((resolve) => response.once('close', resolve));
    waiting.shift()?.({ response, left });
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  // @NOTE a server that listens on a port has an address of this form.
  const { port } = upstream.address() as AddressInfo;
  const services = createServices(
    readConfig({ UPSTREAM_RATE_LIMIT: '0', STORE: 'memory', CACHE: 'off' }),
    `http://127.0.0.1:${port}/api/v3`,
  );
  const logged = Promise.withResolvers<{ codes: string[] }>();
  const gateway = bareGateway(
    services,
    pino({}, { write: (line: string) => logged.resolve(JSON.parse(line)) }),
  );
  const { url } = await gateway.listen(0, '127.0.0.1');
  return {
    logged: logged.promise,
    held: () => new Promise<Held>((resolve) => waiting.push(resolve)),
    ask: (query: string, signal: AbortSignal) =>
      fetch(url, {
        method: 'POST',
        headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        signal,
      }),
    async close() {
      upstream.closeAllConnections();
      upstream.close();
      await gateway.close();
      await services.upstream.close();
    },
  };
}

test('a client that leaves frees its upstream call at once', async () => {
  const client = new AbortController();
  const held = stage.held();
  const answer = stage.ask('{ tickets { nodes { id } } }', client.signal);
  const { left } = await held;
  client.abort();
  await expect(answer).rejects.toThrow();
  await left;
  // It was the client, not the limit of time.
  expect((await stage.logged).codes).toEqual(['CANCELLED']);
});

test('a client that leaves does not disturb the next', async () => {
  const client = new AbortController();
  const first = stage.held();
  const gone = stage.ask('{ tickets { nodes { id } } }', client.signal);
  await first;
  client.abort();
  await expect(gone).rejects.toThrow();
  const second = stage.held();
  const answer = stage.ask('{ ticket(ticketId: "7") { subject } }', new AbortController().signal);
  (await second).response.setHeader('content-type', 'application/json').end('{"id":7,"subject":"Boiler"}');
  expect(await (await answer).json()).toMatchObject({ data: { ticket: { subject: 'Boiler' } } });
});
