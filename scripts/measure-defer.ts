import { cpus, loadavg } from 'node:os';
import { APOLLO_ACCEPTS } from '../test/helpers/multipart.ts';
import { createTestGateway } from '../test/helpers/test-gateway.ts';

/**
 * Prints when a ticket is on the screen with its medias and events deferred, beside the same in one piece, in one run over
 * sockets: `npm run defer:figures`. Every call of the API takes 150 ms, its medias a second.
 */
const QUERY = `query ($id: ID!) {
  ticket(ticketId: $id) {
    subject
    state
    ... @defer { medias(first: 10) { nodes { id title } } }
    ... @defer { events(first: 20) { nodes { id name } } }
  }
}`;
const RUNS = 20;

const world = await createTestGateway();
await world.ask('{ viewer { user { userId } } }');
const id = String((await world.admin.insert({ user: 'alice', subject: 'Boiler' }))[0]);
await world.admin.habits({
  latency: [
    { path: '/tickets/{ticketId}/medias', ms: 1_000 },
    { path: '*', ms: 150 },
  ],
});
const url = await world.listen();

/** Milliseconds until the ticket can be shown, and until all is there. */
async function time(accept: string): Promise<{ shown: number; whole: number }> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice', accept },
    body: JSON.stringify({ query: QUERY, variables: { id } }),
  });
  let shown = 0;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (shown === 0 && text.includes('"Boiler"')) shown = performance.now() - began;
  }
  return { shown, whole: performance.now() - began };
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

async function times(name: string, accept: string): Promise<number> {
  const all = [];
  for (let n = 0; n < RUNS; n += 1) all.push(await time(accept));
  const [shown, whole] = [median(all.map((one) => one.shown)), median(all.map((one) => one.whole))];
  process.stdout.write(
    `${name}: the ticket after ${shown.toFixed(0)} ms, all after ${whole.toFixed(0)} ms\n`,
  );
  return shown;
}

const [load = 0] = loadavg();
process.stdout.write(
  `${cpus().length} cores, load ${load.toFixed(1)}, Node ${process.versions.node}; median of ${RUNS}\n`,
);
const piece = await times('in one piece', 'application/json');
const parts = await times('in parts', APOLLO_ACCEPTS.kotlin);
process.stdout.write(`shown ${(piece / parts).toFixed(1)} times sooner\n`);
await world.close();
