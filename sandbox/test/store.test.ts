import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../src/db/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
const file = join(folder, 'store.sqlite');
let store: Store;

beforeEach(async () => {
  store = await openStore(file);
});
afterEach(() => {
  store.run(store.build.deleteFrom('settings'));
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string) => store.run(store.build.insertInto('settings').values({ name, value: 'x' }));
const names = () =>
  store.all(store.build.selectFrom('settings').select('name').orderBy('name')).map(({ name }) => name);

test('answers rows, the first row, or none', () => {
  put('a');
  put('b');
  const query = store.build.selectFrom('settings').selectAll().orderBy('name');
  expect(store.all(query).map((row) => ({ ...row }))).toEqual([
    { name: 'a', value: 'x' },
    { name: 'b', value: 'x' },
  ]);
  expect(store.first(query)?.name).toBe('a');
  expect(store.first(query.where('name', '=', 'c'))).toBeUndefined();
  expect([...store.each(query)].map(({ name }) => name)).toEqual(['a', 'b']);
});

test('the same query can be walked twice at once', () => {
  put('a');
  put('b');
  const query = store.build.selectFrom('settings').select('name').orderBy('name');
  const pairs = [...store.each(query)].flatMap((one) =>
    [...store.each(query)].map((other) => one.name + other.name),
  );
  expect(pairs).toEqual(['aa', 'ab', 'ba', 'bb']);
});

describe('a transaction', () => {
  test('is undone as a whole when it throws', () => {
    put('kept');
    const work = () => {
      put('lost');
      throw new Error('stop');
    };
    expect(() => store.transaction(work)).toThrow('stop');
    expect(names()).toEqual(['kept']);
    expect(store.transaction(() => put('next')).changes).toBe(1);
    expect(names()).toEqual(['kept', 'next']);
  });

  test('inside another one stands or falls with it', () => {
    const work = () => {
      store.transaction(() => put('inner'));
      throw new Error('stop');
    };
    expect(() => store.transaction(work)).toThrow('stop');
    expect(names()).toEqual([]);
  });
});

test('a query can not be run past the store', async () => {
  await expect(store.build.selectFrom('settings').selectAll().execute()).rejects.toThrow('through the store');
});

test('more statements than are kept all work', () => {
  put('a');
  for (let n = 0; n < 1200; n += 1) {
    const query = store.build.selectFrom('settings').select((of) => of.val(n).as(`n${n}`));
    expect(Object.values({ ...store.first(query) })).toEqual([n]);
  }
});

test('a file stays readable while another process writes to it', () => {
  const other = new DatabaseSync(file);
  other.exec(`begin immediate; insert into settings values ('theirs', 'x')`);
  expect(names()).toEqual([]);
  other.exec('commit');
  expect(names()).toEqual(['theirs']);
  other.close();
});

test('rows that refer to nothing are refused', () => {
  const orphan = { ticket: 1, name: 'ticket.new', source: 'agent' as const, at: 1, data_json: '{}' };
  expect(() => store.run(store.build.insertInto('events').values(orphan))).toThrow('FOREIGN KEY');
});

test('opening a file again changes nothing in its schema', async () => {
  const tables = () => store.prepare('select name from sqlite_master order by name').all().length;
  const before = tables();
  store.close();
  store = await openStore(file);
  expect(tables()).toBe(before);
});
