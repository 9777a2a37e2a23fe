import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { askingOf } from './asking.ts';
import { withStatus } from './mask-error.ts';

/**
 * Finishes an answer, after masking: what it cost in `extensions.cost`, the request id in every error, and the status of
 * an answer without data (one that has data is always 200, whatever failed inside).
 */
export function useAnswer(): Plugin<Context> {
  return {
    onExecutionResult({ result, request, context }) {
      if (result === undefined || Array.isArray(result) || Symbol.asyncIterator in result) return;
      // @NOTE Yoga's type for the context here forgets that it may not have been built yet.
      const { meter } = context as Partial<Context>;
      finish(result, askingOf(request).requestId, meter?.actual ?? 0);
    },
  };
}

function finish(result: ExecutionResult, requestId: string, actual: number): void {
  const empty = result.data == null || Object.values(result.data).every((value) => value === null);
  for (const error of result.errors ?? []) {
    error.extensions['requestId'] = requestId;
    if (empty) withStatus(error);
  }
  result.extensions = { ...result.extensions, cost: { actual } };
}
