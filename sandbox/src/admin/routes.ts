import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import { webhooks as webhookSet } from '../webhook/settings.ts';
import type { Webhooks } from '../webhook/webhooks.ts';
import { type Habits, habits as habitSet } from './behaviours.ts';
import type { Calls } from './call-log.ts';
import { type Churn, change, deletion, insertion } from './churn.ts';
import { AdminFault, unknown } from './errors.ts';
import { eventInsertion, insertEvent, insertMedia, mediaInsertion } from './insert.ts';

/** What the admin path looks at and turns. */
export interface AdminDeps {
  store: Store;
  clock: Clock;
  calls: Calls;
  habits: Habits;
  churn: Churn;
  webhooks: Webhooks;
  /** Makes happen what has come due, as far as a batch holds; answers how much did. */
  due(): number;
}

const clockMove = z.union([
  z.strictObject({ move: z.number() }),
  z.strictObject({ set: z.iso.datetime().transform((text) => Date.parse(text)) }),
]);

/** The admin path: for tests, without a token, a limit or a trace in the counts. The README of this folder has a curl line for each. */
export function adminRoutes({ store, clock, calls, habits, churn, due, webhooks }: AdminDeps): Hono {
  const { build } = store;
  const routes = new Hono();

  routes.get('/calls', (c) => {
    const counts = calls.counts();
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return c.json({ total, mostAtOnce: calls.mostAtOnce(), counts, last: calls.last() });
  });
  routes.delete('/calls', (c) => {
    calls.reset();
    return c.json({});
  });

  routes.get('/outbox', (c) => {
    const all = build.selectFrom('outbox').selectAll().orderBy('id');
    const ticket = c.req.query('ticket');
    return c.json({ data: store.all(ticket === undefined ? all : all.where('ticket', '=', Number(ticket))) });
  });

  routes.get('/clock', (c) => c.json({ now: new Date(clock.now()).toISOString() }));
  routes.post('/clock', (c) =>
    checked(c, clockMove, (wanted) => {
      clock.move('move' in wanted ? wanted.move : (wanted.set - clock.now()) / 1000);
      while (due() > 0);
      return { now: new Date(clock.now()).toISOString() };
    }),
  );

  routes.get('/habits', (c) => c.json(habits.current()));
  routes.put('/habits', (c) =>
    checked(c, habitSet, (wanted) => {
      habits.set(wanted);
      return habits.current();
    }),
  );
  routes.delete('/habits', (c) => {
    habits.set(habitSet.parse({}));
    return c.json(habits.current());
  });

  routes.get('/webhooks', (c) => c.json({ data: webhooks.current(), deliveries: webhooks.deliveries() }));
  routes.put('/webhooks', (c) =>
    checked(c, webhookSet, (wanted) => {
      webhooks.set(wanted);
      return { data: webhooks.current() };
    }),
  );

  routes.post('/medias', (c) =>
    checked(c, mediaInsertion, (wanted) => insertMedia({ store, clock }, wanted)),
  );
  routes.post('/events', (c) =>
    checked(c, eventInsertion, (wanted) => insertEvent({ store, clock }, wanted)),
  );

  routes.post('/tickets', (c) =>
    checked(c, insertion, (wanted) => ({ ids: churn.insert(wanted) ?? unknown('user or service') })),
  );
  routes.patch('/tickets', (c) => checked(c, change, (wanted) => ({ changed: churn.change(wanted) })));
  routes.delete('/tickets', (c) => checked(c, deletion, (wanted) => ({ deleted: churn.remove(wanted) })));

  return routes;
}

/** Parses the JSON body and answers what `work` makes of it; 400 with the reason when the body is not as it should be. */
async function checked<Shape extends z.ZodType>(
  c: Context,
  shape: Shape,
  work: (wanted: z.output<Shape>) => object,
): Promise<Response> {
  const read = shape.safeParse(await c.req.json().catch(() => undefined));
  if (!read.success) return c.json({ code: 10, message: z.prettifyError(read.error), details: '' }, 400);
  try {
    return c.json(work(read.data));
  } catch (error) {
    if (error instanceof AdminFault) return c.json({ code: 10, message: error.message, details: '' }, 400);
    throw error;
  }
}
