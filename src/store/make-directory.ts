import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, one after the other from the nearest that is there. Node's own recursive way never ends
 * where a folder is there and nothing can be made in it because that "does not exist", as under `/proc`.
 * @throws what the first one that can't be made throws
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!existsSync(folder)) throw error;
    }
  }
}
