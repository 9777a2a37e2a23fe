import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { createStore } from './create-store.ts';
import { LocalSpace } from './local-space.ts';
import { makeDirectory } from './make-directory.ts';
import type { Clock, Store } from './types.ts';

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
    (name, { maxBytes }) => new SqliteSpace(db, name, maxBytes, clock),
    () => {
      if (db.isOpen) db.close();
    },
  );
}

class SqliteSpace extends LocalSpace {
  readonly #db: DatabaseSync;
  readonly #name: string;
  readonly #maxBytes: number;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #selectStarts: StatementSync;
  readonly #insertStart: StatementSync;
  #writes = 0;
  /** The longest window so far: older starts are of no use. */
  #windowMs = 60_000;

  constructor(db: DatabaseSync, name: string, maxBytes: number, clock: Clock) {
    super(clock);
    this.#db = db;
    this.#name = name;
    this.#maxBytes = maxBytes;
    this.#select = db.prepare('SELECT value FROM entry WHERE space = ? AND key = ? AND expires > ?');
    this.#insert = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM entry WHERE space = ? AND key = ?');
    this.#selectStarts = db.prepare(
      'SELECT at FROM start WHERE space = ? AND key = ? AND at > ? ORDER BY at',
    );
    this.#insertStart = db.prepare('INSERT INTO start VALUES (?, ?, ?)');
  }

  protected read(key: string): Buffer | null {
    const value = this.#select.get(this.#name, key, this.clock())?.['value'];
    return value instanceof Uint8Array ? Buffer.from(value) : null;
  }

  protected write(key: string, value: string | Uint8Array, ttlMs: number): void {
    const bytes = Buffer.from(value);
    const now = this.clock();
    this.#insert.run(this.#name, key, bytes, now + ttlMs, bytes.length + key.length + OVERHEAD, now);
    this.#sweep();
  }

  protected remove(key: string): boolean {
    return this.#delete.run(this.#name, key).changes > 0;
  }

  protected startsSince(key: string, time: number): number[] {
    return this.#selectStarts.all(this.#name, key, time).map((row) => Number(row['at']));
  }

  protected addStart(key: string, start: number, _: readonly number[], windowMs: number): void {
    this.#insertStart.run(this.#name, key, start);
    this.#windowMs = Math.max(this.#windowMs, windowMs);
    this.#sweep();
  }

  /** Locks the file, so that no other process writes between the steps. */
  protected atomically<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Deletes expired entries now and then, and the oldest ones above the space's bound. */
  #sweep(): void {
    this.#writes += 1;
    if (this.#writes % SWEEP_EVERY !== 1) return;
    const now = this.clock();
    this.#db.prepare('DELETE FROM entry WHERE expires <= ?').run(now);
    this.#db.prepare('DELETE FROM start WHERE space = ? AND at <= ?').run(this.#name, now - this.#windowMs);
    this.#db.prepare(KEEP_NEWEST).run(this.#name, this.#name, this.#maxBytes);
  }
}
