import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSandbox } from '../../src/sandbox.ts';

/** A media to be put under a ticket; what is left out is that of a picture taken by alice. */
export interface GivenMedia {
  title?: string;
  description?: string | null;
  status?: string;
  media_type?: string;
  mime_type?: string;
  source_type?: string;
  size?: number | null;
  created?: number;
  tags?: string[];
  user?: number | null;
  kind?: string;
  seed?: number;
  /** Makes it an uploaded file (kind `stored`). */
  bytes?: Uint8Array;
}

/** A sandbox that listens, with a ticket of alice's to hang medias on. */
export interface Room extends AsyncDisposable {
  /** Ends in `/api/v3`. */
  url: string;
  /** Id of a new, empty ticket of alice's. */
  ticket: number;
  /** Another new ticket of alice's. */
  newTicket(parameters?: Record<string, string>): Promise<number>;
  /** Puts medias under a ticket, past the API, and answers their ids. */
  give(ticket: number, medias: readonly GivenMedia[]): number[];
  /** Puts an event under a ticket, past the API. */
  giveEvent(ticket: number, name: string, at: number, data: object): void;
  call(
    path: string,
    options?: { as?: string; method?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  /** Moves the sandbox's clock, in seconds. */
  later(seconds: number): void;
  /** A second connection to its database. */
  database: DatabaseSync;
}

/** Ids of two agents of one enterprise, of different groups. */
export const ALICE = 1201;
export const BOB = 1202;

/**
 * Opens a room on a database file of its own, or on the one in the folder given, which then stays when the room is left.
 * `admin` opens the sandbox's admin path too.
 */
export async function openRoom({
  tickets = 0,
  admin = false,
  folder,
}: {
  tickets?: number;
  admin?: boolean;
  folder?: string;
} = {}): Promise<Room> {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'sandbox-files-'));
  const file = join(place, 'sandbox.db');
  let moved = 0;
  const sandbox = await createSandbox({
    ...{ db: file, tickets, seed: 1, rateLimit: 0, admin, jwtSecret: 'a secret for tests only' },
    clock: () => Date.now() + moved * 1000,
  });
  const { url } = await sandbox.listen(0);
  const database = new DatabaseSync(file, { timeout: 5000 });
  const call: Room['call'] = (path, { as = 'alice', method = 'GET', headers = {} } = {}) =>
    fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method,
      headers: as === '' ? headers : { authorization: `Bearer sandbox-${as}`, ...headers },
    });
  const newTicket: Room['newTicket'] = async (parameters = {}) => {
    const query = new URLSearchParams({ email: 'guest@example.com', ...parameters });
    const answer = await call(`/tickets?${query}`, { method: 'POST' });
    if (answer.status !== 200) throw new Error(`no ticket: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).id;
  };
  return {
    ...{ url, database, call, newTicket, ticket: await newTicket() },
    later: (seconds) => {
      moved += seconds;
    },
    give: (ticket, medias) => medias.map((media) => insert(database, ticket, media)),
    giveEvent(ticket, name, at, data) {
      database
        .prepare('insert into events (ticket, name, source, at, data_json) values (?, ?, ?, ?, ?)')
        .run(ticket, name, 'guest', at, JSON.stringify(data));
    },
    async [Symbol.asyncDispose]() {
      database.close();
      await sandbox.close();
      if (folder === undefined) rmSync(place, { recursive: true });
    },
  };
}

function insert(database: DatabaseSync, ticket: number, given: GivenMedia): number {
  const media = {
    ...{
      title: 'picture',
      description: null,
      status: 'completed',
      media_type: 'image',
      mime_type: 'image/png',
    },
    ...{ source_type: 'snapshot', size: null, created: 1_700_000_000, tags: [], user: ALICE, seed: 1 },
    kind: given.bytes === undefined ? 'snapshot' : 'stored',
    ...given,
  };
  const { lastInsertRowid } = database
    .prepare(
      `insert into medias (ticket, title, description, status, media_type, mime_type, source_type, size, created,
         tags_json, user, kind, seed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[ticket, media.title, media.description, media.status, media.media_type, media.mime_type],
      ...[media.source_type, given.bytes?.length ?? media.size, media.created, JSON.stringify(media.tags)],
      ...[media.user, media.kind, media.seed],
    );
  if (given.bytes !== undefined) {
    database
      .prepare('insert into media_blobs (media, bytes) values (?, ?)')
      .run(lastInsertRowid, given.bytes);
  }
  return Number(lastInsertRowid);
}
