import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printSubgraphSchema } from '../src/federation/subgraph.ts';
import { printClientSchema } from '../src/schema.ts';
import { architecturePage } from './architecture-page.ts';
import { settingsPage } from './settings-table.ts';
import { wirePage } from './wire-page.ts';

/** Something committed that is printed from the code. */
export interface Printed {
  readonly name: string;
  /** What prints it anew. */
  readonly command: string;
  /** The files of it that are not what the code prints now. Changes nothing. */
  drifted(): readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const one = (name: string, command: string, print: () => string): Printed => ({
  name,
  command,
  drifted: () => (readFileSync(join(root, name), 'utf8') === print() ? [] : [name]),
});
const folder = (name: string): Printed => ({
  name,
  command: 'npm run codegen',
  drifted: () => differences(contents(root, name), generatedAnew().get(name) ?? new Map()),
});

/** Everything in the project that is printed and not written. */
export const PRINTED: readonly Printed[] = [
  one('schema.graphql', 'npm run schema:print', printClientSchema),
  one('subgraph.graphql', 'npm run schema:print', printSubgraphSchema),
  one('docs/settings.md', 'npm run settings:print', settingsPage),
  one('docs/wire.md', 'npm run wire:print', wirePage),
  one('docs/architecture.md', 'npm run architecture:print', architecturePage),
  folder('test/generated'),
  folder('examples/mobile/generated'),
];

/** The files, by name, that only one side has or that differ. */
export function differences(
  mine: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...mine.keys(), ...other.keys()])]
    .filter((name) => mine.get(name) !== other.get(name))
    .toSorted();
}

/** What codegen reads. */
const FROM = [
  'codegen.ts',
  'schema.graphql',
  'package.json',
  'examples/queries',
  'examples/mobile/operations',
  'test/operations',
  'scripts/codegen',
];
let anew: ReadonlyMap<string, Map<string, string>> | undefined;

/** What codegen writes, by folder: it runs once, on a copy, so that looking changes nothing. */
function generatedAnew(): ReadonlyMap<string, Map<string, string>> {
  if (anew !== undefined) return anew;
  const copy = mkdtempSync(join(tmpdir(), 'codegen-'));
  try {
    for (const part of FROM) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync(join(root, 'node_modules/.bin/graphql-codegen'), ['--config', 'codegen.ts'], {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const folders = ['test/generated', 'examples/mobile/generated'];
    anew = new Map(folders.map((name) => [name, contents(copy, name)]));
    return anew;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The files below a folder, by their path from the top. */
function contents(top: string, folder: string): Map<string, string> {
  return new Map(
    readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(join(top, '/').length), readFileSync(path, 'utf8')];
      }),
  );
}
