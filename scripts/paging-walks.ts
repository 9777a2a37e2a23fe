import { parseArgs } from 'node:util';
import { Tally } from '../test/paging/simulation/tally.ts';
import { type Pager, Walk } from '../test/paging/simulation/walk.ts';

const { values } = parseArgs({
  options: { walks: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const [walks, seed] = [Number(values.walks), Number(values.seed)];

const sealed = await run('sealed');
const offset = await run('offset');
print('sealed cursors', sealed);
print('plain offset cursors, same walks', offset);
if (walks <= 3) process.stdout.write(`\n${sealed.tally.notes.join('\n')}\n`);

async function run(pager: Pager): Promise<{ tally: Tally; bad: number[] }> {
  const tally = new Tally();
  const bad: number[] = [];
  for (let at = 0; at < walks; at += 1) {
    const before = tally.faults + tally.overBound + tally.overPlan;
    await new Walk(seed + at, pager, tally).run();
    if (tally.faults + tally.overBound + tally.overPlan > before) bad.push(seed + at);
  }
  return { tally, bad };
}

function print(name: string, { tally, bad }: { tally: Tally; bad: number[] }): void {
  const refused = [...tally.refused].map(([reason, times]) => `${reason} ${times}`).join(', ') || 'none';
  process.stdout.write(`
${name}
  walks                        ${tally.walks}, wrong ${bad.length} ${bad.length > 0 ? `(seeds ${bad.slice(0, 8).join(', ')})` : ''}
  pages                        ${tally.pages}
  duplicates                   ${tally.duplicates}
  lost rows                    ${tally.lost}
  out of order                 ${tally.disordered}
  wrong page flags             ${tally.flags}
  twice since their key moved  ${tally.moved}
  refused pages                ${refused}
  calls per page, window fits  ${tally.meanCalls.toFixed(3)} mean of ${tally.fittingPages}
  calls per page, all          ${(tally.calls / Math.max(1, tally.pages)).toFixed(3)} mean, ${tally.worst} worst
  above the plan, above bound  ${tally.overPlan}, ${tally.overBound}
`);
}
