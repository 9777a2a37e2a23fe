import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { explain } from '../budget/explain.ts';
import { NOTHING, type Plan } from '../budget/plan.ts';
import { planOperation } from '../budget/planner.ts';
import { costOf, staleOf } from '../budget/told.ts';
import type { Context, Services } from '../context.ts';
import { GraphFault } from '../graphql/errors.ts';
import { RateLimitedError } from '../upstream/errors.ts';
import { openGovernor } from '../upstream/governor.ts';
import { Meter } from '../upstream/meter.ts';
import { askingOf } from './asking.ts';

/** What a plugin of Yoga sees of an operation: nothing is certain to be there. */
interface Seen {
  readonly request?: Request;
  readonly params?: { readonly extensions?: Readonly<Record<string, unknown>> | null };
}

/** What is set, and what is shared by all operations. */
export interface BudgetSettings {
  readonly explains: boolean;
  readonly services: Services;
}

/**
 * Plans each operation before it runs, keeps the calls of a mutation for it (or lets none of them start), and tells the
 * cost on every answer. An operation that asks to be explained is answered by its plan, and makes no call.
 */
export function useBudget({ explains, services }: BudgetSettings): Plugin<Context> {
  const plans = new WeakMap<object, Plan>();
  /** Seconds after which trying again makes sense, where something was refused. */
  const waits = new WeakMap<Request, number>();
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { contextValue: context, document, operationName, variableValues: variables, schema } = args;
      const { credential, meter } = context;
      if (credential === null) return;
      const callerKnown = await services.callers.knows(credential);
      const plan = planOperation({ schema, document, operationName, variables, services, callerKnown });
      plans.set(meter, plan);
      if (wantsExplanation(context)) {
        setResultAndStopExecution(
          explains ? { data: null, extensions: { explain: explain(plan, services.upstream) } } : REFUSED,
        );
        return;
      }
      if (getOperationAST(document, operationName)?.operation !== 'mutation' || plan.planned === 0) return;
      const { deadline } = askingOf(context.request);
      // Its calls are refused then, so that each mutation answers that as a type of its own.
      await services.governor
        .reserve(credential.hash, meter, plan.planned, deadline)
        .catch((error: unknown) => {
          if (error instanceof RateLimitedError) waits.set(context.request, error.retryAfter ?? 1);
        });
      return { onExecuteDone: () => services.governor.release(meter) };
    },
    async onResultProcess({ request, result, setResult, serverContext }) {
      if (Array.isArray(result)) return;
      const wait = longestWait(result);
      if (wait !== null) waits.set(request, wait);
      // @NOTE Yoga's type for the context here forgets that a request may be refused before there is one.
      const { meter = new Meter() } = serverContext as Partial<Context>;
      const { credential } = askingOf(request);
      const told = async () => {
        const governor = credential === null ? openGovernor : services.governor;
        const cost = costOf(
          plans.get(meter) ?? NOTHING,
          meter,
          await governor.standing(credential?.hash ?? ''),
        );
        const stale = staleOf(meter);
        return stale === null ? { cost } : { cost, stale };
      };
      setResult(Symbol.asyncIterator in result ? tellingLast(result, told) : await tell(result, told));
    },
    onResponse({ request, response }) {
      const wait = waits.get(request);
      if (wait !== undefined && !response.headers.has('retry-after'))
        response.headers.set('Retry-After', String(wait));
    },
  };
}

/** The longest wait that an error of an answer asks for; null if none was for want of calls. */
function longestWait(result: object): number | null {
  const errors = 'errors' in result && Array.isArray(result.errors) ? result.errors : [];
  const waits = errors.flatMap(({ extensions }: GraphQLError) =>
    extensions['code'] === 'RATE_LIMITED' && typeof extensions['retryAfter'] === 'number'
      ? [extensions['retryAfter']]
      : [],
  );
  return waits.length === 0 ? null : Math.max(...waits);
}

type Told = () => Promise<Record<string, unknown>>;

const REFUSED: ExecutionResult = {
  errors: [
    new GraphQLError('', {
      originalError: new GraphFault('FORBIDDEN', 'Plans are not explained here: the operation did not run.'),
    }),
  ],
};

async function tell(result: ExecutionResult, told: Told): Promise<ExecutionResult> {
  return { ...result, extensions: { ...result.extensions, ...(await told()) } };
}

/** An answer in parts tells its cost with the last part; events of a subscription tell it each. */
async function* tellingLast(
  parts: AsyncIterable<ExecutionResult>,
  told: Told,
): AsyncGenerator<ExecutionResult> {
  for await (const part of parts) {
    yield 'hasNext' in part && part.hasNext === true ? part : await tell(part, told);
  }
}

/** By the request's own `extensions.explain`, or by a header where a tool can't set that. */
function wantsExplanation(context: Seen): boolean {
  const header = context.request?.headers.get('x-explain') ?? '';
  return context.params?.extensions?.['explain'] === true || /^(1|true)$/i.test(header);
}
