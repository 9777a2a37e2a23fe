import { describe, expect, test } from 'vitest';
import { fileOf, filesOf, type Import, importsOf } from './source.ts';

const files = filesOf('src', '.ts', '.mjs');
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => to.startsWith('src/'));

/** The room of a file: its folder below `src`, or its own name at the top. */
const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';

const BELOW_CONCEPTS = ['paging', 'graphql', 'upstream'];
const CONCEPTS_BELOW = ['ticket', 'user', 'idempotency', ...BELOW_CONCEPTS];

/** Which rooms a room may import; what is not listed, it may not. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  main: ['config', 'config-shown', 'banner', 'parent', 'folder', 'server', 'federation', 'sandbox'],
  banner: ['config'],
  parent: [],
  'config-shown': ['config'],
  config: ['setting-kinds'],
  'setting-kinds': [],
  server: [
    'schema',
    'federation',
    'config',
    'context',
    'budget',
    'store',
    'idempotency',
    'documents',
    'user',
    ...BELOW_CONCEPTS,
  ],
  federation: ['schema', 'ticket', 'user', 'graphql'],
  schema: ['viewer', 'media', 'event', 'export', ...CONCEPTS_BELOW],
  viewer: CONCEPTS_BELOW,
  media: CONCEPTS_BELOW,
  event: CONCEPTS_BELOW,
  export: CONCEPTS_BELOW,
  ticket: ['user', 'idempotency', ...BELOW_CONCEPTS],
  user: ['store', ...BELOW_CONCEPTS],
  context: ['graphql', 'upstream'],
  budget: ['graphql', 'upstream', 'store'],
  idempotency: ['graphql', 'upstream', 'store'],
  documents: ['graphql', 'store'],
  graphql: [],
  paging: [],
  upstream: ['store'],
  store: ['folder'],
  folder: [],
  sandbox: [],
};

/** Rooms that may know `context.ts`, as a type. */
const KNOW_CONTEXT = [
  'graphql',
  'user',
  'ticket',
  'media',
  'event',
  'export',
  'viewer',
  'budget',
  'idempotency',
  'federation',
];

/** What may be imported as a type beyond that: a context names what it carries. */
const MAY_AS_TYPE: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(KNOW_CONTEXT.map((room) => [room, ['context']])),
  context: ['user', 'paging', 'budget', 'store', 'idempotency', 'documents'],
};

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other) return true;
  return MAY[room]?.includes(other) === true || (typeOnly && MAY_AS_TYPE[room]?.includes(other) === true);
}

const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe('imports go down the page', () => {
  test('there are files to look at, and each room has its rule', () => {
    expect(inside.length).toBeGreaterThan(300);
    expect([...new Set(files.map(({ path }) => roomOf(path)))].filter((room) => !(room in MAY))).toEqual([]);
  });

  test('no arrow goes up or across', () => {
    expect(inside.filter((one) => !isAllowed(one)).map(shown)).toEqual([]);
  });

  test('the sandbox is known to main alone, and loaded only when it is wanted', () => {
    const knowing = inside.filter(({ from, to }) => roomOf(to) === 'sandbox' && roomOf(from) !== 'sandbox');
    expect(knowing.map(({ from, lazy }) => [from, lazy])).toEqual([['src/main.ts', true]]);
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

describe('there are no cycles', () => {
  test('of files, types included', () => {
    expect(cyclesIn(inside.map(({ from, to }) => [from, to]))).toEqual([]);
  });

  test('of rooms', () => {
    const between = inside
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ from, to }) => [roomOf(from), roomOf(to)] as const);
    expect(cyclesIn(between.filter(([from, to]) => from !== to))).toEqual([]);
  });

  test('and the search finds one where there is one', () => {
    expect(
      cyclesIn([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ]),
    ).toEqual(['b → c → b']);
  });
});

/** The cycles that a walk along the arrows meets, each as the way around. */
function cyclesIn(arrows: readonly (readonly [string, string])[]): string[] {
  const next = Map.groupBy(arrows, ([from]) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (at: string, way: readonly string[]): void => {
    if (way.includes(at)) {
      found.push([...way.slice(way.indexOf(at)), at].join(' → '));
      return;
    }
    if (done.has(at)) return;
    for (const [, to] of next.get(at) ?? []) walk(to, [...way, at]);
    done.add(at);
  };
  for (const from of next.keys()) walk(from, []);
  return found;
}
