/** The calls that an operation will make, from what its fields declare. */

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
export const NOTHING: Plan = { planned: 0, bound: 0, lines: [] };

/** A line under way: lines of the same key are the same calls. */
interface Tally {
  operation: string;
  planned: number;
  bound: number;
  times: number;
  readonly fields: Set<string>;
}

/** Adds up lines, each call once. */
export class PlanSum {
  readonly #lines = new Map<string, Tally>();

  /** @param times how many objects ask */
  add(
    key: string,
    line: Pick<PlannedLine, 'operation' | 'planned' | 'bound' | 'times'>,
    field: string,
  ): void {
    const known = this.#lines.get(key);
    if (known === undefined) {
      const { operation, planned, bound, times } = line;
      this.#lines.set(key, { operation, planned, bound, times, fields: new Set([field]) });
      return;
    }
    known.planned = Math.max(known.planned, line.planned);
    known.bound = Math.max(known.bound, line.bound);
    known.times = Math.max(known.times, line.times);
    known.fields.add(field);
  }

  total(): Plan {
    const lines = [...this.#lines.values()]
      .filter(({ bound, times }) => bound * times > 0)
      .map((line) => ({ ...line, fields: [...line.fields] }));
    const sum = (count: (line: PlannedLine) => number) =>
      lines.reduce((total, line) => total + count(line) * line.times, 0);
    return { planned: sum(({ planned }) => planned), bound: sum(({ bound }) => bound), lines };
  }
}
