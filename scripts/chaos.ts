/**
 * `npm run chaos`: plays every fault on every operation through a proxy and prints what came of it, then the numbers of an
 * API that fails in part. Fails if a cell is not as it should be. An argument picks faults by a part of their name.
 */
import { answer, FAULTS, hang, reset } from '../test/chaos/faults.ts';
import { leave } from '../test/chaos/leaving.ts';
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

if (wanted === undefined) {
  print('| of the calls fail | reads | right | calls a read |\n|--:|--:|--:|--:|');
  for (const part of [0, 0.01, 0.1, 0.3, 1]) {
    const { reads, right, calls } = await ratioAt(part, 1_000);
    print(`| ${part * 100} % | ${reads} | ${(right * 100).toFixed(1)} % | ${calls.toFixed(2)} |`);
  }
  print(
    '\n| outage | refused at once: p50 | p99 | calls a read | right again after |\n|---|--:|--:|--:|--:|',
  );
  for (const [name, fault] of Object.entries({ reset, 503: answer(503), hang })) {
    const { open, recoveredMs } = await outage(fault);
    const [p50, p99] = [50, 99].map((percent) => `${percentile(open.refusals, percent).toFixed(1)} ms`);
    print(`| ${name} | ${p50} | ${p99} | ${open.calls.toFixed(2)} | ${Math.round(recoveredMs)} ms |`);
  }
  const { busy, freeMs } = await leave(20);
  print(`\n${busy} clients left: their upstream sockets were free after ${Math.round(freeMs)} ms`);
}
process.exitCode = bad.length === 0 ? 0 : 1;
