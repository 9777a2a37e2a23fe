import { parseArgs } from 'node:util';
import { SandboxWalk } from '../test/paging/simulation/sandbox-walk.ts';
import { Tally } from '../test/paging/simulation/stats.ts';
import { Walk } from '../test/paging/simulation/walk.ts';

/**
 * Readers walk over lists that move, simulated ones and those of a real sandbox through GraphQL. `--sandbox 200` alone
 * leaves the simulated ones out, `--walks 10000` alone the sandbox. A seed that fails reproduces alone: `--seed N --walks 1`.
 */
const { values } = parseArgs({
  options: {
    walks: { type: 'string' },
    sandbox: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const all = values.walks === undefined && values.sandbox === undefined;
const walks = Number(values.walks ?? (all ? 10_000 : 0));
const sandbox = Number(values.sandbox ?? (all ? 200 : 0));
const seed = Number(values.seed);

if (walks > 0) {
  const sealed = await run(walks, (at, tally) => new Walk(at, 'sealed', tally).run());
  const offset = await run(walks, (at, tally) => new Walk(at, 'offset', tally).run());
  print('sealed cursors', sealed);
  print('plain offset cursors, same walks', offset);
  if (walks <= 3) process.stdout.write(`\n${sealed.tally.notes.join('\n')}\n`);
}
if (sandbox > 0) {
  const real = await run(sandbox, SandboxWalk.run);
  print('sealed cursors, a real sandbox through GraphQL', real, false);
  if (sandbox <= 3) process.stdout.write(`\n${real.tally.notes.join('\n')}\n`);
}

async function run(count: number, walk: (seed: number, tally: Tally) => Promise<void>) {
  const tally = new Tally();
  const bad: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const before = tally.faults + tally.overBound + tally.overPlan;
    await walk(seed + at, tally);
    if (tally.faults + tally.overBound + tally.overPlan > before) bad.push(seed + at);
  }
  return { tally, bad };
}

function print(name: string, { tally, bad }: { tally: Tally; bad: number[] }, planned = true): void {
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
`);
  if (planned) process.stdout.write(`  above the plan, above bound  ${tally.overPlan}, ${tally.overBound}\n`);
}
