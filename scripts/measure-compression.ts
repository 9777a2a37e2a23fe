import { cpus, loadavg } from 'node:os';
import { compress } from '../src/server/http/content-encoding.ts';
import { createTestGateway } from '../test/helpers/test-gateway.ts';

/**
 * Prints what packing an answer saves and costs, beside sending it as it is, in one run: `npm run packing:figures`.
 * Processor time, since the threads of zlib run beside ours.
 */
const QUERY = `{ tickets(first: 50) { nodes {
  id ticketId state subject reference description createdAt updatedAt agent { name email } requestor { name emails phones }
} } }`;
const RUNS = 500;

const world = await createTestGateway();
const { data, extensions } = await world.ask(QUERY);
await world.close();
const text = JSON.stringify({ data, extensions });

/** Microseconds of processor time for each run, and the bytes of the last. */
async function cost(pack: () => Promise<Uint8Array>): Promise<{ us: number; bytes: number }> {
  for (let n = 0; n < RUNS / 10; n += 1) await pack();
  const before = process.cpuUsage();
  let bytes = 0;
  for (let n = 0; n < RUNS; n += 1) bytes = (await pack()).length;
  const { user, system } = process.cpuUsage(before);
  return { us: (user + system) / RUNS, bytes };
}

const [load = 0] = loadavg();
const plain = await cost(async () => Buffer.from(JSON.stringify({ data, extensions })));
process.stdout.write(
  `${cpus().length} cores, load ${load.toFixed(1)}, Node ${process.versions.node}; ${RUNS} runs each\n` +
    `as it is (made from data): ${plain.bytes} bytes, ${plain.us.toFixed(0)} us\n`,
);
for (const encoding of ['gzip', 'br'] as const) {
  const { us, bytes } = await cost(() => compress(text, encoding));
  const [size, time] = [(plain.bytes / bytes).toFixed(1), (us / plain.us).toFixed(1)];
  process.stdout.write(
    `${encoding}: ${bytes} bytes (${size} times smaller), ${us.toFixed(0)} us (${time} times what making its JSON takes)\n`,
  );
}
