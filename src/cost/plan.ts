import type { BatchCost } from '../graphql/cost.ts';

/** Upstream calls of one kind in a plan. */
export interface PlannedLine {
  /** Name of the endpoint. */
  readonly operation: string;
  /** Calls per object. */
  readonly planned: number;
  readonly bound: number;
  /** Number of objects. */
  readonly times: number;
  /** Paths of the fields that need the calls, without list indices: `tickets.nodes.medias`. */
  readonly fields: readonly string[];
}

/** The upstream calls of an operation. */
export interface Plan {
  /** With cold caches, while the lists do not change. */
  readonly planned: number;
  /** In any case. Retries and background refreshes are extra. */
  readonly bound: number;
  readonly lines: readonly PlannedLine[];
}

/** The plan of an operation that makes no calls. */
export const EMPTY_PLAN: Plan = { planned: 0, bound: 0, lines: [] };

type LineInput = Omit<PlannedLine, 'fields'>;

interface LineTotal extends LineInput {
  readonly fields: ReadonlySet<string>;
}

/** Lines that share one batch line. */
interface LineGroup {
  readonly from: number;
  readonly keys: Set<string>;
}

/** Adds up lines. Lines with the same key are the same calls. */
export class PlanSum {
  readonly #lines = new Map<string, LineTotal>();
  readonly #batchLines = new Map<string, LineTotal>();
  readonly #groups = new Map<string, LineGroup>();

  add(key: string, line: LineInput, field: string): void {
    addLine(this.#lines, key, line, field);
  }

  /** Adds the batch line of a line that was added before. */
  addBatch(key: string, { from, line }: BatchCost, ofLine: string, field: string): void {
    addLine(this.#batchLines, key, { ...line, times: 1 }, field);
    const group = this.#groups.get(key) ?? { from, keys: new Set() };
    this.#groups.set(key, { from, keys: group.keys.add(ofLine) });
  }

  total(): Plan {
    const batchLines = [...this.#batchLines].filter(([key]) => this.#reachesBatch(key));
    const lines = [...batchLines.map(([, line]) => line), ...this.#lines.values()]
      .filter(({ bound, times }) => bound * times > 0)
      .map((line) => ({ ...line, fields: [...line.fields] }));
    const sum = (count: 'planned' | 'bound') =>
      lines.reduce((total, line) => total + line[count] * line.times, 0);
    return { planned: sum('planned'), bound: sum('bound'), lines };
  }

  #reachesBatch(key: string): boolean {
    const { from = 0, keys = [] } = this.#groups.get(key) ?? {};
    return [...keys].reduce((sum, line) => sum + (this.#lines.get(line)?.times ?? 0), 0) >= from;
  }
}

function addLine(lines: Map<string, LineTotal>, key: string, line: LineInput, field: string): void {
  const { operation } = line;
  const known = lines.get(key) ?? { operation, planned: 0, bound: 0, times: 0, fields: [] };
  lines.set(key, {
    operation: known.operation,
    planned: Math.max(known.planned, line.planned),
    bound: Math.max(known.bound, line.bound),
    times: Math.max(known.times, line.times),
    fields: new Set([...known.fields, field]),
  });
}
