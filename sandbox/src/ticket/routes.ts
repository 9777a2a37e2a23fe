import { type Context, Hono } from 'hono';
import { ApiError } from '../errors.ts';
import { parse } from '../http/parameters.ts';
import { createTicket } from './create/create.ts';
import { describeTickets, type Shown } from './describe.ts';
import { listTickets } from './list.ts';
import type { TicketDeps } from './room.ts';
import { scopeOnly, shownTo } from './scope.ts';
import { describeEvent } from './timeline.ts';
import { updateTicket } from './update.ts';

/** Create, list, read, change and delete tickets, and read their timelines. */
export function ticketRoutes(deps: TicketDeps): Hono {
  const { build, ...store } = deps.store;
  const routes = new Hono();

  const scopeOf = async (c: Context) => shownTo(deps, c, parse(scopeOnly, await deps.parameters(c)).scope);
  const answer = (c: Context, id: number, shown: Shown) => {
    const rows = store.all(build.selectFrom('tickets').selectAll().where('id', '=', id));
    return c.json(describeTickets(deps.store, deps.directory, rows, shown)[0]);
  };

  routes.post('/tickets', async (c) => {
    const caller = deps.authorise(c);
    const shown = await scopeOf(c);
    return answer(c, createTicket(deps, caller, await deps.parameters(c), shown.origin), shown);
  });

  routes.get('/tickets', async (c) => {
    const caller = deps.authorise(c);
    const shown = await scopeOf(c);
    return c.json(listTickets(deps, caller, await deps.parameters(c), shown));
  });

  routes.get('/tickets/:ticketId', async (c) => {
    const { id } = deps.ticketFor(c);
    return answer(c, id, await scopeOf(c));
  });

  routes.on(['PUT', 'PATCH'], '/tickets/:ticketId', async (c) => {
    const verb = deps.habits().verbs.update.toUpperCase();
    if (c.req.method !== verb) throw new ApiError(405, 5, 'Method Not Allowed', `Use ${verb}`);
    const caller = deps.authorise(c);
    const given = await deps.parameters(c);
    // Read after the last wait: two updates that arrive together then see each other's work.
    updateTicket(deps, caller, deps.ticketFor(c), given, deps.links.origin(c));
    return c.body(null, 204);
  });

  routes.delete('/tickets/:ticketId', (c) => {
    const { id } = deps.ticketFor(c);
    store.run(build.deleteFrom('tickets').where('id', '=', id));
    return c.json({});
  });

  routes.get('/tickets/:ticketId/events', (c) => {
    const { id } = deps.ticketFor(c);
    const timeline = build
      .selectFrom('events')
      .selectAll()
      .where('ticket', '=', id)
      .orderBy('at')
      .orderBy('id');
    const data = store.all(timeline).map(describeEvent);
    return c.json({ data, total: data.length });
  });

  return routes;
}
