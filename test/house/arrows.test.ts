import { describe, expect, test } from 'vitest';
import { measure } from '../../scripts/house.ts';
import { fileOf, filesOf, type Import, importsOf } from './source.ts';

const files = filesOf('src', '.ts', '.mjs');
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => to.startsWith('src/'));

/** The room of a file: its folder below `src`, or its own name at the top. */
const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';

const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe('imports go down the page', () => {
  test.each(['imports that go up', 'imports that go across', 'cycles of files'])('%s: no new one', (name) => {
    const found = measure().find((one) => one.name === name)?.found ?? ['not measured'];
    expect(found).toEqual([]);
  });

  test('the sandbox is known to main alone, and loaded only when it is wanted', () => {
    const knowing = imports.filter(({ to }) => to === 'ticket-api-sandbox' || to.startsWith('sandbox/'));
    expect(knowing.map(({ from, lazy }) => [from, lazy])).toEqual([['src/main.ts', true]]);
    const back = filesOf('sandbox/src', '.ts').flatMap(importsOf);
    expect(back.filter(({ to }) => to.startsWith('src/')).map(shown)).toEqual([]);
  });

  test('inside a concept: schema, then loader, then upstream', () => {
    const rank = (path: string) =>
      ['upstream', 'loader', 'schema'].findIndex((name) => path.endsWith(`/${name}.ts`));
    const within = inside.filter(
      ({ from, to }) => roomOf(from) === roomOf(to) && rank(from) >= 0 && rank(to) >= 0,
    );
    expect(within.length).toBeGreaterThan(3);
    expect(within.filter(({ from, to }) => rank(from) < rank(to)).map(shown)).toEqual([]);
  });

  test('only the builder and its neighbours know GraphQL’s library; the upstream side knows none of it', () => {
    const graphql = ['graphql', '@pothos/core', 'graphql-yoga', 'dataloader', 'graphql-scalars'];
    const rooms = imports.filter(({ to }) => graphql.includes(to)).map(({ from }) => roomOf(from));
    for (const room of ['paging', 'upstream', 'store', 'sandbox', 'config'])
      expect(rooms).not.toContain(room);
  });

  test('the environment is handed over by main and read by config', () => {
    const readers = files.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path);
    expect(readers).toEqual(['src/main.ts']);
    expect(fileOf('src/main.ts').text).not.toMatch(/process\.env[.[]/);
  });

  test('no file re-exports values of another', () => {
    const passed = files
      .filter(({ text }) => /^export (\*|\{[^}]*\}) from/m.test(text))
      .map(({ path }) => path);
    expect(passed).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => /(index|utils?|helpers?)\.ts$/.test(path))).toEqual(
      [],
    );
  });
});
