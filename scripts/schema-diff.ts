import { readFileSync, writeFileSync } from 'node:fs';
import { changesBetween } from './schema-changes.ts';

/**
 * Tells what changed in the graph since the last release, and fails for what breaks clients unless the changelog says so.
 * With `--release`, notes the graph as released.
 */
const file = (name: string): URL => new URL(`../${name}`, import.meta.url);
const read = (name: string): string => readFileSync(file(name), 'utf8');

if (process.argv.includes('--release')) {
  writeFileSync(file('schema.released.graphql'), read('schema.graphql'));
} else {
  const { lines, unannounced } = await changesBetween(
    read('schema.released.graphql'),
    read('schema.graphql'),
    read('CHANGELOG.md'),
  );
  process.stdout.write(
    `${lines.length === 0 ? 'Nothing changed since the last release.' : lines.join('\n')}\n`,
  );
  if (unannounced.length > 0) {
    const places = unannounced.map((place) => `\`${place}\``).join(', ');
    process.stderr.write(
      `\nThese break clients: name them under "### Breaking" in CHANGELOG.md: ${places}\n`,
    );
    process.exitCode = 1;
  }
}
