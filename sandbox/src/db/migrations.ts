import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

/**
 * The changes of the schema, oldest first; their names are recorded in the file, so a database of an older
 * version is brought up to date when it is opened. Never edit one that has been released: add another.
 */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({ '001-ground': ground, '002-life': life }),
};

const TABLES = [
  `create table settings (name text primary key, value text not null) without rowid`,
  `create table enterprises (id integer primary key, name text not null, created integer not null)`,
  `create table services (id integer primary key, enterprise integer not null references enterprises, key text not null unique,
     name text not null)`,
  `create table groups (id integer primary key, enterprise integer not null references enterprises, name text not null)`,
  `create table users (id integer primary key, enterprise integer not null references enterprises, username text not null unique,
     password text not null, first_name text not null, last_name text not null, email text not null, phone text not null,
     role text not null check (role in ('agent', 'admin')), service integer not null references services, created integer not null)`,
  `create table memberships (user integer not null references users, "group" integer not null references groups,
     primary key (user, "group")) without rowid`,
  `create table tokens (hash text primary key, user integer not null references users, created integer not null,
     expires integer) without rowid`,
  `create table contacts (id integer primary key autoincrement, enterprise integer not null references enterprises,
     identity text not null, unique (enterprise, identity))`,
  // autoincrement: the id of a deleted ticket is never given to another one.
  `create table tickets (id integer primary key autoincrement, enterprise integer not null references enterprises,
     service integer not null references services, "group" integer references groups, creator integer not null references users,
     agent integer references users, owner integer not null references users, state text not null, type text not null,
     subject text, reference text, description text, language text not null, created integer not null, modified integer not null,
     start_time integer, end_time integer, duration integer not null, reminder integer, agent_template text,
     requestor_template text, invite_organizer integer not null default 1, lat real, lng real, conversation text,
     agent_link text not null, metadata_json text, search text not null)`,
  `create table participants (id integer primary key autoincrement, ticket integer not null references tickets on delete cascade,
     contact integer not null references contacts, name text, first_name text, company text, gender text, country text,
     emails_json text not null, phones_json text not null, guest_link text not null, search text not null)`,
  `create table events (id integer primary key autoincrement, ticket integer not null references tickets on delete cascade,
     name text not null, source text not null, at integer not null, data_json text not null)`,
  `create table medias (id integer primary key autoincrement, ticket integer not null references tickets on delete cascade,
     title text not null, description text, status text not null, media_type text not null, mime_type text not null,
     source_type text not null, size integer, created integer not null, tags_json text not null, lat real, lng real,
     user integer references users, kind text not null, seed integer not null)`,
  `create table media_blobs (media integer primary key references medias on delete cascade, bytes blob not null)`,
  `create table exports (id integer primary key autoincrement, ticket integer not null references tickets on delete cascade,
     format text not null, timeline integer not null, created integer not null, expires integer not null)`,
  `create table outbox (id integer primary key autoincrement, ticket integer not null references tickets on delete cascade,
     at integer not null, channel text not null, kind text not null, address text not null, language text not null,
     template text, subject text, body text not null, link text not null)`,
];

// Lists are read by whose they are and in which service; SQLite takes null as the lowest, which is the order the API promises.
const INDEXES = [
  `create index tickets_by_owner_start on tickets (owner, service, start_time desc, id)`,
  `create index tickets_by_owner_created on tickets (owner, service, created desc, id)`,
  `create index tickets_by_service_start on tickets (service, start_time desc, id)`,
  `create index tickets_by_service_created on tickets (service, created desc, id)`,
  `create index tickets_by_reference on tickets (reference)`,
  `create index participants_by_ticket on participants (ticket)`,
  `create index participants_by_contact on participants (contact)`,
  `create unique index participants_by_link on participants (guest_link)`,
  `create index events_by_ticket on events (ticket, at, id)`,
  `create index medias_by_ticket on medias (ticket, created, id)`,
  `create index outbox_by_ticket on outbox (ticket)`,
  `create index exports_by_ticket on exports (ticket)`,
];

const ground: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES]) await sql.raw(statement).execute(db);
  },
};

// What must happen by itself, who is in a session, and an index for each time that lists are sorted by.
const LIFE = [
  `create table due (ticket integer not null references tickets on delete cascade, kind text not null, at integer not null,
     origin text, done integer not null default 0, primary key (ticket, kind)) without rowid`,
  `create index due_by_time on due (at) where done = 0`,
  `alter table tickets add column agent_stage text not null default 'away'`,
  `alter table participants add column stage text not null default 'away'`,
  `alter table participants add column clicked integer not null default 0`,
  `alter table participants add column answered integer not null default 0`,
  `create unique index tickets_by_agent_link on tickets (agent_link)`,
  `create index tickets_by_owner_modified on tickets (owner, service, modified desc, id)`,
  `create index tickets_by_service_modified on tickets (service, modified desc, id)`,
  // Without statistics SQLite takes any index of the owner before one of the reference alone.
  `create index tickets_by_owner_reference on tickets (owner, service, reference)`,
  `create index tickets_by_service_reference on tickets (service, reference)`,
  planSeeded('unixepoch()'),
];

/**
 * Plans the ends of all tickets that wait for their time, as a statement; what lies before \`now\` is left alone.
 * Tickets of a seed, and those of a file from before there were plans, get them this way.
 */
export function planSeeded(now: string): string {
  const waiting = `from tickets where state in ('open', 'invited') and start_time is not null`;
  return `insert or ignore into due (ticket, kind, at)
    select id, 'expiry', end_time ${waiting} and end_time > ${now}
    union all select id, 'reminder', start_time - reminder * 60 ${waiting} and start_time - reminder * 60 > ${now}`;
}

const life: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of LIFE) await sql.raw(statement).execute(db);
  },
};
