import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { withStatus } from './mask-error.ts';

/**
 * Finishes an answer: what it cost in `extensions.cost`, the request id in every error, and the status of an answer
 * without data (one that has data is always 200, whatever failed inside).
 */
export function useAnswer(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result }) => {
        if (Symbol.asyncIterator in result) return;
        finish(result, args.contextValue);
      },
    }),
  };
}

function finish(result: ExecutionResult, context: Context): void {
  for (const error of result.errors ?? []) {
    error.extensions['requestId'] = context.requestId;
    if (result.data == null || Object.values(result.data).every((value) => value === null)) withStatus(error);
  }
  result.extensions = { ...result.extensions, cost: { actual: context.meter.actual } };
}
