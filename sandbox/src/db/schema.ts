import type { Generated, Selectable } from 'kysely';

/**
 * The tables, one interface each, in the order in which they refer to one another.
 * Conventions: times are whole seconds since 1970 (UTC); booleans are 0 or 1; `*_json` columns hold JSON text;
 * a column that names another table (`enterprise`, `agent`) holds that table's id. Deleting a ticket deletes all that hangs on it.
 */
export interface Schema {
  settings: SettingsTable;
  enterprises: EnterprisesTable;
  services: ServicesTable;
  groups: GroupsTable;
  users: UsersTable;
  memberships: MembershipsTable;
  tokens: TokensTable;
  contacts: ContactsTable;
  tickets: TicketsTable;
  participants: ParticipantsTable;
  events: EventsTable;
  medias: MediasTable;
  media_blobs: MediaBlobsTable;
  exports: ExportsTable;
  outbox: OutboxTable;
  due: DueTable;
}

/** What must survive a restart and has no row of its own: the key of signed links, the seed used. */
interface SettingsTable {
  name: string;
  value: string;
}

/** A customer of the platform; nothing is ever visible from one enterprise in another. */
interface EnterprisesTable {
  id: number;
  name: string;
  created: number;
}

/** What a ticket belongs to inside an enterprise; on the wire only its `key` (32 letters and digits). */
interface ServicesTable {
  id: number;
  enterprise: number;
  key: string;
  name: string;
}

/** A user group: its agents may treat the tickets that carry it. */
interface GroupsTable {
  id: number;
  enterprise: number;
  name: string;
}

/** An account. `password` is a hash (auth/password.ts); `service` is the preferred one. */
interface UsersTable {
  id: number;
  enterprise: number;
  username: string;
  password: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  role: 'agent' | 'admin';
  service: number;
  created: number;
}

/** Which users stand in which groups. */
interface MembershipsTable {
  user: number;
  group: number;
}

/** Access tokens by their SHA-256, in hex; `expires` null never ends (the fixed tokens). Revoked ones are deleted. */
interface TokensTable {
  hash: string;
  user: number;
  created: number;
  expires: number | null;
}

/** A person who was ever invited by an enterprise, recognised by the first address given (`identity`). */
interface ContactsTable {
  id: Generated<number>;
  enterprise: number;
  identity: string;
}

/**
 * A ticket. `owner` is the agent, or the creator while no agent is set: whose list shows it.
 * `start_time` and `end_time` are planned until the session runs, then actual.
 */
interface TicketsTable {
  id: Generated<number>;
  enterprise: number;
  service: number;
  group: number | null;
  creator: number;
  agent: number | null;
  owner: number;
  state: string;
  type: string;
  subject: string | null;
  reference: string | null;
  description: string | null;
  language: string;
  created: number;
  modified: number;
  start_time: number | null;
  end_time: number | null;
  /** Planned length in minutes. */
  duration: number;
  /** Minutes before `start_time` at which a reminder is due; null: none. */
  reminder: number | null;
  agent_template: string | null;
  requestor_template: string | null;
  invite_organizer: number;
  lat: number | null;
  lng: number | null;
  conversation: string | null;
  /** Secret part of the agent's join link. */
  agent_link: string;
  metadata_json: string | null;
  /** Subject, reference and description as they are searched (ticket/search.ts). */
  search: string;
  /** Whether the agent is in the session. */
  agent_stage: Generated<'away' | 'joined' | 'left'>;
}

/** A recipient of a ticket, details as they were given for it. The lowest id of a ticket is its requestor. */
interface ParticipantsTable {
  id: Generated<number>;
  ticket: number;
  contact: number;
  name: string | null;
  first_name: string | null;
  company: string | null;
  gender: string | null;
  country: string | null;
  /** JSON array of strings. */
  emails_json: string;
  /** JSON array of strings, international form. */
  phones_json: string;
  /** Secret part of the guest's join link. */
  guest_link: string;
  /** Names and company as they are searched. */
  search: string;
  /** How far the guest has come. */
  stage: Generated<'away' | 'accepted' | 'declined' | 'joined' | 'left'>;
  /** 1 once the link was opened. */
  clicked: Generated<number>;
  /** 1 once the survey was answered. */
  answered: Generated<number>;
}

/** The timeline. `data_json` is an object; ids grow with time. */
interface EventsTable {
  id: Generated<number>;
  ticket: number;
  name: string;
  source: 'agent' | 'guest' | 'system';
  at: number;
  data_json: string;
}

/**
 * A media's metadata. Its bytes are made again from `kind` and `seed` whenever they are asked for (files/ knows the
 * kinds), except kind `stored`, whose bytes lie in `media_blobs`. `size` null: there is no file (yet).
 */
interface MediasTable {
  id: Generated<number>;
  ticket: number;
  title: string;
  description: string | null;
  status: string;
  media_type: string;
  mime_type: string;
  source_type: string;
  size: number | null;
  created: number;
  /** JSON array of strings. */
  tags_json: string;
  lat: number | null;
  lng: number | null;
  /** The agent who produced it; null: the guest did. */
  user: number | null;
  kind: string;
  seed: number;
}

/** Bytes that can't be generated again. */
interface MediaBlobsTable {
  media: number;
  bytes: Uint8Array;
}

/** What was asked to be exported; the file itself is made when its link is followed. `timeline` 0 or 1. */
interface ExportsTable {
  id: Generated<number>;
  ticket: number;
  format: 'pdf' | 'zip';
  timeline: number;
  created: number;
  expires: number;
}

/** What a message is about. */
export type OutboxKind = 'invitation' | 'reminder';

/** Messages the platform would have sent. `address` is an email address or a phone number. */
interface OutboxTable {
  id: Generated<number>;
  ticket: number;
  at: number;
  channel: 'email' | 'sms';
  kind: OutboxKind;
  address: string;
  language: string;
  template: string | null;
  subject: string | null;
  body: string;
  /** The join link sent. */
  link: string;
}

/**
 * What will happen to a ticket by itself, one row for each kind. `done` 1: it has happened and stays here so that it
 * does not happen again. `origin` is where links in messages lead; null: wherever the sandbox is.
 */
interface DueTable {
  ticket: number;
  kind: 'reminder' | 'unclicked' | 'expiry';
  at: number;
  origin: string | null;
  done: Generated<number>;
}

/** A ticket as it is read. */
export type TicketRow = Selectable<TicketsTable>;
/** A recipient as it is read. */
export type ParticipantRow = Selectable<ParticipantsTable>;
/** A timeline entry as it is read. */
export type EventRow = Selectable<EventsTable>;
/** A media's metadata as it is read. */
export type MediaRow = Selectable<MediasTable>;
/** Something that is due, as it is read. */
export type DueRow = Selectable<DueTable>;
/** An account as it is read. */
export type UserRow = Selectable<UsersTable>;
