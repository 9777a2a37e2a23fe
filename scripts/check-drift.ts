import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printSubgraphSchema } from '../src/federation/subgraph.ts';
import { printClientSchema } from '../src/schema.ts';
import { SETTINGS_FILE, settingsPage } from './settings-table.ts';

/** Fails when a file that is printed from the code is not what the code prints now. */
const root = fileURLToPath(new URL('..', import.meta.url));
const faults: string[] = [];

if (readFileSync(join(root, 'schema.graphql'), 'utf8') !== printClientSchema()) {
  faults.push('schema.graphql is not what the code prints: npm run schema:print');
}
if (readFileSync(join(root, 'subgraph.graphql'), 'utf8') !== printSubgraphSchema()) {
  faults.push('subgraph.graphql is not what the code prints: npm run schema:print');
}
if (readFileSync(SETTINGS_FILE, 'utf8') !== settingsPage()) {
  faults.push('docs/settings.md is not what the code prints: npm run settings:print');
}
if (!sameFolder(join(root, 'test/generated'), generatedAnew())) {
  faults.push('test/generated is not what codegen writes: npm run codegen');
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Runs codegen on a copy, so that looking changes nothing. */
function generatedAnew(): Map<string, string> {
  const copy = mkdtempSync(join(tmpdir(), 'codegen-'));
  try {
    for (const part of ['codegen.ts', 'schema.graphql', 'package.json', 'examples', 'test/operations']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
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
