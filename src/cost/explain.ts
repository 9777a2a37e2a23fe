import type { Upstream } from '../upstream/types.ts';
import type { Plan, PlannedLine } from './plan.ts';

/** One kind of upstream call in a plan: totals for the whole operation. */
export interface ExplainedCall extends Pick<PlannedLine, 'planned' | 'bound' | 'fields'> {
  /** Method and relative path template, without values: `GET /tickets/{ticketId}/medias`. */
  readonly call: string;
}

/** The plan of an operation, for people. */
export interface Explanation extends Pick<Plan, 'planned' | 'bound'> {
  readonly calls: readonly ExplainedCall[];
}

/** Explains a plan. Makes no call, and shows no argument. */
export function explain(plan: Plan, upstream: Pick<Upstream, 'template'>): Explanation {
  const { planned, bound, lines } = plan;
  const calls = lines.map((line) => ({
    call: upstream.template(line.operation) ?? line.operation,
    planned: line.planned * line.times,
    bound: line.bound * line.times,
    fields: line.fields,
  }));
  return { planned, bound, calls };
}
