import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { play } from './admin/apply-behaviours.ts';
import { createHabits } from './admin/behaviours.ts';
import { createCalls } from './admin/call-log.ts';
import { createChurn } from './admin/churn.ts';
import { adminRoutes } from './admin/routes.ts';
import { admit, callerOf, type DoorEnv, identify } from './auth/middleware.ts';
import { createRateLimit } from './auth/rate-limit.ts';
import { tokenRoutes } from './auth/routes.ts';
import { createTokens } from './auth/tokens.ts';
import type { Clock } from './clock.ts';
import type { Store } from './db/store.ts';
import type { Parameters } from './deps.ts';
import type { Directory } from './directory.ts';
import { ApiError } from './errors.ts';
import { exportRoutes } from './files/export/export-routes.ts';
import { mediaRoutes } from './files/media/media-routes.ts';
import { readParameters } from './http/parameters.ts';
import { createLinks, PREFIX } from './links.ts';
import { createDue } from './schedule/run-due.ts';
import { sessionRoutes } from './session/routes.ts';
import { visibleTicket } from './ticket/access.ts';
import { describeTickets } from './ticket/describe.ts';
import type { TicketDeps } from './ticket/room.ts';
import { ticketRoutes } from './ticket/routes.ts';
import { describeEvent } from './ticket/timeline.ts';
import { userRoutes } from './user/routes.ts';
import type { Webhooks } from './webhook/webhooks.ts';

/** What the app is put together from. */
export interface Parts {
  store: Store;
  clock: Clock;
  directory: Directory;
  rateLimit: number;
  admin: boolean;
  jwtSecret: string;
  publicUrl: string | undefined;
  webhooks: Webhooks;
  /** Gets every unexpected error; its caller gets a 500. */
  onFault: (error: unknown) => void;
}

/** The app, and what has to be done without a request. */
export interface App {
  http: Hono<DoorEnv>;
  /** Makes happen what has come due, and tells the webhooks. */
  tick(): void;
}

/** The API under its prefix and, if asked, the admin path. */
export function createApp(parts: Parts): App {
  const { store, clock, directory } = parts;
  const habits = createHabits();
  const calls = createCalls();
  const deps = ticketDeps(parts, habits.current);
  const tokens = createTokens(store, clock);
  const rate = createRateLimit(parts.rateLimit, clock);

  const api = new Hono<DoorEnv>();
  api.use(identify(tokens));
  if (parts.admin) api.use(play(deps, directory, calls, habits));
  api.use(exceptOpenPaths(admit(rate)));
  for (const routes of [
    tokenRoutes(deps, tokens, rate, parts.jwtSecret),
    userRoutes(deps),
    ticketRoutes(deps),
    mediaRoutes(deps),
    exportRoutes(deps),
  ]) {
    api.route('/', routes);
  }

  const due = createDue(deps);
  const app = new Hono<DoorEnv>();
  app.use(dated(clock));
  app.use(settled(due, parts.webhooks));
  app.route(PREFIX, api);
  app.route('/', sessionRoutes(deps));
  if (parts.admin)
    app.route(
      '/_sandbox',
      adminRoutes({ ...parts, calls, habits, due, churn: createChurn(store, directory, clock) }),
    );
  app.notFound((c) => c.json({ code: 4, message: '404 Resource Not Found', details: '' }, 404));
  app.onError((error, c) => refusal(error, c, parts.onFault, habits.current().rename));
  return {
    http: app,
    tick() {
      while (due() > 0);
      parts.webhooks.flush();
    },
  };
}

function ticketDeps({ store, clock, directory, publicUrl }: Parts, habits: TicketDeps['habits']): TicketDeps {
  const read = new WeakMap<Request, Promise<Parameters>>();
  return {
    store,
    clock,
    directory,
    habits,
    links: createLinks(store, clock, publicUrl),
    reading: habits,
    parameters(c) {
      const known = read.get(c.req.raw) ?? readParameters(c, habits());
      read.set(c.req.raw, known);
      return known;
    },
    authorise: callerOf,
    ticketFor: (c) => visibleTicket(store, callerOf(c), c),
    describe: (ticket) => ({ ...describeTickets(store, directory, [ticket])[0] }),
    describeEvent,
  };
}

/** Due work runs before a request reads; changes go to the webhooks at the end. */
function settled(due: () => number, webhooks: Webhooks): MiddlewareHandler {
  return async (_c, next) => {
    while (due() > 0);
    await next();
    webhooks.flush();
  };
}

/** Every answer carries the sandbox's own time, and none is for a cache. */
function dated(clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('Date', new Date(clock.now()).toUTCString());
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  };
}

/** Tokens are asked for without one, and signed links are their own proof. */
function exceptOpenPaths(door: MiddlewareHandler<DoorEnv>): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const path = c.req.path.slice(PREFIX.length);
    return path === '/token' || path.startsWith('/files/') ? next() : door(c, next);
  };
}

function refusal(error: Error, c: Context, onFault: Parts['onFault'], names: Names): Response {
  if (!(error instanceof ApiError)) {
    onFault(error);
    return c.json({ code: -1, message: 'Internal error', details: '' }, 500);
  }
  const { status, code, message, details } = error;
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.json({ code, message: inNames(message, names), details: inNames(details, names) }, status);
}

type Names = Readonly<Record<string, string>>;

/** A refusal speaks of a parameter by the name that its caller knows. */
function inNames(text: string, names: Names): string {
  return text.replace(
    /\b(The|The selected|Parameter) (\w+)/,
    (_all, lead, name) => `${lead} ${names[name] ?? name}`,
  );
}
