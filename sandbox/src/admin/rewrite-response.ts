import { applies, type HabitSet } from './behaviours.ts';

/** A JSON answer bent by the habits. A page is an object with a list called `data`; anything else counts as its own only row. */
export function rewritten(body: unknown, habits: HabitSet, method: string, path: string): unknown {
  if (!isRecord(body)) return body;
  const list = body['data'];
  if (!Array.isArray(list)) return rewriteRow(body, 0, habits, method, path);
  const data = list.map((row: unknown, place) =>
    isRecord(row) ? rewriteRow(row, place, habits, method, path) : row,
  );
  return habits.bareArray ? data : without({ ...body, data }, habits.hide);
}

type Row = Readonly<Record<string, unknown>>;

function rewriteRow(row: Row, place: number, habits: HabitSet, method: string, path: string): Row {
  let bent = row;
  for (const rule of habits.rewrite) {
    const touched = applies(rule, method, path) && (rule.rows?.includes(place) ?? true);
    if (touched) bent = without({ ...bent, ...rule.set }, rule.drop);
  }
  return bent;
}

function without(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
