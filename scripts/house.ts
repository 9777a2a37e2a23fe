import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

/** One number of the code base, and whether it is within its limit. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** What counts against the limit, by name. */
  readonly found: readonly string[];
}

/** A file, by its path from the top. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** The rooms of `src` from top to bottom. Imports go down, never across a line. */
export const RANKS: readonly (readonly string[])[] = [
  ['main'],
  ['app'],
  ['server'],
  ['federation'],
  ['schema'],
  ['viewer', 'media', 'event', 'export'],
  ['ticket'],
  ['user'],
  ['lists'],
  ['cost', 'idempotency', 'documents'],
  ['graphql'],
  ['trace'],
  ['context'],
  ['paging', 'upstream'],
  ['store'],
  ['config', 'process', 'stable-json'],
];

/** The declaration of an API, and its encoding and decoding. */
const DECLARATION = /^src\/upstream\/endpoint\/(?:declare|type|fields|datetime|encode|decode)\.ts$/;

/** Names of the product and of the API, which messages may say. */
const PRODUCT = /ticket API|ticket-gateway/g;

/** The files of a directory that end so. */
export function sources(directory: string, ...endings: string[]): Source[] {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length))
    .filter((path) => !path.includes('node_modules'))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, lines: text.replace(/\n$/, '').split('\n').length };
    });
}

/** The room of a file: its folder below `src`, or its own name at the top. */
export const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
const rankOf = (path: string): number => RANKS.findIndex((rooms) => rooms.includes(roomOf(path)));

/** The relative imports of a file, type imports and lazy ones included, as paths from the top. */
export function importsOf({ path, text }: Pick<Source, 'path' | 'text'>): string[] {
  const specifiers = text.matchAll(/^(?:import|export)\s[^'";]*'(\.[^']+)';|\bimport\('(\.[^']+)'\)/gm);
  return [...specifiers].map(([, one, other]) => normalize(join(dirname(path), one ?? other ?? '')));
}

/** The functions of a file that have more lines than the limit. */
export function longFunctions({ path, text }: Pick<Source, 'path' | 'text'>, limit: number): string[] {
  const found: string[] = [];
  const check = ({ start, end }: { start: number; end: number }): void => {
    // The fields of a Pothos type are a list, however long.
    if (/^\(t\) =>/.test(text.slice(start, end))) return;
    const lines = text.slice(start, end).split('\n').length;
    if (lines > limit) found.push(`${path}:${text.slice(0, start).split('\n').length} (${lines})`);
  };
  new Visitor({
    FunctionDeclaration: check,
    FunctionExpression: check,
    ArrowFunctionExpression: check,
  }).visit(parseSync(path, text).program);
  return found;
}

/** Imports that go up or across, each as `from → to`. */
function wrongArrows(arrows: readonly (readonly [string, string])[], wrong: (down: number) => boolean) {
  return arrows
    .filter(([from, to]) => roomOf(from) !== roomOf(to) && wrong(rankOf(to) - rankOf(from)))
    .map((arrow) => arrow.join(' → '));
}

/** The cycles that a walk along the arrows finds. */
export function cyclesIn(arrows: readonly (readonly [string, string])[]): string[] {
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

const comments = ({ path, text }: Source): string =>
  parseSync(path, text)
    .comments.map(({ value }) => value)
    .join('\n');

/** Measures the code base. */
export function measure(): readonly Measure[] {
  const src = sources('src', '.ts');
  const gateway = sources('src', '.ts', '.js');
  const files = [...src, ...sources('sandbox/src', '.ts')];
  const sizes = files.map(({ lines }) => lines).toSorted((one, other) => one - other);
  const over = (limit: number) =>
    files.filter(({ lines }) => lines > limit).map(({ path, lines }) => `${path} (${lines})`);
  const list = (name: string, limit: number, found: readonly string[]): Measure => ({
    name,
    value: found.length,
    limit,
    found,
  });
  const number = (name: string, limit: number, value: number): Measure => ({ name, value, limit, found: [] });
  const sum = (some: readonly Source[]) => some.reduce((total, { lines }) => total + lines, 0);

  const arrows = src.flatMap((file) => importsOf(file).map((to) => [file.path, to] as const));
  const directories = Map.groupBy(files, ({ path }) => dirname(path));
  const tests = sources('test', '.test.ts');
  // The public face of a room: what other rooms import. Nothing imports the rooms at the top.
  const faces = new Set(arrows.filter(([from, to]) => roomOf(from) !== roomOf(to)).map(([, to]) => to));
  const isPrivate = (path: string) =>
    path.startsWith('src/') && !faces.has(path) && !['main', 'app'].includes(roomOf(path));
  const words = [...files.map(comments), readFileSync(join(root, 'schema.graphql'), 'utf8')].flatMap((text) =>
    [...text.matchAll(/\b(?:told|whoever|nobody|look|kept)\b/gi)].map(([word]) => word.toLowerCase()),
  );

  return [
    number('lines of the gateway', 16_999, sum(gateway)),
    number('median lines of a file', 70, sizes[Math.floor(sizes.length / 2)] ?? 0),
    number('lines of nine files in ten', 180, sizes[Math.floor(sizes.length * 0.9)] ?? 0),
    list('files over 300 lines', 0, over(300)),
    list(
      'functions over 40 lines',
      15,
      files.flatMap((file) => longFunctions(file, 40)),
    ),
    list(
      'directories with more than 15 files',
      0,
      [...directories].filter(([, inside]) => inside.length > 15).map(([path]) => path),
    ),
    list(
      'files in no ranked room',
      0,
      src.filter(({ path }) => rankOf(path) < 0).map(({ path }) => path),
    ),
    list(
      'imports that go up',
      0,
      wrongArrows(arrows, (down) => down < 0),
    ),
    list(
      'imports that go across',
      0,
      wrongArrows(arrows, (down) => down === 0),
    ),
    list('cycles of files', 0, cyclesIn(arrows)),
    list(
      'test files that import a private file of src',
      Math.floor(tests.length / 3),
      tests.filter((file) => importsOf(file).some(isPrivate)).map(({ path }) => path),
    ),
    list('mannered words in comments and SDL', 39, words),
    number(
      'lines of declaration, encoding and decoding',
      450,
      sum(src.filter(({ path }) => DECLARATION.test(path))),
    ),
    list(
      'files of upstream that name tickets, medias or users',
      0,
      sources('src/upstream', '.ts')
        .filter(({ text }) => /tickets?\b|medias?\b|\busers\b/i.test(text.replaceAll(PRODUCT, '')))
        .map(({ path }) => path),
    ),
  ];
}

function print(measures: readonly Measure[]): void {
  for (const { name, value, limit, found } of measures) {
    const missed = value > limit;
    process.stdout.write(`${missed ? 'MISS' : 'ok  '} ${name}: ${value} (at most ${limit})\n`);
    if (missed) for (const one of found) process.stdout.write(`       ${one}\n`);
  }
  process.exitCode = measures.some(({ value, limit }) => value > limit) ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) print(measure());
