import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Compilable, type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';
import { createTotals } from './totals.ts';

/**
 * The database. Queries are built with `build` and run here, synchronously: nothing can come between the statements
 * of a transaction, so requests that arrive together can't see each other's halves.
 */
export interface Store {
  /** Builds queries and knows the tables. It has no connection: its own `execute` throws. */
  readonly build: Kysely<Schema>;
  /** All rows of a query. */
  all<Row>(query: Compilable<Row>): Row[];
  /** The first row, or undefined. */
  first<Row>(query: Compilable<Row>): Row | undefined;
  /** The number that a counting query answers, remembered until something is written. */
  total(query: Compilable<{ total: number }>): number;
  /** Rows one by one, for what is too large to hold. Don't write to the same table meanwhile. */
  each<Row>(query: Compilable<Row>): IterableIterator<Row>;
  /** Runs a change; answers the rows changed and the id given to the last row inserted. */
  run(query: Compilable<unknown>): { changes: number; id: number };
  /** Runs `work`, which must not await, as a whole or not at all; inside another transaction it joins that one. */
  transaction<Result>(work: () => Result): Result;
  /** A statement in plain SQL, for what is repeated 100,000 times. */
  prepare(sql: string): StatementSync;
  /** Closes the file. Safe to call twice. */
  close(): void;
}

/** Prepared statements that are cached; past this number, all are dropped. */
const KEPT_STATEMENTS = 500;

/**
 * Opens (or creates) a database and brings its schema up to date.
 * @param file a path, or `:memory:`
 * @throws if the file can't be opened or a migration fails; the file is closed then
 */
export async function openStore(file: string): Promise<Store> {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    // The cache is in KiB when negative: 32 MiB keep the indexes of 100,000 tickets at hand.
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma cache_size = -32768',
    );
    await migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return storeOn(database);
}

function storeOn(database: DatabaseSync): Store {
  const kept = new Map<string, StatementSync>();
  const build = new Kysely<Schema>({
    dialect: dialectOn(() => Promise.reject(new Error('Run queries through the store.'))),
  });

  function statement({ sql }: Pick<CompiledQuery, 'sql'>): StatementSync {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_STATEMENTS) kept.clear();
    const prepared = database.prepare(sql);
    kept.set(sql, prepared);
    return prepared;
  }
  const totals = createTotals(database, (sql, given) => Number(statement({ sql }).get(...given)?.['total']));

  return {
    build,
    all<Row>(query: Compilable<Row>): Row[] {
      const compiled = query.compile();
      // @NOTE the row type is kysely's, inferred from the query; SQLite itself is untyped.
      return statement(compiled).all(...bound(compiled)) as Row[];
    },
    first<Row>(query: Compilable<Row>): Row | undefined {
      const compiled = query.compile();
      // @NOTE as above.
      return statement(compiled).get(...bound(compiled)) as Row | undefined;
    },
    total(query) {
      const compiled = query.compile();
      return totals(compiled.sql, bound(compiled));
    },
    each<Row>(query: Compilable<Row>): IterableIterator<Row> {
      const compiled = query.compile();
      // @NOTE as above. Prepared again: a cached statement can't be iterated twice at once.
      return database.prepare(compiled.sql).iterate(...bound(compiled)) as IterableIterator<Row>;
    },
    run(query: Compilable<unknown>) {
      const compiled = query.compile();
      const { changes, lastInsertRowid } = statement(compiled).run(...bound(compiled));
      return { changes: Number(changes), id: Number(lastInsertRowid) };
    },
    transaction<Result>(work: () => Result): Result {
      if (database.isTransaction) return work();
      database.exec('begin immediate');
      try {
        const result = work();
        database.exec('commit');
        return result;
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
    },
    prepare: (sql) => database.prepare(sql),
    close() {
      kept.clear();
      if (database.isOpen) database.close();
    },
  };
}

async function migrate(database: DatabaseSync): Promise<void> {
  const db = new Kysely<unknown>({ dialect: dialectOn(async () => database) });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** kysely speaks to better-sqlite3; node:sqlite differs in parameters and readers. */
function dialectOn(open: () => Promise<DatabaseSync>): SqliteDialect {
  return new SqliteDialect({
    database: async () => {
      const database = await open();
      return {
        close: () => database.close(),
        prepare(sql) {
          const prepared = database.prepare(sql);
          return {
            reader: prepared.columns().length > 0,
            all: (parameters) => prepared.all(...values(parameters)),
            run: (parameters) => prepared.run(...values(parameters)),
            iterate: (parameters) => prepared.iterate(...values(parameters)),
          };
        },
      };
    },
  });
}

const bound = (query: CompiledQuery): SQLInputValue[] => values(query.parameters);

// @NOTE only values of table columns are ever bound, and those are all of SQLite's own types.
const values = (parameters: readonly unknown[]): SQLInputValue[] => [...parameters] as SQLInputValue[];
