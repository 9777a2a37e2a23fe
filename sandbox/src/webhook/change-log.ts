import type { Store } from '../db/store.ts';

/** Something that changed, as a webhook tells it. */
export interface Change {
  event: 'create' | 'update' | 'delete';
  object: string;
  objectId: number | string;
  /** What is known of the object. */
  props: Record<string, unknown>;
  enterprise: number;
}

const TICKET_PROPS = (row: string) =>
  `json_object('state', ${row}.state, 'geoloc.lat', ${row}.lat, 'geoloc.lng', ${row}.lng)`;
const MEDIA_PROPS = (row: string) =>
  `json_object('ticketId', ${row}.ticket, 'status', ${row}.status, 'media_type', ${row}.media_type,
    'source_type', ${row}.source_type)`;
const OF_TICKET = '(select enterprise from tickets where id = new.ticket)';

const put = (event: string, object: string, id: string, props: string, enterprise: string, from = '') =>
  `insert into changes (event, object, id, props, enterprise)
     select '${event}', '${object}', ${id}, ${props}, ${enterprise} ${from}`;

/** When a webhook reports each table, and what. Media are deleted only with their ticket. */
const TRIGGERS: Readonly<Record<string, string>> = {
  'insert on tickets': put('create', 'ticket', 'new.id', TICKET_PROPS('new'), 'new.enterprise'),
  // A change of a ticket that the API shows also sets the time of the change.
  'update of modified on tickets': put('update', 'ticket', 'new.id', TICKET_PROPS('new'), 'new.enterprise'),
  'update of conversation on tickets': put(
    ...(['create', 'conversation', 'new.conversation', `json_object('ticketId', new.id)`] as const),
    'new.enterprise',
    'where new.conversation is not null and old.conversation is null',
  ),
  'delete on tickets': `${put('delete', 'media', 'medias.id', MEDIA_PROPS('medias'), 'old.enterprise', 'from medias where ticket = old.id')};
    ${put('delete', 'ticket', 'old.id', TICKET_PROPS('old'), 'old.enterprise')}`,
  'insert on medias': put('create', 'media', 'new.id', MEDIA_PROPS('new'), OF_TICKET),
  'update on medias': put('update', 'media', 'new.id', MEDIA_PROPS('new'), OF_TICKET),
  'insert on outbox': put(
    ...(['create', 'smsmessage', 'new.id', `json_object('ticketId', new.ticket, 'kind', new.kind)`] as const),
    OF_TICKET,
    `where new.channel = 'sms'`,
  ),
  'insert on events': put(
    'create',
    'conversationevent',
    `printf('%x%06x', new.at, new.id)`,
    `json_object('ticketId', new.ticket, 'eventName', new.name, 'source', new.source, 'data', json(new.data_json))`,
    OF_TICKET,
  ),
};

/**
 * Watches the tables by triggers of this connection: every change is seen, and one that is rolled back
 * never was. Nothing is watched, and nothing costs, until `watch(true)`.
 */
export function createWatch(store: Store): {
  watch(on: boolean): void;
  /** What changed since it was asked last, in order. */
  take(): Change[];
} {
  let isOn = false;
  const names = Object.keys(TRIGGERS).map((_when, at) => `watch_${at}`);
  return {
    watch(on) {
      if (on === isOn) return;
      isOn = on;
      if (on) {
        store
          .prepare(
            `create temp table changes (n integer primary key, event text, object text, id, props text, enterprise integer)`,
          )
          .run();
        for (const [at, [when, what]] of Object.entries(TRIGGERS).entries()) {
          // A ticket takes its medias along: they are looked up before.
          const moment = when.startsWith('delete') ? 'before' : 'after';
          store.prepare(`create temp trigger ${names[at]} ${moment} ${when} begin ${what}; end`).run();
        }
      } else {
        for (const name of names) store.prepare(`drop trigger temp.${name}`).run();
        store.prepare('drop table temp.changes').run();
      }
    },
    take() {
      if (!isOn) return [];
      const rows = store.prepare('select * from temp.changes order by n').all();
      if (rows.length > 0) store.prepare('delete from temp.changes').run();
      // @NOTE the triggers above are the only writers of the table.
      return rows.map((row) => ({
        ...{ event: row['event'], object: row['object'], objectId: row['id'], enterprise: row['enterprise'] },
        props: JSON.parse(String(row['props'])),
      })) as Change[];
    },
  };
}
