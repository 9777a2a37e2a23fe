/**
 * `npm run bench -- --targets limit,naive,gateway --workloads W1,W2,W3 --rounds 3 --seconds 3`
 * measures and prints tables. `--check` fails where the gateway's ratio to `naive` is half as much again as `recorded.json`
 * says; `--record` writes that file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measure } from './measure.ts';
import { stopAll } from './processes.ts';
import { cpuRatio, tablesOf } from './report.ts';
import { targetOf } from './targets.ts';
import { WORKLOADS } from './workloads.ts';

/** How much dearer than recorded a ratio may come out before the check fails. */
const TOLERANCE = 1.5;

const RECORDED = new URL('../recorded.json', import.meta.url);

const { values } = parseArgs({
  options: {
    targets: { type: 'string', default: 'limit,naive,mercurius,gateway' },
    workloads: { type: 'string', default: 'W1,W2,W3,W5,W6' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '4' },
    latency: { type: 'string', default: '0' },
    check: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

const workloads = values.workloads.split(',').map((name) => {
  const workload = WORKLOADS[name];
  if (workload === undefined)
    throw new TypeError(`Unknown workload ${name}: ${Object.keys(WORKLOADS).join(', ')}.`);
  return [name, workload] as const;
});
const rounds = await measure(values.targets.split(',').map(targetOf), workloads, {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUpSeconds: Number(values['warm-up']),
  latencyMs: Number(values.latency),
});
stopAll();

const what = Object.fromEntries(workloads.map(([name, workload]) => [name, workload.what]));
process.stdout.write(
  `${tablesOf(rounds, what)}\n\nMedians of ${values.rounds} rounds of ${values.seconds} s, upstream at ${values.latency} ms, ` +
    `Node ${process.version}, ${cpus()[0]?.model}.\n`,
);

const ratios = Object.fromEntries(
  workloads.map(([name]) => [name, cpuRatio(rounds, name, 'gateway', 'naive')]),
);
if (values.record) writeFileSync(RECORDED, `${JSON.stringify(ratios, rounded, 2)}\n`);
if (values.check) {
  const recorded: Readonly<Record<string, number>> = JSON.parse(readFileSync(RECORDED, 'utf8'));
  const worse = Object.entries(ratios).filter(
    ([name, ratio]) => !(ratio <= (recorded[name] ?? 0) * TOLERANCE),
  );
  for (const [name, ratio] of worse) {
    process.stderr.write(`${name}: ${ratio.toFixed(2)} of naive, recorded is ${recorded[name]}\n`);
  }
  process.exitCode = worse.length > 0 ? 1 : 0;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(2)) : value;
}
