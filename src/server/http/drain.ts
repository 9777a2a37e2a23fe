import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time for requests in flight when the server closes, in milliseconds. Then their connections are closed. */
const DRAIN_MS = 8_000;

/** Time that an idle connection stays open, in milliseconds: a request may be on its way. */
const GRACE_MS = 500;

const underWay = new WeakMap<Server, Set<ServerResponse>>();

/** Tracks the responses in flight, so that they can close their connections. */
export function trackAnswers(server: Server): void {
  const open = new Set<ServerResponse>();
  underWay.set(server, open);
  server.prependListener('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    // A client that keeps the connection would send its next request into a closing socket.
    if (!server.listening) response.shouldKeepAlive = false;
  });
}

/**
 * Accepts no new connection, and finishes the responses in flight, which close their connections. A request that arrives
 * meanwhile on an open connection is answered too.
 */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.once('close', resolve));
  // The `close` of HTTP servers also closes connections that seem idle while a request arrives.
  NetServer.prototype.close.call(server);
  for (const response of underWay.get(server) ?? []) {
    if (!response.headersSent) response.shouldKeepAlive = false;
  }
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await Promise.race([closed, sleep(GRACE_MS, undefined, { ref: false })]);
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
  // Stops the timer that checks for slow requests.
  server.close(() => {});
}
