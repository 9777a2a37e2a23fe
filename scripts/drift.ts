import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printSubgraphSchema } from '../src/federation/subgraph.ts';
import { printClientSchema } from '../src/schema.ts';
import { SETTINGS_FILE, settingsPage } from './settings-table.ts';

/** Something committed that is printed from the code. */
export interface Printed {
  readonly name: string;
  /** What prints it anew. */
  readonly command: string;
  /** Whether it is what the code prints now. Changes nothing. */
  isCurrent(): boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const file = (name: string): string => readFileSync(join(root, name), 'utf8');

/** Everything in the project that is printed and not written. */
export const PRINTED: readonly Printed[] = [
  {
    name: 'schema.graphql',
    command: 'npm run schema:print',
    isCurrent: () => file('schema.graphql') === printClientSchema(),
  },
  {
    name: 'subgraph.graphql',
    command: 'npm run schema:print',
    isCurrent: () => file('subgraph.graphql') === printSubgraphSchema(),
  },
  {
    name: 'docs/settings.md',
    command: 'npm run settings:print',
    isCurrent: () => readFileSync(SETTINGS_FILE, 'utf8') === settingsPage(),
  },
  {
    name: 'test/generated',
    command: 'npm run codegen',
    isCurrent: () => sameFolder(join(root, 'test/generated'), generatedAnew()),
  },
];

/** Runs codegen on a copy, so that looking changes nothing. */
function generatedAnew(): Map<string, string> {
  const copy = mkdtempSync(join(tmpdir(), 'codegen-'));
  try {
    for (const part of [
      'codegen.ts',
      'schema.graphql',
      'package.json',
      'examples/queries',
      'test/operations',
    ]) {
      const filter = (path: string) => !path.endsWith('node_modules');
      cpSync(join(root, part), join(copy, part), { recursive: true, filter });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync(join(root, 'node_modules/.bin/graphql-codegen'), ['--config', 'codegen.ts'], {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return contents(join(copy, 'test/generated'));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function contents(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function sameFolder(folder: string, other: Map<string, string>): boolean {
  const mine = contents(folder);
  return mine.size === other.size && [...mine].every(([name, text]) => other.get(name) === text);
}
