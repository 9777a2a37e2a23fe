/** The server that a gateway really listens with: that a listener can be bounded is held in test/hostile. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
});
afterEach(() => world.close());

/** What was sent back until the socket was closed. */
async function sendRaw(url: string, sent: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(sent);
  return text(socket);
}

const withHeader = (bytes: number): string =>
  `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'x'.repeat(bytes)}\r\n\r\n`;

test('headers of 20 KB are refused, and of 12 KB are not', async () => {
  const url = await world.listen();
  const refused = await sendRaw(url, withHeader(20 * 1024));
  expect(refused).toMatch(/^HTTP\/1\.1 431 /);
  expect(refused).toContain('"code":"PAYLOAD_TOO_LARGE"');
  expect(await sendRaw(url, withHeader(12 * 1024))).toMatch(/^HTTP\/1\.1 200 /);
});

test('slow clients have ten seconds for headers, thirty for all, and sixty without a move', async () => {
  const url = await world.listen();
  const server = await serverOf(url);
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    timeout: 60_000,
    maxHeaderSize: 16_384,
    connectionsCheckingInterval: 1_000,
  });
});

/** The server behind an address of this process: Node tells which one takes a request. */
async function serverOf(url: string): Promise<Server> {
  const found = Promise.withResolvers<Server>();
  const look = (message: unknown) => {
    // @NOTE the form in which Node documents what this channel tells.
    const { request, server } = message as { request: { url: string }; server: Server };
    if (request.url === '/healthz?which') found.resolve(server);
  };
  subscribe('http.server.request.start', look);
  onTestFinished(() => void unsubscribe('http.server.request.start', look));
  expect((await fetch(new URL('/healthz?which', url))).status).toBe(200);
  return found.promise;
}
