import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Past so many remembered totals all are let go. */
const REMEMBERED = 1000;

/**
 * Remembers what a counting query answered for as long as nothing at all is written, by this process or another. Counting is
 * the dear part of a list: SQLite walks all that match, where a page ends after its rows.
 * @param count runs a query that answers one number
 */
export function createTotals(
  database: DatabaseSync,
  count: (sql: string, values: SQLInputValue[]) => number,
): (sql: string, values: SQLInputValue[]) => number {
  const remembered = new Map<string, number>();
  // What this connection changed (also by triggers), and a number that moves when another one commits.
  const asked = database.prepare(
    'select total_changes() as own, data_version as others from pragma_data_version',
  );
  let seen = '';
  return (sql, values) => {
    // What is undone afterwards must not be remembered.
    if (database.isTransaction) return count(sql, values);
    const state = asked.get();
    const now = `${state?.['own']} ${state?.['others']}`;
    if (now !== seen || remembered.size >= REMEMBERED) remembered.clear();
    seen = now;
    const key = JSON.stringify([sql, values]);
    const total = remembered.get(key) ?? count(sql, values);
    remembered.set(key, total);
    return total;
  };
}
