import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { makeDirectory } from './make-directory.ts';
import type { Clock } from './memory.ts';
import { type Space, type Store, statusFromStarts, type Window, type WindowStatus } from './types.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS entry (
    space TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, expires INTEGER NOT NULL, bytes INTEGER NOT NULL,
    written INTEGER NOT NULL, PRIMARY KEY (space, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_expires ON entry (expires);
  CREATE INDEX IF NOT EXISTS entry_written ON entry (space, written);
  CREATE TABLE IF NOT EXISTS start (space TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS start_key ON start (space, key, at);`;

/** Writes between two looks at what has run out, and at the size. */
const SWEEP_EVERY = 500;

const KEEP_NEWEST = `DELETE FROM entry WHERE space = ? AND key IN (
  SELECT key FROM (
    SELECT key, SUM(bytes) OVER (ORDER BY written DESC, key) AS held FROM entry WHERE space = ?
  ) WHERE held > ?)`;

/** What an entry costs beside its key and value, in bytes. */
const OVERHEAD = 64;

/**
 * Keeps everything in a SQLite file, which several processes of one machine may share. Its work is synchronous and short.
 * @throws if the file can't be opened or made
 */
export function createSqliteStore(file: string, clock: Clock = () => Date.now()): Store {
  if (file !== ':memory:') makeDirectory(dirname(file));
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
  db.exec(TABLES);
  const spaces = new Map<string, Space>();
  return {
    kind: 'sqlite',
    space(name, { maxBytes }) {
      const space = spaces.get(name) ?? new SqliteSpace(db, name, maxBytes, clock);
      spaces.set(name, space);
      return space;
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

class SqliteSpace implements Space {
  readonly degraded = false;
  readonly outages = 0;
  readonly #db: DatabaseSync;
  readonly #name: string;
  readonly #maxBytes: number;
  readonly #clock: Clock;
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  readonly #drop: StatementSync;
  readonly #starts: StatementSync;
  readonly #start: StatementSync;
  #writes = 0;
  /** The longest window that starts were asked for: what is older is of no use. */
  #windowMs = 60_000;

  constructor(db: DatabaseSync, name: string, maxBytes: number, clock: Clock) {
    this.#db = db;
    this.#name = name;
    this.#maxBytes = maxBytes;
    this.#clock = clock;
    this.#read = db.prepare('SELECT value FROM entry WHERE space = ? AND key = ? AND expires > ?');
    this.#write = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
    this.#drop = db.prepare('DELETE FROM entry WHERE space = ? AND key = ?');
    this.#starts = db.prepare('SELECT at FROM start WHERE space = ? AND key = ? AND at > ? ORDER BY at');
    this.#start = db.prepare('INSERT INTO start VALUES (?, ?, ?)');
  }

  async get(key: string): Promise<Buffer | null> {
    return this.#value(key);
  }

  async getMany(keys: readonly string[]): Promise<(Buffer | null)[]> {
    return keys.map((key) => this.#value(key));
  }

  async set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void> {
    this.#put(key, value, ttlMs);
  }

  async delete(key: string): Promise<boolean> {
    return this.#drop.run(this.#name, key).changes > 0;
  }

  async compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean> {
    return this.#atOnce(() => {
      const known = this.#value(key);
      const same = known === null || expected === null ? known === expected : known.equals(expected);
      if (same && value === null) this.#drop.run(this.#name, key);
      if (same && value !== null) this.#put(key, value, ttlMs);
      return same;
    });
  }

  async nextVersion(key: string, ttlMs: number): Promise<number> {
    return this.#atOnce(() => {
      const next = Math.max(Number(this.#value(key) ?? 0) + 1, this.#clock());
      this.#put(key, String(next), ttlMs);
      return next;
    });
  }

  async tryAdd(key: string, window: Window): Promise<WindowStatus> {
    return this.#atOnce(() => {
      const now = this.#clock();
      const starts = this.#startsOf(key, window, now);
      const taken = starts.length < window.limit && (window.ahead ?? 0) === 0;
      if (taken) {
        starts.push(now);
        this.#start.run(this.#name, key, now);
        this.#windowMs = Math.max(this.#windowMs, window.windowMs);
        this.#sweep();
      }
      return statusFromStarts(starts, now, window, taken);
    });
  }

  async peek(key: string, window: Window): Promise<WindowStatus> {
    const now = this.#clock();
    return statusFromStarts(this.#startsOf(key, window, now), now, window, false);
  }

  #value(key: string): Buffer | null {
    const value = this.#read.get(this.#name, key, this.#clock())?.['value'];
    return value instanceof Uint8Array ? Buffer.from(value) : null;
  }

  #put(key: string, value: string | Uint8Array, ttlMs: number): void {
    const bytes = Buffer.from(value);
    const now = this.#clock();
    this.#write.run(this.#name, key, bytes, now + ttlMs, bytes.length + key.length + OVERHEAD, now);
    this.#sweep();
  }

  #startsOf(key: string, { windowMs }: Window, now: number): number[] {
    return this.#starts.all(this.#name, key, now - windowMs).map((row) => Number(row['at']));
  }

  /** Nobody else, in this process or another, gets between reading and writing. */
  #atOnce<T>(work: () => T): T {
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

  /** Now and then: drops what ran out, then the oldest until the space fits its bound. */
  #sweep(): void {
    this.#writes += 1;
    if (this.#writes % SWEEP_EVERY !== 1) return;
    const now = this.#clock();
    this.#db.prepare('DELETE FROM entry WHERE expires <= ?').run(now);
    this.#db.prepare('DELETE FROM start WHERE space = ? AND at <= ?').run(this.#name, now - this.#windowMs);
    this.#db.prepare(KEEP_NEWEST).run(this.#name, this.#name, this.#maxBytes);
  }
}
