import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { appOperations } from '../test/helpers/app-operations.ts';
import { playAll, SHIPPED, shippedVersions } from '../test/mobile/shipped.ts';
import type { ApolloManifest } from './codegen/manifest.ts';

/**
 * Freezes the operations of the app as a version that was shipped: its manifest, and what each request costs and answers
 * today. The tests replay it from then on. `npm run mobile:ship -- 2.1.0`; `--into` another folder, to look at it first.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } });
const [version = ''] = positionals;
const into = values.into === undefined ? SHIPPED : pathToFileURL(`${resolve(values.into)}/`);
const order = new Intl.Collator('en', { numeric: true });
const last = shippedVersions().at(-1)?.version ?? '0.0.0';
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Say which version: npm run mobile:ship -- 2.1.0');
if (order.compare(version, last) <= 0) throw new Error(`${version} is not above ${last}, which was shipped.`);

const manifestText = readFileSync(
  new URL('../examples/mobile/generated/persisted-query-manifest.json', import.meta.url),
  'utf8',
);
const manifest: ApolloManifest = JSON.parse(manifestText);
const requests = appOperations().map(({ name, operationName, token, template }) => ({
  name,
  operation: operationName,
  token,
  variables: template,
}));
const plays = await playAll(manifest, requests);
const failed = plays.filter(({ codes }) => codes.length > 0);
if (failed.length > 0)
  throw new Error(`These fail today, so they are not shipped: ${failed.map(({ name }) => name).join(', ')}`);

const folder = new URL(`${version}/`, into);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('persisted-query-manifest.json', folder), manifestText);
writeFileSync(new URL('replay.json', folder), `${JSON.stringify(plays, null, 2)}\n`);
process.stdout.write(
  `${version}: ${manifest.operations.length} operations, ${plays.length} requests, in ${fileURLToPath(folder)}\n`,
);
