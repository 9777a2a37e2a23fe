import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appOperations } from '../test/helpers/app-operations.ts';
import { playAll, shippedVersions } from '../test/mobile/shipped.ts';
import type { ApolloManifest } from './codegen/manifest.ts';

const MANIFEST = new URL('../examples/mobile/generated/persisted-query-manifest.json', import.meta.url);
const { compare } = new Intl.Collator('en', { numeric: true });

/**
 * Freezes the operations of the app as a version that was shipped: its manifest, and what each request costs and answers
 * today.
 * @returns the folder that it wrote
 * @throws Error for what is no version or is not above the last one, and for operations that fail today
 */
export async function freezeVersion(version: string, into: URL): Promise<URL> {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Say which version: npm run mobile:ship -- 2.1.0');
  const last = shippedVersions().at(-1)?.version ?? '0.0.0';
  if (compare(version, last) <= 0) throw new Error(`${version} is not above ${last}, which was shipped.`);

  const text = readFileSync(MANIFEST, 'utf8');
  const manifest: ApolloManifest = JSON.parse(text);
  const requests = appOperations().map(({ name, operationName, token, template }) => ({
    name,
    operation: operationName,
    token,
    variables: template,
  }));
  const plays = await playAll(manifest, requests);
  const failed = plays.filter(({ codes }) => codes.length > 0).map(({ name }) => name);
  if (failed.length > 0) throw new Error(`These fail today, so they are not shipped: ${failed.join(', ')}`);

  const folder = new URL(`${version}/`, into);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('persisted-query-manifest.json', folder), text);
  writeFileSync(new URL('replay.json', folder), `${JSON.stringify(plays, null, 2)}\n`);
  return folder;
}
