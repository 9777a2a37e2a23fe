/**
 * `npm run chaos`: plays every fault on every operation through a proxy and prints what came of it, then the numbers of an
 * API that fails in part. Fails if a cell is not as it should be or a number misses its limit twice. An argument picks faults by a
 * part of their name.
 */

import { leave } from '../test/chaos/disconnects.ts';
import { type Cell, isGood, play } from '../test/chaos/fault-matrix.ts';
import { answer, FAULTS, hang, reset } from '../test/chaos/faults.ts';
import { longest } from '../test/chaos/longest.ts';
import { outage, percentile, ratioAt } from '../test/chaos/ratios.ts';
import { type Held, type Misses, marked, secondTry } from './measure-with-retry.ts';

/** Reads of each measurement. */
const READS = 1_000;

const wanted = process.argv[2];
/** Milliseconds with a limit. */
const ms = (what: string, value: number, most: number): Held => {
  return { what, value, most, shown: `${Math.round(value)} ms` };
};
/** A number that is only told. */
const told = (what: string, value: number, shown: string): Held => {
  return { what, value, most: Number.POSITIVE_INFINITY, shown };
};
const print = (line: string) => process.stdout.write(`${line}\n`);

const cells: Cell[] = [];
for (const fault of FAULTS.filter(({ name }) => wanted === undefined || name.includes(wanted))) {
  const row = await play(fault);
  if (cells.length === 0) {
    print(`| fault | ${row.map(({ operation }) => operation).join(' | ')} | slowest |`);
    print(`|---|${row.map(() => '---').join('|')}|--:|`);
  }
  const slowest = Math.max(...row.map(({ ms }) => ms));
  const shown = row.map(
    (cell) => `${cell.seen}${isGood(cell) ? '' : ` (!) not ${cell.expected}`} ×${cell.calls}`,
  );
  print(`| ${fault.name} | ${shown.join(' | ')} | ${slowest} ms |`);
  cells.push(...row);
}
const bad = cells.filter((cell) => !isGood(cell));
print(`\n${cells.length} cells, ${bad.length} not as they should be\n`);

const misses: Misses = { again: [], missed: [] };

if (wanted === undefined) {
  print('| failing calls | reads | right | calls a read |\n|--:|--:|--:|--:|');
  for (const [part, rightAtLeast, most] of [
    [0, 1, 1],
    [0.01, 0.99, 1.2],
    [0.1, 0.99, 1.2],
    [0.3, 0, 1.3],
    [1, 0, 1.1],
  ] as const) {
    const numbers = await secondTry(async () => {
      const { right, calls } = await ratioAt(part, READS);
      const share = `${(right * 100).toFixed(1)} %`;
      return [
        { what: `wrong at ${part}`, value: 1 - right, most: 1 - rightAtLeast, shown: share },
        { what: `calls at ${part}`, value: calls, most, shown: calls.toFixed(2) },
      ];
    }, misses);
    print(`| ${part * 100} % | ${READS} | ${numbers.map(marked).join(' | ')} |`);
  }
  print('\n| outage | rejected at once: p50 | p99 | calls a read | recovered after |\n|---|--:|--:|--:|--:|');
  for (const [name, fault] of Object.entries({ reset, 503: answer(503), hang })) {
    const numbers = await secondTry(async () => {
      const { open, recoveredMs } = await outage(fault, READS);
      const [p50 = 0, p99 = 0] = [50, 99].map((percent) => percentile(open.refusals, percent));
      return [
        told(`p50 while ${name}`, p50, `${p50.toFixed(1)} ms`),
        { what: `p99 while ${name}`, value: p99, most: 50, shown: `${p99.toFixed(1)} ms` },
        told(`calls while ${name}`, open.calls, open.calls.toFixed(2)),
        ms(`right again after ${name}`, recoveredMs, 3_000),
      ];
    }, misses);
    print(`| ${name} | ${numbers.map(marked).join(' | ')} |`);
  }
  const CLIENTS = 20;
  const left = await secondTry(
    async () => [ms('sockets free after', (await leave(CLIENTS)).freeMs, 100)],
    misses,
  );
  print(`\n${CLIENTS} clients left: their upstream sockets were free after ${left.map(marked)}`);
  const took = await secondTry(async () => [ms('longest', await longest(), 10_500)], misses);
  print(`three creations in a row that hang: ${took.map(marked)}`);
}
for (const miss of misses.again) print(`over its limit at the first try, measured again: ${miss}`);
for (const miss of misses.missed) print(`over its limit twice: ${miss}`);
process.exitCode = bad.length + misses.missed.length === 0 ? 0 : 1;
