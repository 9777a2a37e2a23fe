import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { explain } from '../../cost/explain.ts';
import { planOperation } from '../../cost/planner.ts';
import { tracedSchema } from '../../trace/field-path.ts';
import { mapParts, type Part } from '../defer/parts.ts';

/** The header with which GraphiQL requests the calls of an operation. */
const TRACE_HEADER = 'x-ticket-trace';

/** One upstream call, or one that a cached response saved, in `extensions.upstream`. It has no id and no value. */
export interface TracedCall {
  readonly method: string;
  /** Relative template, such as `/tickets/{ticketId}/medias`. */
  readonly path: string;
  /** Path of the field that made the call; null without one. */
  readonly field: string | null;
  /** Milliseconds since the operation began. */
  readonly startMs: number;
  /** Null if it had not ended when the answer went out. */
  readonly durationMs: number | null;
  readonly cached: boolean;
  readonly status: number | null;
  /** Why it failed. */
  readonly code: string | null;
}

/**
 * Adds the plan (`extensions.plan`) and the upstream calls with their time and field (`extensions.upstream`) to responses
 * for GraphiQL. It is installed only where GraphiQL is served, and works only for requests with the header, since tracing
 * makes resolvers a little slower.
 */
export function useGraphiqlTrace(): Plugin<Context> {
  return {
    async onExecute({ args }) {
      const { document, operationName, variableValues: variables, schema, contextValue: context } = args;
      if (context.request.headers.get(TRACE_HEADER) !== '1') return;
      const { services, credential } = context;
      const callerKnown = credential !== null && (await services.callers.isKnown(credential));
      const plan = planOperation({ schema, document, operationName, variables, services, callerKnown });
      args.schema = tracedSchema(schema);
      const began = Date.now();
      return {
        onExecuteDone({ result, setResult }) {
          const traced = (part: Part): Part => {
            if (part.hasNext === true) return part;
            const trace = { plan: explain(plan, services.upstream).calls, upstream: callsOf(context, began) };
            return { ...part, extensions: { ...part.extensions, ...trace } };
          };
          setResult(Symbol.asyncIterator in result ? mapParts(result, traced) : traced(result));
        },
      };
    },
  };
}

function callsOf({ callLog: { calls, hits }, services }: Context, began: number): TracedCall[] {
  const made = calls.map(
    (call): TracedCall => ({
      method: call.method,
      path: call.path,
      field: call.fieldPath,
      startMs: call.startedAt - began,
      durationMs: call.ms === null ? null : Math.round(call.ms * 10) / 10,
      cached: false,
      status: call.status,
      code: call.errorCode,
    }),
  );
  const kept = hits.map(({ operation, fieldPath, at }): TracedCall => {
    const [method = '', path = ''] = (services.upstream.template(operation) ?? '').split(' ');
    const call = { method, path, field: fieldPath, startMs: at - began };
    return { ...call, durationMs: 0, cached: true, status: null, code: null };
  });
  return [...made, ...kept].sort((one, other) => one.startMs - other.startMs);
}
