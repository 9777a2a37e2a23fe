import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTotals } from '../src/db/totals.ts';
import { openApi, type Page, type Ticket } from './api.ts';

let folder: string;
let database: DatabaseSync;
let counted: number;
let total: () => number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'totals-'));
  database = new DatabaseSync(join(folder, 'totals.sqlite'));
  database.exec('pragma journal_mode = wal; create table things (n integer)');
  counted = 0;
  const totals = createTotals(database, (sql) => {
    counted += 1;
    return Number(database.prepare(sql).get()?.['n']);
  });
  total = () => totals('select count(*) as n from things', []);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('a total is counted once for as long as nothing is written', () => {
  expect([total(), total(), total(), counted]).toEqual([0, 0, 0, 1]);
});

test('after a write it is counted again, once', () => {
  total();
  database.exec('insert into things values (1)');
  expect([total(), total(), counted]).toEqual([1, 1, 2]);
});

test('what another process writes is seen too', () => {
  total();
  const other = new DatabaseSync(join(folder, 'totals.sqlite'));
  other.exec('insert into things values (1)');
  other.close();
  expect([total(), total(), counted]).toEqual([1, 1, 2]);
});

test('what a transaction sees and takes back is not remembered', () => {
  total();
  database.exec('begin; insert into things values (1)');
  expect([total(), counted]).toEqual([1, 2]);
  database.exec('rollback');
  expect([total(), total()]).toEqual([0, 0]);
});

test('different values have totals of their own', () => {
  database.exec('insert into things values (1), (1), (2)');
  const totals = createTotals(database, (sql, values) => Number(database.prepare(sql).get(...values)?.['n']));
  const of = (n: number) => totals('select count(*) as n from things where n = ?', [n]);
  expect([of(1), of(2), of(1)]).toEqual([2, 1, 2]);
});

test('a list tells the new total right after a ticket was made, and after it was deleted', async () => {
  const api = await openApi();
  const alice = api.as('alice');
  const totalNow = async () => (await alice.get<Page<Ticket>>('/tickets', { limit: 1 })).body.total;
  const before = await totalNow();
  const { body } = await alice.post<Ticket>('/tickets', { email: 'zoe@example.com', agent: 'alice' });
  expect(await totalNow()).toBe(before + 1);
  await alice.delete(`/tickets/${body.id}`);
  expect(await totalNow()).toBe(before);
  await api.sandbox.close();
});
