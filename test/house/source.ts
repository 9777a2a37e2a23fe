import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '../helpers/child-process.ts';

/** One file of the project, by its path from the top. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** All files of a folder that end in one of these; neither what was installed nor what was generated. */
export function filesOf(folder: string, ...endings: string[]): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'generated')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesOf(path, ...endings);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [fileOf(path)] : [];
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** One file by its path. */
export function fileOf(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, lines: text.replace(/\n$/, '').split('\n') };
}

/** One import of a file. */
export interface Import {
  /** Path of the file that imports. */
  readonly from: string;
  /** Path of the imported file; the bare name for a package. */
  readonly to: string;
  /** Vanishes when the types do. */
  readonly typeOnly: boolean;
  /** Loaded when it is needed, by a call. */
  readonly lazy: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;
const LAZY = /\bimport\('([^']+)'\)/g;

/** What a file imports. Files here are formatted by one tool, so that expressions can tell. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const resolve = (to: string) => (to.startsWith('.') ? normalize(join(dirname(path), to)) : to);
  return [
    ...[...text.matchAll(STATIC)].map(([all, type, to = '']) => ({
      from: path,
      to: resolve(to),
      typeOnly: type !== undefined || /^import\s+\{(\s*type\s+\w+( as \w+)?\s*,?)+\s*\}/.test(all),
      lazy: false,
    })),
    ...[...text.matchAll(LAZY)].map(([, to = '']) => ({
      from: path,
      to: resolve(to),
      typeOnly: false,
      lazy: true,
    })),
  ];
}
