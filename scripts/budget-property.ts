/**
 * Makes up operations from the schema and holds what they cost against their plans: in process by default, over HTTP with
 * `--http`. `npm run budget:property -- --operations 100000 --seed 1`. Ends with 1 if a plan was broken.
 */
import { parseArgs } from 'node:util';
import { print } from 'graphql';
import { createSubgraph } from '../src/federation/subgraph.ts';
import { overLimit } from '../src/server/limits/document-size.ts';
import { makeWeather, WEATHERS, type Weather } from '../test/cost/conditions.ts';
import { type Findings, type Spent, type Trial, tryPlans } from '../test/cost/property.ts';
import { openDesk } from '../test/cost/workbench.ts';
import { createTestGateway } from '../test/helpers/test-gateway.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    http: { type: 'boolean', default: false },
  },
});
const operations = Number(values.operations);
const seed = Number(values.seed);

/** Shares of the kinds of weather: most of the time lists keep still. */
const SHARES = [0.5, 0.2, 0.15, 0.15];

function show({ name }: Weather, found: Findings, ms: number): void {
  const { operations: made, mutations, calls, planned, free, retried, broken, ratio } = found;
  process.stdout.write(
    `${name}\n  ${made} operations (${mutations} mutations, ${free} free of calls), ${calls} calls (${retried} retries), ` +
      `${planned} planned, mean actual/planned ${ratio.toFixed(2)}, ${broken.length} broken, ${Math.round(ms / 1000)} s\n`,
  );
  for (const one of broken.slice(0, 5)) process.stdout.write(`  ${JSON.stringify(one)}\n`);
}

/** Sends operations through the front door of a gateway with a sandbox behind it, each over a socket. */
async function overHttp(): Promise<{ run: NonNullable<Trial['run']>; close: () => Promise<void> }> {
  const world = await createTestGateway({ sandbox: { tickets: 60 }, env: { FEDERATION: 'on' } });
  const url = await world.listen();
  await world.ask('{ viewer { __typename } }');
  const run: NonNullable<Trial['run']> = async (document, { variables }): Promise<Spent> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
      body: JSON.stringify({ query: print(document), variables }),
    });
    // @NOTE every answer of the gateway tells its cost.
    const { extensions } = (await response.json()) as { extensions: { cost: Omit<Spent, 'calls'> } };
    return { ...extensions.cost, calls: [] };
  };
  return { run, close: () => world.close() };
}

let failed = false;
for (const [at, weather] of WEATHERS.entries()) {
  if (values.http && at > 0) continue;
  const began = Date.now();
  const desk = await openDesk({ env: weather.env ?? {}, schema: createSubgraph().schema });
  const http = values.http ? await overHttp() : null;
  const trial: Trial = {
    operations: Math.round(operations * (values.http ? 1 : (SHARES[at] ?? 0))),
    seed,
    mutations: 0.1,
    still: weather.still,
    weather: () => makeWeather(desk, weather, seed),
    told: (made) => process.stderr.write(`${made} `),
    ...(http === null ? {} : { run: http.run, accepts: (document) => overLimit(document) === null }),
  };
  const found = await tryPlans(desk, trial);
  process.stderr.write('\n');
  show(weather, found, Date.now() - began);
  failed ||= found.broken.length > 0;
  await http?.close();
  await desk.close();
}
process.exitCode = failed ? 1 : 0;
