import { type Context, Hono } from 'hono';
import { ApiError, invalid, notFound } from '../errors.ts';
import { wholeBody } from '../http/body.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { AGENT_ACTIONS } from './agent.ts';
import { clicked, GUEST_ACTIONS, type Sent } from './guest.ts';
import { agentView, guestView } from './page-data.ts';
import { assetRoutes, page } from './pages.ts';
import { guestOf, ticketOf } from './participants.ts';

/** The largest snapshot, in bytes. */
const LARGEST_SNAPSHOT = 8 * 1024 * 1024;

/**
 * What stands behind the join links, beside the API: `/i/{secret}` for a guest and `/agent/?token={secret}` for the agent.
 * Each is a page with an API under it: `state` tells how things stand, a POST to an action does it and answers the same.
 * The secret is the permission. The sandbox's README has a curl line for each.
 */
export function sessionRoutes(deps: TicketDeps): Hono {
  const { store, clock } = deps;
  const routes = new Hono();

  routes.route('/assets', assetRoutes());

  routes.get('/i/:secret', (c) => {
    const known = found(() => guestOf(deps, c.req.param('secret')));
    if (known !== undefined && c.req.method === 'GET')
      store.transaction(() => clicked(deps, known, clock.seconds()));
    return page(c, 'guest.html', known === undefined ? 404 : 200);
  });
  routes.get('/i/:secret/state', (c) => c.json(guestView(deps, guestOf(deps, c.req.param('secret')))));
  routes.post('/i/:secret/:action', async (c) => {
    const { secret, action } = c.req.param();
    const act = Object.hasOwn(GUEST_ACTIONS, action) ? GUEST_ACTIONS[action] : undefined;
    if (act === undefined) throw notFound();
    guestOf(deps, secret);
    const sent = await sentBy(c);
    store.transaction(() => {
      // Read after the last wait: two actions that arrive together see each other's work.
      const at = clock.seconds();
      clicked(deps, guestOf(deps, secret), at);
      act(deps, guestOf(deps, secret), sent, at);
    });
    return c.json(guestView(deps, guestOf(deps, secret)));
  });

  const token = (c: Context) => c.req.query('token') ?? '';
  routes.get('/agent/', (c) =>
    page(c, 'agent.html', found(() => ticketOf(deps, token(c))) === undefined ? 404 : 200),
  );
  routes.get('/agent/state', (c) => c.json(agentView(deps, ticketOf(deps, token(c)))));
  routes.post('/agent/:action', (c) => {
    const action = c.req.param('action');
    const act = Object.hasOwn(AGENT_ACTIONS, action) ? AGENT_ACTIONS[action] : undefined;
    if (act === undefined) throw notFound();
    store.transaction(() => act(deps, ticketOf(deps, token(c)), clock.seconds()));
    return c.json(agentView(deps, ticketOf(deps, token(c))));
  });

  return routes;
}

/** What came with an action: a picture, JSON, or nothing. @throws ApiError 400, 413 */
async function sentBy(c: Context): Promise<Sent> {
  const body = await wholeBody(c, LARGEST_SNAPSHOT);
  if (c.req.header('content-type')?.startsWith('image/')) return new Uint8Array(await body.arrayBuffer());
  const text = await body.text();
  if (text === '') return {};
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return { ...json };
  } catch {
    // Rejected below, like JSON that is no object.
  }
  throw invalid('body', 'could not be read.');
}

function found<Thing>(look: () => Thing): Thing | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
