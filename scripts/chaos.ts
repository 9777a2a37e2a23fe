/**
 * `npm run chaos`: plays every fault on every operation through a proxy and prints what came of it, then the numbers of an
 * API that fails in part. Fails if a cell is not as it should be or a number misses its limit. An argument picks faults by a
 * part of their name.
 */
import { answer, FAULTS, hang, reset } from '../test/chaos/faults.ts';
import { leave } from '../test/chaos/leaving.ts';
import { longest } from '../test/chaos/longest.ts';
import { outage, percentile, ratioAt } from '../test/chaos/ratios.ts';
import { type Cell, isGood, play } from '../test/chaos/table.ts';

const wanted = process.argv[2];
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

const missed: string[] = [];
/** Notes a number that is over its limit, and marks it. */
const within = (what: string, value: number, most: number, shown: string): string => {
  if (value > most) missed.push(`${what}: ${shown}`);
  return value > most ? `${shown} (!)` : shown;
};

if (wanted === undefined) {
  print('| of the calls fail | reads | right | calls a read |\n|--:|--:|--:|--:|');
  for (const [part, rightAtLeast, most] of [
    [0, 1, 1],
    [0.01, 0.99, 1.2],
    [0.1, 0.99, 1.2],
    [0.3, 0, 1.2],
    [1, 0, 1.1],
  ] as const) {
    const { reads, right, calls } = await ratioAt(part, 1_000);
    const share = within(`wrong at ${part}`, 1 - right, 1 - rightAtLeast, `${(right * 100).toFixed(1)} %`);
    print(
      `| ${part * 100} % | ${reads} | ${share} | ${within(`calls at ${part}`, calls, most, calls.toFixed(2))} |`,
    );
  }
  print(
    '\n| outage | refused at once: p50 | p99 | calls a read | right again after |\n|---|--:|--:|--:|--:|',
  );
  for (const [name, fault] of Object.entries({ reset, 503: answer(503), hang })) {
    const { open, recoveredMs } = await outage(fault, 1_000);
    const [p50 = 0, p99 = 0] = [50, 99].map((percent) => percentile(open.refusals, percent));
    const slow = within(`p99 while ${name}`, p99, 50, `${p99.toFixed(1)} ms`);
    const again = within(`right again after ${name}`, recoveredMs, 3_000, `${Math.round(recoveredMs)} ms`);
    print(`| ${name} | ${p50.toFixed(1)} ms | ${slow} | ${open.calls.toFixed(2)} | ${again} |`);
  }
  const { busy, freeMs } = await leave(20);
  print(
    `\n${busy} clients left: their upstream sockets were free after ${within('free', freeMs, 100, `${Math.round(freeMs)} ms`)}`,
  );
  const ms = await longest();
  print(`three creations in a row that hang: ${within('longest', ms, 10_500, `${Math.round(ms)} ms`)}`);
}
for (const miss of missed) print(`over its limit: ${miss}`);
process.exitCode = bad.length + missed.length === 0 ? 0 : 1;
