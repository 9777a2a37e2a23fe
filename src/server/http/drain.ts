import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long work under way may take once the server closes, in milliseconds; what is not done then is cut off. */
const DRAIN_MS = 8_000;

/** How long a connection that nobody uses is left open, since a request may be on its way to us on it. */
const GRACE_MS = 500;

const underWay = new WeakMap<Server, Set<ServerResponse>>();

/** Notes which answers of a server are under way, so that they can say that it goes away. */
export function trackAnswers(server: Server): void {
  const open = new Set<ServerResponse>();
  underWay.set(server, open);
  server.prependListener('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    // Whoever keeps its connection would send the next request into a socket that closes.
    if (!server.listening) response.shouldKeepAlive = false;
  });
}

/**
 * Takes no new connection and lets answers under way go out, each with the word that its connection closes. A request that
 * comes meanwhile on an open connection is answered too. A connection that a client keeps for later is no reason to stay.
 */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.once('close', resolve));
  // The close of HTTP servers cuts connections at once that look idle, though a request may just arrive there.
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
  // By now only to stop the timer that looks for slow requests.
  server.close(() => {});
}
