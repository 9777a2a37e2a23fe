import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import type { Directory } from '../directory.ts';
import { createWriter } from '../seed/writer.ts';
import { planned } from '../ticket/lifecycle.ts';
import { searchable } from '../ticket/search.ts';

const seconds = z.iso.datetime().transform((text) => Math.floor(Date.parse(text) / 1000));

/** What may be said of inserted or changed tickets; times in ISO 8601 with Z. */
const traits = {
  state: z.string(),
  type: z.string(),
  subject: z.string().nullable(),
  reference: z.string().nullable(),
  created: seconds,
  modified: seconds,
  start_time: seconds.nullable(),
  end_time: seconds.nullable(),
};

const ids = z.array(z.int().positive()).max(100_000);

/** Tickets to insert, all alike, for the login `user` as their creator and (unless `agent` is false) agent. */
export const insertion = z.strictObject({
  count: z.int().min(1).max(100_000).default(1),
  user: z.string().default('alice'),
  agent: z.boolean().default(true),
  group: z.int().nullable().default(null),
  service_key: z.string().optional(),
  ...z.object(traits).exactPartial().shape,
});

/** Tickets to change: what is set is set as it is, with no event and no check. */
export const change = z.strictObject({ ids, set: z.strictObject(z.object(traits).partial().shape) });

/** Tickets to delete. */
export const deletion = z.strictObject({ ids });

/** Changes of the list behind everybody's back: fast, without events, rights or limits. */
export interface Churn {
  /** The ids of the new tickets, upwards. Undefined if there is no such user or service. */
  insert(wanted: z.output<typeof insertion>): number[] | undefined;
  /** How many there were to change. */
  change(wanted: z.output<typeof change>): number;
  /** How many there were to delete. */
  remove(wanted: z.output<typeof deletion>): number;
}

/** Churn on a store, each call in one transaction. */
export function createChurn(store: Store, directory: Directory, clock: Clock): Churn {
  const { build } = store;
  return {
    insert({ count, user: login, agent, group, service_key, ...given }) {
      const user = directory.withLogin(login);
      if (user === undefined) return undefined;
      const service =
        service_key === undefined ? user.service : directory.serviceWithKey(user.enterprise, service_key);
      if (service === undefined) return undefined;
      const now = clock.seconds();
      const created = given.created ?? now;
      const row = {
        enterprise: user.enterprise,
        service,
        group,
        creator: user.id,
        agent: agent ? user.id : null,
        owner: user.id,
        state: agent ? 'open' : 'new',
        type: 'video-assistance',
        subject: 'Inserted',
        language: 'en',
        duration: 30,
        created,
        modified: created,
        ...planned(given.start_time ?? null, 30),
        ...given,
      };
      return store.transaction(() => {
        const writer = createWriter(store);
        const contact = writer.contact({ enterprise: user.enterprise, identity: 'inserted@example.com' });
        return Array.from({ length: count }, () => {
          const ticket = writer.ticket(row);
          writer.participant({ ticket, contact, emails: ['inserted@example.com'], phones: [] });
          return ticket;
        });
      });
    },
    change({ ids: wanted, set }) {
      return overEach(store, wanted, (id) => {
        const before = store.first(build.selectFrom('tickets').selectAll().where('id', '=', id));
        if (before === undefined) return { changes: 0 };
        const { subject, reference, description } = { ...before, ...set };
        const search = searchable([subject, reference, description]);
        return store.run(
          build
            .updateTable('tickets')
            .set({ ...set, search })
            .where('id', '=', id),
        );
      });
    },
    remove({ ids: wanted }) {
      return overEach(store, wanted, (id) => store.run(build.deleteFrom('tickets').where('id', '=', id)));
    },
  };
}

function overEach(store: Store, ids: readonly number[], change: (id: number) => { changes: number }): number {
  return store.transaction(() => ids.reduce((sum, id) => sum + change(id).changes, 0));
}
