import { type DocumentNode, parse, validate } from 'graphql';
import type { Cost } from '../../src/cost/report.ts';
import { Random } from '../helpers/random.ts';
import { type MadeUp, madeUp } from './documents.ts';
import { poolsOf } from './samples.ts';
import type { Desk } from './workbench.ts';

/** An operation that broke what a plan promises. */
export interface Broken {
  readonly seed: number;
  readonly promise: 'bound' | 'planned';
  readonly planned: number;
  readonly bound: number;
  readonly calls: readonly string[];
  readonly made: MadeUp;
}

/** What many operations showed. */
export interface Findings {
  operations: number;
  mutations: number;
  calls: number;
  planned: number;
  /** Operations that planned no call. */
  free: number;
  retried: number;
  broken: Broken[];
  /** Mean of actual / planned over operations that planned something. */
  ratio: number;
}

/** What an operation was planned to cost, and what it did cost. */
export interface Spent extends Pick<Cost, 'planned' | 'bound' | 'actual' | 'retried' | 'background'> {
  /** The calls, for people who look for a fault. */
  readonly calls: readonly string[];
}

/** How many, and under which circumstances. */
export interface Trial {
  readonly operations: number;
  readonly seed: number;
  /** Share of mutations. */
  readonly mutations: number;
  /** Whether lists keep still and nothing fails: then `planned` is held to as well. */
  readonly still: boolean;
  /** Operations whose plan is above this are not run: they show nothing more, and take long. */
  readonly most?: number;
  /** Called once the data is known, before the first operation. */
  readonly weather?: () => Promise<void>;
  /** Whether an operation may be run; by default any. */
  readonly accepts?: (document: DocumentNode) => boolean;
  /** Runs an operation; by default at the desk itself. */
  readonly run?: (document: DocumentNode, made: MadeUp) => Promise<Spent>;
  /** Called now and then, with the operations so far. */
  readonly told?: (operations: number) => void;
}

/** Makes up operations, runs them, and holds what they cost against what was planned. Each seed can be run again alone. */
export async function tryPlans(desk: Desk, trial: Trial): Promise<Findings> {
  const { operations, seed, mutations, still, most = 40, told = () => {} } = trial;
  const run = trial.run ?? ((document, made) => spentAt(desk, document, made));
  const pools = await poolsOf(desk);
  await trial.weather?.();
  const findings: Findings = {
    operations: 0,
    mutations: 0,
    calls: 0,
    planned: 0,
    free: 0,
    retried: 0,
    broken: [],
    ratio: 0,
  };
  let ratios = 0;
  for (let at = seed; findings.operations < operations; at += 1) {
    const made = madeUp(desk.schema, pools, new Random(at), mutations);
    const document = parse(made.document);
    const [fault] = validate(desk.schema, document);
    // A field made up twice in one place may contradict itself: no operation then.
    if (fault !== undefined) {
      if (/conflict/.test(fault.message)) continue;
      throw new Error(`seed ${at} made up what is no operation: ${fault.message}\n${made.document}`);
    }
    if (trial.accepts?.(document) === false) continue;
    if (desk.plan(document, made.variables).planned > most) continue;
    const { planned, bound, calls, ...cost } = await run(document, made);
    const actual = cost.actual - cost.retried - cost.background;
    findings.operations += 1;
    findings.mutations += made.kind === 'mutation' ? 1 : 0;
    findings.calls += cost.actual;
    findings.retried += cost.retried;
    findings.planned += planned;
    if (planned === 0) findings.free += 1;
    else ratios += actual / planned;
    const promise = actual > bound ? 'bound' : still && actual > planned ? 'planned' : null;
    if (promise !== null) findings.broken.push({ seed: at, promise, planned, bound, calls, made });
    if (findings.operations % 1_000 === 0) told(findings.operations);
  }
  findings.ratio = ratios / Math.max(1, findings.operations - findings.free);
  return findings;
}

async function spentAt(desk: Desk, document: DocumentNode, made: MadeUp): Promise<Spent> {
  const { plan, callLog } = await desk.run(document, made.variables);
  return {
    planned: plan.planned,
    bound: plan.bound,
    actual: callLog.actual,
    retried: callLog.count('retry'),
    background: callLog.count('background'),
    calls: callLog.calls.map(({ method, path, cause }) => `${method} ${path} ${cause}`),
  };
}
