import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What came of compiling `desk.js` against the graph. */
export interface Compiled {
  /** What the compiler said. */
  readonly output: string;
  readonly status: number | null;
  /** The file of persisted documents, as Relay writes it: id to document. */
  readonly manifest: string;
  query(name: string): ConcreteRequest;
  fragment(name: string): ReaderFragment;
  /** Removes all of it. */
  remove(): void;
}

/** Compiles with the real compiler, in a folder that is made for it. Documents are persisted, as Relay does by default: by MD5. */
export function compile(): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  const manifest = join(folder, 'persisted.json');
  mkdirSync(join(folder, 'src/__generated__'), { recursive: true });
  copyFileSync(here('desk.js'), join(folder, 'src/desk.js'));
  copyFileSync(here('../../../../schema.graphql'), join(folder, 'schema.graphql'));
  writeFileSync(manifest, '{}');
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './src/__generated__',
      eagerEsModules: false,
      persistConfig: { file: './persisted.json' },
    }),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [here('../node_modules/relay-compiler/cli.js'), 'relay.config.json'],
    { cwd: folder, encoding: 'utf8' },
  );
  const artifact = (name: string) =>
    createRequire(join(folder, 'src/desk.js'))(`./__generated__/${name}.graphql.js`);
  return {
    status,
    output: stdout + stderr,
    manifest,
    query: artifact,
    fragment: artifact,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The documents of such a file by their ids. */
export const documentsIn = (manifest: string): Record<string, string> =>
  JSON.parse(readFileSync(manifest, 'utf8'));
