import type { Round } from './measure.ts';

/** The middle value; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** CPU of a target divided by that of another, the median over rounds of the same number: machines drift less within one. */
export function cpuRatio(rounds: readonly Round[], workload: string, target: string, base: string): number {
  const of = (name: string) => rounds.filter((row) => row.workload === workload && row.target === name);
  const bases = new Map(of(base).map(({ round, cpuMicros }) => [round, cpuMicros]));
  return median(of(target).map(({ round, cpuMicros }) => cpuMicros / (bases.get(round) ?? Number.NaN)));
}

/** One table for each workload, in Markdown. */
export function tablesOf(rounds: readonly Round[], what: Readonly<Record<string, string>>): string {
  const names = [...new Set(rounds.map(({ workload }) => workload))];
  return names.map((name) => `### ${name}: ${what[name]}\n\n${tableOf(rounds, name)}`).join('\n\n');
}

function tableOf(rounds: readonly Round[], workload: string): string {
  const rows = rounds.filter((row) => row.workload === workload);
  const targets = [...new Set(rows.map(({ target }) => target))];
  const bases = ['limit', 'naive', 'tailcall'].filter((base) => targets.includes(base));
  const head = ['target', 'CPU µs a request', ...bases.map((base) => `÷ ${base}`), 'calls a request'];
  const rest = ['requests a second', 'p50 ms', 'p99 ms', 'RSS MB', 'errors'];
  const lines = targets.map((target) => {
    const own = rows.filter((row) => row.target === target);
    const of = (key: keyof Round, digits: number) =>
      median(own.map((row) => Number(row[key]))).toFixed(digits);
    return [
      target,
      of('cpuMicros', 0),
      ...bases.map((base) => cpuRatio(rounds, workload, target, base).toFixed(2)),
      of('upstreamCalls', 2),
      of('requestsPerSecond', 0),
      of('p50Ms', 1),
      of('p99Ms', 1),
      of('residentMb', 0),
      String(own.reduce((sum, { errors }) => sum + errors, 0)),
    ];
  });
  const titles = [...head, ...rest];
  const divider = titles.map((_, at) => (at === 0 ? '---' : '--:'));
  return [titles, divider, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
