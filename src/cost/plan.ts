/** The calls that an operation will make, from what its fields declare. */
import type { BatchCost } from '../graphql/cost.ts';

/** Calls of one kind, with how often and where they are asked for. */
export interface PlannedLine {
  /** Name of the upstream operation. */
  readonly operation: string;
  /** Calls for each object, and how many objects there are. */
  readonly planned: number;
  readonly bound: number;
  readonly times: number;
  /** The fields that ask for them, without the positions in lists: `tickets.nodes.medias`. */
  readonly fields: readonly string[];
}

/** A plan. */
export interface Plan {
  /** With cold caches, on lists that keep still. */
  readonly planned: number;
  /** Whatever the lists do. Retries, and renewals that nobody waits for, come on top. */
  readonly bound: number;
  readonly lines: readonly PlannedLine[];
}

/** The plan of an operation that asks for nothing. */
export const EMPTY_PLAN: Plan = { planned: 0, bound: 0, lines: [] };

/** A line under way: lines of the same key are the same calls. */
interface LineTotal {
  operation: string;
  planned: number;
  bound: number;
  times: number;
  readonly fields: Set<string>;
}

/** Lines that have a common one on top once there are many of them. */
interface LineGroup {
  readonly from: number;
  /** Keys of the lines. */
  readonly keys: Set<string>;
}

/** What is to be known of a line. */
type LineInput = Pick<PlannedLine, 'operation' | 'planned' | 'bound' | 'times'>;

/** Adds up lines, each call once. */
export class PlanSum {
  readonly #lines = new Map<string, LineTotal>();
  readonly #batchLines = new Map<string, LineTotal>();
  readonly #groups = new Map<string, LineGroup>();

  /** Adds a line: calls for each object, and how many objects ask. */
  add(key: string, line: LineInput, field: string): void {
    addLine(this.#lines, key, line, field);
  }

  /** Says what comes on top of a line that was added, if there are many such. */
  addBatch(key: string, { from, line }: BatchCost, of: string, field: string): void {
    addLine(this.#batchLines, key, { ...line, times: 1 }, field);
    const kin = this.#groups.get(key) ?? { from, keys: new Set() };
    this.#groups.set(key, { from, keys: kin.keys.add(of) });
  }

  total(): Plan {
    const onTop = [...this.#batchLines].filter(([key]) => this.#reachesBatch(key)).map(([, line]) => line);
    const lines = [...onTop, ...this.#lines.values()]
      .filter(({ bound, times }) => bound * times > 0)
      .map((line) => ({ ...line, fields: [...line.fields] }));
    const sum = (count: (line: PlannedLine) => number) =>
      lines.reduce((total, line) => total + count(line) * line.times, 0);
    return { planned: sum(({ planned }) => planned), bound: sum(({ bound }) => bound), lines };
  }

  #reachesBatch(key: string): boolean {
    const { from = 0, keys = [] } = this.#groups.get(key) ?? {};
    return [...keys].reduce((sum, of) => sum + (this.#lines.get(of)?.times ?? 0), 0) >= from;
  }
}

function addLine(lines: Map<string, LineTotal>, key: string, line: LineInput, field: string): void {
  const { operation, planned, bound, times } = line;
  const known = lines.get(key);
  if (known === undefined) {
    lines.set(key, { operation, planned, bound, times, fields: new Set([field]) });
    return;
  }
  known.planned = Math.max(known.planned, planned);
  known.bound = Math.max(known.bound, bound);
  known.times = Math.max(known.times, times);
  known.fields.add(field);
}
