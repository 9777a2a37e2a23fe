/**
 * Lets callers of two enterprises ask the same things at once and looks for values that crossed from one to another, with
 * each kind of store. `npm run budget:isolation -- --operations 200000 --store memory`. Ends with 1 if one did.
 */
import { parseArgs } from 'node:util';
import { keepsForEverybody, tryIsolation } from '../test/cost/isolation.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'memory' },
  },
});
const began = Date.now();
const { operations, calls, cached, foreign } = await tryIsolation({
  operations: Number(values.operations),
  atOnce: 32,
  seed: Number(values.seed),
  env: { STORE: values.store },
  told: (made) => process.stderr.write(made % 10_000 === 0 ? `${made} ` : ''),
});
process.stderr.write('\n');
const seconds = Math.round((Date.now() - began) / 1000);
process.stdout.write(
  `${operations} operations of 4 callers of 2 enterprises, 32 at once, store ${values.store.replace(/:.*/, '')}: ${calls} calls, ` +
    `${cached} cached or shared reads, ${foreign.length} foreign values, ${seconds} s\n`,
);
for (const one of foreign.slice(0, 5)) process.stdout.write(`  ${JSON.stringify(one)}\n`);
const planted = await tryIsolation({
  operations: 500,
  atOnce: 32,
  seed: 3,
  env: { CACHE: 'off' },
  layers: (usual) => ({ keepsForEverybody, ...usual }),
});
process.stdout.write(
  `with a leak planted: ${planted.foreign.length} foreign values in ${planted.operations} operations\n`,
);
process.exitCode = foreign.length === 0 && planted.foreign.length > 0 ? 0 : 1;
