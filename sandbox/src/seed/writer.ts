import { randomBytes } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import type { Insertable } from 'kysely';
import type { Schema } from '../db/schema.ts';
import type { Store } from '../db/store.ts';
import { searchable } from '../ticket/search.ts';

/** A recipient to be written; details that are left out are null, a link that is left out is a fresh secret. */
type Recipient = Partial<Omit<Insertable<Schema['participants']>, 'emails_json' | 'phones_json'>> & {
  ticket: number;
  contact: number;
  emails: readonly string[];
  phones: readonly string[];
};

/** A ticket to be written; what is left out is null or the table's default. */
type NewTicket = Partial<Insertable<Schema['tickets']>> & Pick<Schema['tickets'], 'enterprise' | 'owner'>;

/** Writes many rows fast, by statements prepared once. Each answers the id it gave. Wrap them in a transaction. */
export interface Writer {
  /** The contact with this identity, made if it is new. */
  contact(row: Insertable<Schema['contacts']>): number;
  ticket(row: NewTicket): number;
  participant(row: Recipient): number;
  event(row: Insertable<Schema['events']>): number;
  media(row: Insertable<Schema['medias']>): number;
}

const COLUMNS = {
  contacts: words('enterprise identity'),
  tickets:
    words(`enterprise service group creator agent owner state type subject reference description language created
    modified start_time end_time duration reminder lat lng conversation agent_link search`),
  participants: words(
    `ticket contact name first_name company gender country emails_json phones_json guest_link search`,
  ),
  events: words('ticket name source at data_json'),
  medias:
    words(`ticket title description status media_type mime_type source_type size created tags_json lat lng user
    kind seed`),
};

/** A writer on a store. */
export function createWriter(store: Store): Writer {
  const insert = (table: keyof typeof COLUMNS) => {
    const columns = COLUMNS[table];
    const names = columns.map((column) => `"${column}"`).join(', ');
    const statement = store.prepare(
      `insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`,
    );
    return (row: object): number => {
      // @NOTE the rows are typed by the tables, whose values are all of SQLite's own types.
      const values = row as Record<string, SQLInputValue | undefined>;
      return Number(statement.run(...columns.map((column) => values[column] ?? null)).lastInsertRowid);
    };
  };
  const inserts = {
    contact: insert('contacts'),
    ticket: insert('tickets'),
    participant: insert('participants'),
  };
  const knownContact = store.prepare('select id from contacts where enterprise = ? and identity = ?');
  return {
    contact(row) {
      const known = knownContact.get(row.enterprise, row.identity)?.['id'];
      return typeof known === 'number' ? known : inserts.contact(row);
    },
    ticket({ agent_link = secret(), ...row }) {
      const search = searchable([row.subject, row.reference, row.description]);
      return inserts.ticket({ ...row, agent_link, search });
    },
    participant({ emails, phones, guest_link = secret(), ...row }) {
      const addresses = { emails_json: JSON.stringify(emails), phones_json: JSON.stringify(phones) };
      const search = searchable([row.name, row.first_name, row.company]);
      return inserts.participant({ ...row, ...addresses, guest_link, search });
    },
    event: insert('events'),
    media: insert('medias'),
  };
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}

function words(list: string): readonly string[] {
  return list.split(/\s+/);
}
