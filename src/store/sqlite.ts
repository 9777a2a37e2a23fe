import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createStore } from './create-store.ts';
import { createLocalSpace } from './local-space.ts';
import { makeDirectory } from './make-directory.ts';
import type { Clock, Space, Store } from './types.ts';

const SETUP = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS entry (
    space TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, expires INTEGER NOT NULL, bytes INTEGER NOT NULL,
    written INTEGER NOT NULL, PRIMARY KEY (space, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_expires ON entry (expires);
  CREATE INDEX IF NOT EXISTS entry_written ON entry (space, written);
  CREATE TABLE IF NOT EXISTS start (space TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS start_key ON start (space, key, at);`;

/** Writes between two sweeps. */
const SWEEP_EVERY = 500;

const KEEP_NEWEST = `DELETE FROM entry WHERE space = ? AND key IN (
  SELECT key FROM (
    SELECT key, SUM(bytes) OVER (ORDER BY written DESC, key) AS held FROM entry WHERE space = ?
  ) WHERE held > ?)`;

/** Bytes of an entry besides its key and value. */
const OVERHEAD = 64;

/**
 * Creates a store in a SQLite file, which several processes of one machine may share. Its steps are synchronous and short.
 *
 * @throws if the file can't be opened or created
 */
export function createSqliteStore(file: string, clock: Clock = () => Date.now()): Store {
  if (file !== ':memory:') makeDirectory(dirname(file));
  const db = new DatabaseSync(file);
  db.exec(SETUP);
  return createStore(
    'sqlite',
    (name, { maxBytes }) => createSqliteSpace(db, name, maxBytes, clock),
    () => {
      if (db.isOpen) db.close();
    },
  );
}

function createSqliteSpace(db: DatabaseSync, space: string, maxBytes: number, clock: Clock): Space {
  const select = db.prepare('SELECT value FROM entry WHERE space = ? AND key = ? AND expires > ?');
  const insert = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM entry WHERE space = ? AND key = ?');
  const selectStarts = db.prepare('SELECT at FROM start WHERE space = ? AND key = ? AND at > ? ORDER BY at');
  const insertStart = db.prepare('INSERT INTO start VALUES (?, ?, ?)');
  const sweep = createSweep(db, space, maxBytes);
  /** The longest window so far: older starts are of no use. */
  let longestMs = 60_000;
  return createLocalSpace(
    {
      read(key) {
        const value = select.get(space, key, clock())?.['value'];
        return value instanceof Uint8Array ? Buffer.from(value) : null;
      },
      write(key, value, ttlMs) {
        const bytes = Buffer.from(value);
        const now = clock();
        insert.run(space, key, bytes, now + ttlMs, bytes.length + key.length + OVERHEAD, now);
        sweep(now, longestMs);
      },
      remove: (key) => remove.run(space, key).changes > 0,
      startsSince: (key, time) => selectStarts.all(space, key, time).map((row) => Number(row['at'])),
      addStart(key, starts, windowMs) {
        const start = starts.at(-1) ?? clock();
        insertStart.run(space, key, start);
        longestMs = Math.max(longestMs, windowMs);
        sweep(start, longestMs);
      },
      atomically: (work) => lockFile(db, work),
    },
    clock,
  );
}

/** Runs several steps without writes of other processes between them. */
function lockFile<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** Deletes expired entries once in {@link SWEEP_EVERY} writes, and the oldest ones above the bound of the space. */
function createSweep(db: DatabaseSync, space: string, maxBytes: number) {
  let writes = 0;
  return (now: number, longestMs: number): void => {
    writes += 1;
    if (writes % SWEEP_EVERY !== 1) return;
    db.prepare('DELETE FROM entry WHERE expires <= ?').run(now);
    db.prepare('DELETE FROM start WHERE space = ? AND at <= ?').run(space, now - longestMs);
    db.prepare(KEEP_NEWEST).run(space, space, maxBytes);
  };
}
