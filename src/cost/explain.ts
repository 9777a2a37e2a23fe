import { type OperationName, WIRE } from '../upstream/endpoint/endpoints.ts';
import type { Upstream } from '../upstream/types.ts';
import type { Plan } from './plan.ts';

/** One kind of upstream call in a plan, for people. */
export interface ExplainedCall {
  /** Relative template, without any value: `GET /tickets/{ticketId}/medias`. */
  readonly call: string;
  /** How many of them in all, with cold caches on lists that keep still. */
  readonly planned: number;
  /** How many in all at most. */
  readonly bound: number;
  /** The fields that ask for them, without positions in lists. */
  readonly fields: readonly string[];
}

/** The plan of an operation, in its stead. */
export interface Explanation {
  readonly planned: number;
  readonly bound: number;
  readonly calls: readonly ExplainedCall[];
}

/** Explains a plan. Makes no call, and holds nothing of the arguments. */
export function explain(plan: Plan, upstream: Pick<Upstream, 'template'>): Explanation {
  const { planned, bound, lines } = plan;
  const calls = lines.map((line) => ({
    call: isOperation(line.operation) ? upstream.template(line.operation) : line.operation,
    planned: line.planned * line.times,
    bound: line.bound * line.times,
    fields: line.fields,
  }));
  return { planned, bound, calls };
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(WIRE, name);
