import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context, Services } from '../../context.ts';
import { explain } from '../../cost/explain.ts';
import { EMPTY_PLAN, type Plan } from '../../cost/plan.ts';
import { planOperation } from '../../cost/planner.ts';
import { costOf, staleOf } from '../../cost/report.ts';
import { GraphError } from '../../graphql/errors.ts';
import { CallLog } from '../../upstream/call-log.ts';
import { RateLimitedError } from '../../upstream/errors.ts';
import { unlimited } from '../../upstream/rate-limit/limiter.ts';
import { errorsOf, mapParts, type Part } from '../defer/parts.ts';
import { readRequestInfo } from '../request-info.ts';

/** What Yoga gives a plugin: each part may be absent. */
interface Seen {
  readonly request?: Request;
  readonly params?: { readonly extensions?: Readonly<Record<string, unknown>> | null };
}

/** Settings of the plugin. */
export interface BudgetSettings {
  readonly explains: boolean;
  readonly services: Services;
}

/**
 * Plans each operation before it runs, reserves the calls of a mutation (or rejects all of them), and adds the cost to the
 * response, with its last part. An operation that requests an explanation returns its plan and makes no call.
 */
export function useBudget({ explains, services }: BudgetSettings): Plugin<Context> {
  const plans = new WeakMap<object, Plan>();
  /** Seconds until a retry may succeed, for requests with a rejected call. */
  const waits = new WeakMap<Request, number>();
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { contextValue: context, document, operationName, variableValues: variables, schema } = args;
      const { credential, callLog } = context;
      if (credential === null) return;
      const callerKnown = await services.callers.isKnown(credential);
      const plan = planOperation({ schema, document, operationName, variables, services, callerKnown });
      plans.set(callLog, plan);
      if (wantsExplanation(context)) {
        setResultAndStopExecution(
          explains ? { data: null, extensions: { explain: explain(plan, services.upstream) } } : REFUSED,
        );
        return;
      }
      if (getOperationAST(document, operationName)?.operation !== 'mutation' || plan.planned === 0) return;
      const { deadline } = readRequestInfo(context.request);
      // Its calls are rejected then, so that each mutation returns that as its typed error.
      await services.rateLimiter
        .reserve(credential.hash, callLog, plan.planned, deadline)
        .catch((error: unknown) => {
          if (error instanceof RateLimitedError) waits.set(context.request, error.retryAfter ?? 1);
        });
      const release = () => services.rateLimiter.release(callLog);
      // A response in parts ends with its last one.
      return {
        onExecuteDone: ({ result }) => (Symbol.asyncIterator in result ? { onEnd: release } : release()),
      };
    },
    async onResultProcess({ request, result, setResult, serverContext }) {
      if (Array.isArray(result)) return;
      // @NOTE Yoga's type for the context here forgets that a request may be refused before there is one.
      const { callLog = new CallLog() } = serverContext as Partial<Context>;
      const { credential } = readRequestInfo(request);
      const told = async () => {
        const rateLimiter = credential === null ? unlimited : services.rateLimiter;
        const cost = costOf(
          plans.get(callLog) ?? EMPTY_PLAN,
          callLog,
          await rateLimiter.status(credential?.hash ?? ''),
        );
        const stale = staleOf(callLog);
        return stale === null ? { cost } : { cost, stale };
      };
      const finish = (part: Part) => {
        const wait = longestWait(part);
        if (wait !== null) waits.set(request, wait);
        return part.hasNext === true ? part : withCost(part, told);
      };
      setResult(Symbol.asyncIterator in result ? mapParts(result, finish) : await finish(result));
    },
    onResponse({ request, response }) {
      const wait = waits.get(request);
      if (wait !== undefined && !response.headers.has('retry-after'))
        response.headers.set('Retry-After', String(wait));
    },
  };
}

/** The longest `retryAfter` of the errors of a part; null without a rate-limited one. */
function longestWait(part: Part): number | null {
  const waits = errorsOf(part).flatMap(({ extensions }) =>
    extensions['code'] === 'RATE_LIMITED' && typeof extensions['retryAfter'] === 'number'
      ? [extensions['retryAfter']]
      : [],
  );
  return waits.length === 0 ? null : Math.max(...waits);
}

type CostReport = () => Promise<Record<string, unknown>>;

const REFUSED: ExecutionResult = {
  errors: [
    new GraphQLError('', {
      originalError: new GraphError('FORBIDDEN', 'Plans are not explained here: the operation did not run.'),
    }),
  ],
};

async function withCost(result: ExecutionResult, told: CostReport): Promise<ExecutionResult> {
  return { ...result, extensions: { ...result.extensions, ...(await told()) } };
}

/** Requested in `extensions.explain`, or by a header. */
function wantsExplanation(context: Seen): boolean {
  const header = context.request?.headers.get('x-explain') ?? '';
  return context.params?.extensions?.['explain'] === true || /^(1|true)$/i.test(header);
}
