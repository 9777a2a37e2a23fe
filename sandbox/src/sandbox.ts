import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { createClock } from './clock.ts';
import { openStore } from './db/store.ts';
import { readDirectory } from './directory.ts';
import { PREFIX } from './links.ts';
import { seed } from './seed/seed.ts';
import { FIXED_TOKENS, type FixedToken } from './seed/users.ts';
import type { WebhookSettings } from './webhook/settings.ts';
import { createWebhooks } from './webhook/webhooks.ts';

/** How often due work runs without requests. */
const TICK_MS = 1000;

/** How to open a sandbox. Nothing is read from the environment. */
export interface SandboxOptions {
  /** A file, or `:memory:`. A file that has content is taken as it is: it is not seeded again. */
  db: string;
  /** How many tickets to seed in all (200 is usual). */
  tickets: number;
  /** Equal seeds give equal data on the same (UTC) day. */
  seed: number | string;
  /** Calls a minute for each user, over all endpoints; 0: no limit. */
  rateLimit: number;
  /** Opens `/_sandbox`. */
  admin: boolean;
  /** Key (HS256) of the assertions that the jwt-bearer grant accepts. */
  jwtSecret: string;
  /** Milliseconds since 1970; default the system's clock. */
  clock?: () => number;
  /** Scheme and host for links, without a slash at the end; default: those of the request. */
  publicUrl?: string;
  /** Webhooks, as an enterprise's console would have them. Default: those that the file holds from the last time. */
  webhooks?: WebhookSettings;
  /** Gets unexpected errors; their callers get a 500. Default: they are dropped. */
  onFault?: (error: unknown) => void;
}

/** A running ticket API. */
export interface Sandbox {
  /** Answers a request in process, without a port. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Listens; port 0 takes a free one. `url` ends in `/api/v3`. @throws if the port is taken */
  listen(port: number, host?: string): Promise<{ url: string; port: number }>;
  /** Frees the port and closes the database. Safe to call twice. */
  close(): Promise<void>;
  /** The tokens that always work. */
  readonly tokens: readonly FixedToken[];
}

/**
 * Opens the database, seeds it if it is empty, and puts the API together. It does not listen yet.
 * @throws if the database can't be opened or brought up to date
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = await openStore(options.db);
  const clock = createClock(options.clock);
  try {
    seed(store, { tickets: options.tickets, seed: options.seed, now: clock.seconds() });
  } catch (error) {
    store.close();
    throw error;
  }
  const webhooks = createWebhooks(store, clock, options.webhooks);
  const app = createApp({
    store,
    clock,
    directory: readDirectory(store),
    rateLimit: options.rateLimit,
    admin: options.admin,
    jwtSecret: options.jwtSecret,
    publicUrl: options.publicUrl,
    webhooks,
    onFault: options.onFault ?? (() => {}),
  });
  const onFault = options.onFault ?? (() => {});
  // Unattended tickets expire and reminders go out without requests too.
  const ticking = setInterval(() => guarded(app.tick, onFault), TICK_MS).unref();
  const servers = new Set<ReturnType<typeof createAdaptorServer>>();

  return {
    tokens: FIXED_TOKENS,
    fetch: async (request) => app.http.fetch(request),
    async listen(port, host = '127.0.0.1') {
      // The globals of the process stay Node's own.
      const server = createAdaptorServer({ fetch: app.http.fetch, overrideGlobalObjects: false });
      server.listen(port, host);
      await once(server, 'listening');
      servers.add(server);
      // @NOTE a server that listens on a host and a port has an address of this form.
      const bound = (server.address() as AddressInfo).port;
      return { url: `http://${inUrl(host)}:${bound}${PREFIX}`, port: bound };
    },
    async close() {
      clearInterval(ticking);
      webhooks.close();
      const closing = [...servers].map((server) => once(server, 'close'));
      for (const server of servers) {
        server.close();
        if ('closeAllConnections' in server) server.closeAllConnections();
      }
      servers.clear();
      await Promise.all(closing);
      store.close();
    },
  };
}

function guarded(work: () => void, onFault: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    onFault(error);
  }
}

/** A host as it stands in a URL: "everywhere" is reached at localhost, and IPv6 wants brackets. */
function inUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
