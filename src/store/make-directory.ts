import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and its missing parents, from the top down. Node's own `recursive` option loops forever under a
 * directory that exists and rejects new entries with ENOENT, such as `/proc`.
 *
 * @throws the error of the first directory that can't be made
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  for (let parent = resolve(path); !existsSync(parent); parent = dirname(parent)) missing.unshift(parent);
  for (const directory of missing) {
    try {
      mkdirSync(directory);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!existsSync(directory)) throw error;
    }
  }
}
