import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { askingOf } from './asking.ts';

/**
 * One line per operation: its name, whose token (as a hash), how long it took, what it cost, how it failed. No token,
 * variable, URL or text of a ticket ever gets in.
 */
export function useLog(log: Logger): Plugin<Context> {
  return {
    onExecutionResult({ result, request, context }) {
      const { requestId, credential, startedAt } = askingOf(request);
      const errors = result !== undefined && 'errors' in result ? (result.errors ?? []) : [];
      // @NOTE Yoga's type for the context here forgets that it may not have been built yet.
      const { meter, params } = context as Partial<Context> & { params?: { operationName?: unknown } };
      log.info(
        {
          requestId,
          operation: nameOf(params?.operationName),
          credential: credential?.hash.slice(0, 12) ?? null,
          ms: Date.now() - startedAt,
          upstreamCalls: meter?.actual ?? 0,
          codes: [...new Set(errors.map((error) => error.extensions['code']))],
        },
        'operation',
      );
    },
  };
}

/** An operation's name as the client gave it, if it can be one. */
const nameOf = (name: unknown): string | null =>
  typeof name === 'string' && /^[A-Za-z_]\w{0,63}$/.test(name) ? name : null;
