import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Manifests on a disk. */
export interface Manifests {
  /** As `PERSISTED_MANIFESTS` takes them. */
  readonly files: string;
  remove(): void;
}

/** Writes manifests by their names: as JSON, or a text as it is. */
export function writeManifests(manifests: Readonly<Record<string, unknown>>): Manifests {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  const files = Object.entries(manifests).map(([name, manifest]) => {
    const file = join(folder, name);
    writeFileSync(file, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    return file;
  });
  return { files: files.join(','), remove: () => rmSync(folder, { recursive: true }) };
}
