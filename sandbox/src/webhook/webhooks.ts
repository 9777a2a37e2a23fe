import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import { createWatch } from './change-log.ts';
import { createDeliverer, type Delivery } from './deliver.ts';
import { type Webhook, type WebhookSettings, webhooks } from './settings.ts';

/** The webhooks of a sandbox. The settings lie in the database; what waits to be sent does not, and ends with the process. */
export interface Webhooks {
  current(): Webhook[];
  /** Replaces all of them. */
  set(next: Webhook[]): void;
  /** Hands over what has changed since the last time; never waits. */
  flush(): void;
  deliveries(): { waiting: number; data: readonly Delivery[] };
  close(): void;
}

const SETTING = 'webhooks';

/**
 * @param given replaces what the database holds; undefined leaves it
 * @throws ZodError if they are not as they should be
 */
export function createWebhooks(store: Store, clock: Clock, given: WebhookSettings | undefined): Webhooks {
  const { build } = store;
  const watch = createWatch(store);
  const deliverer = createDeliverer();
  const kept = store.first(build.selectFrom('settings').select('value').where('name', '=', SETTING));
  let current: Webhook[] = webhooks.parse(JSON.parse(kept?.value ?? '[]'));

  const self: Webhooks = {
    current: () => current,
    set(next) {
      self.flush();
      const value = JSON.stringify(next);
      const insert = build.insertInto('settings').values({ name: SETTING, value });
      store.run(insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })));
      current = next;
      watch.watch(current.some(({ active }) => active));
    },
    flush() {
      for (const change of watch.take()) deliverer.announce(current, change, clock.seconds());
    },
    deliveries: () => ({ waiting: deliverer.waiting(), data: deliverer.last() }),
    close: () => deliverer.close(),
  };
  if (given !== undefined) self.set(webhooks.parse(given));
  else watch.watch(current.some(({ active }) => active));
  return self;
}
