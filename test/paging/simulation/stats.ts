import type { SimRow } from './moving-list.ts';
import type { Faults } from './oracle.ts';

/** What many walks add up to. */
export class Stats {
  walks = 0;
  pages = 0;
  calls = 0;
  worst = 0;
  /** Pages whose window fits one upstream answer, and their calls. */
  fittingPages = 0;
  fittingCalls = 0;
  duplicates = 0;
  lost = 0;
  disordered = 0;
  flags = 0;
  /** Rows whose key changed behind the reader and that came twice: no pager can tell. */
  moved = 0;
  overBound = 0;
  overPlan = 0;
  readonly refused = new Map<string, number>();

  /** What each wrong page was asked and answered. */
  readonly notes: string[] = [];

  note({ duplicates, lost, disordered, flags }: Faults, describe: () => string): void {
    if (duplicates + lost + disordered + flags === 0) return;
    this.notes.push(`${JSON.stringify({ duplicates, lost, disordered, flags })} ${describe()}`);
  }

  add(faults: Faults): void {
    this.duplicates += faults.duplicates;
    this.lost += faults.lost;
    this.disordered += faults.disordered;
    this.flags += faults.flags;
  }

  count(calls: number, fits: boolean): void {
    this.pages += 1;
    this.calls += calls;
    this.worst = Math.max(this.worst, calls);
    if (!fits) return;
    this.fittingPages += 1;
    this.fittingCalls += calls;
  }

  refuse(reason: string): void {
    this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
  }

  /** The whole view of a walk against the rows that never moved while it lasted. */
  judgeView(
    rows: readonly SimRow[],
    due: readonly SimRow[],
    compare: (a: SimRow, b: SimRow) => number,
  ): void {
    const shown = new Map<string, SimRow[]>();
    for (const row of rows) shown.set(row.id, [...(shown.get(row.id) ?? []), row]);
    for (const same of shown.values()) {
      const places = new Set(same.map(({ since }) => since)).size;
      this.duplicates += same.length - places;
      this.moved += places - 1;
    }
    this.lost += due.filter((row) => !shown.has(row.id)).length;
    const still = new Set(due.map(({ id }) => id));
    const inView = rows.filter(({ id }) => still.has(id));
    this.disordered += inView.filter((row, at) => {
      const previous = inView[at - 1];
      return previous !== undefined && compare(previous, row) > 0;
    }).length;
  }

  /** Rows and flags that were wrong. */
  get faults(): number {
    return this.duplicates + this.lost + this.disordered + this.flags;
  }

  get meanCalls(): number {
    return this.fittingPages === 0 ? 0 : this.fittingCalls / this.fittingPages;
  }
}
