import { parseArgs } from 'node:util';
import { SandboxWalk } from '../test/paging/simulation/sandbox-walk.ts';
import { Stats } from '../test/paging/simulation/stats.ts';
import { Walk } from '../test/paging/simulation/walk.ts';

/**
 * Readers walk over changing lists, simulated ones and those of a real sandbox through GraphQL. `--sandbox 200` alone
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
  const sealed = await run(walks, (at, stats) => new Walk(at, 'sealed', stats).run());
  const offset = await run(walks, (at, stats) => new Walk(at, 'offset', stats).run());
  print('signed cursors', sealed);
  print('plain offset cursors, same walks', offset);
  if (walks <= 3) process.stdout.write(`\n${sealed.stats.notes.join('\n')}\n`);
}
if (sandbox > 0) {
  const real = await run(sandbox, SandboxWalk.run);
  print('signed cursors, a real sandbox through GraphQL', real, false);
  if (sandbox <= 3) process.stdout.write(`\n${real.stats.notes.join('\n')}\n`);
}

async function run(count: number, walk: (seed: number, stats: Stats) => Promise<void>) {
  const stats = new Stats();
  const bad: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const before = stats.faults + stats.overBound + stats.overPlan;
    await walk(seed + at, stats);
    if (stats.faults + stats.overBound + stats.overPlan > before) bad.push(seed + at);
  }
  return { stats, bad };
}

function print(name: string, { stats, bad }: { stats: Stats; bad: number[] }, planned = true): void {
  const refused = [...stats.refused].map(([reason, times]) => `${reason} ${times}`).join(', ') || 'none';
  process.stdout.write(`
${name}
  walks                        ${stats.walks}, wrong ${bad.length} ${bad.length > 0 ? `(seeds ${bad.slice(0, 8).join(', ')})` : ''}
  pages                        ${stats.pages}
  duplicates                   ${stats.duplicates}
  lost rows                    ${stats.lost}
  out of order                 ${stats.disordered}
  wrong page flags             ${stats.flags}
  twice since their key moved  ${stats.moved}
  refused pages                ${refused}
  calls per page, window fits  ${stats.meanCalls.toFixed(3)} mean of ${stats.fittingPages}
  calls per page, all          ${(stats.calls / Math.max(1, stats.pages)).toFixed(3)} mean, ${stats.worst} worst
`);
  if (planned) process.stdout.write(`  above the plan, above bound  ${stats.overPlan}, ${stats.overBound}\n`);
}
