import { Hono } from 'hono';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { UserRow } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { envelope, pageFields } from '../http/page.ts';
import { parse } from '../http/parameters.ts';

const page = z.object(pageFields);

/** `GET /users/me` and `GET /enterprises/{enterpriseId}/users`: of one's own enterprise, for agents too; any other is a 404. */
export function userRoutes(deps: Deps): Hono {
  const { build, ...store } = deps.store;
  const routes = new Hono();

  routes.get('/users/me', (c) => {
    const { id } = deps.authorise(c);
    const user = store.first(build.selectFrom('users').selectAll().where('id', '=', id));
    if (user === undefined) throw notFound();
    return c.json(describeUser(user));
  });

  routes.get('/enterprises/:enterpriseId/users', async (c) => {
    const { enterprise } = deps.authorise(c);
    if (c.req.param('enterpriseId') !== String(enterprise)) throw notFound();
    const { limit, offset } = parse(page, await deps.parameters(c));
    const all = build.selectFrom('users').where('enterprise', '=', enterprise);
    const rows = store.all(all.selectAll().orderBy('id').limit(limit).offset(offset));
    const total = store.total(all.select((of) => of.fn.countAll<number>().as('total')));
    return c.json(envelope(rows.map(describeUser), total, offset));
  });

  return routes;
}

/** An account as the API shows it. */
function describeUser(user: UserRow) {
  return {
    id: user.id,
    username: user.username,
    first_name: user.first_name,
    last_name: user.last_name,
    email: user.email,
    phone: user.phone,
    enterprise_id: user.enterprise,
    created: isoTime(user.created),
  };
}
