import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';

/**
 * One line per operation: its name, who asked (as a hash), how long it took, what it cost, how it failed. No token,
 * variable, URL or text of a ticket ever gets in.
 */
export function useLog(log: Logger): Plugin<Context> {
  return {
    onExecute: ({ args }) => {
      const began = performance.now();
      return {
        onExecuteDone: ({ result }) => {
          const { requestId, credential, meter }: Context = args.contextValue;
          const errors = Symbol.asyncIterator in result ? [] : (result.errors ?? []);
          log.info(
            {
              requestId,
              operation: nameOf(args.operationName),
              credential: credential?.hash.slice(0, 12) ?? null,
              ms: Math.round(performance.now() - began),
              upstreamCalls: meter.actual,
              codes: [...new Set(errors.map((error) => error.extensions['code']))],
            },
            'operation',
          );
        },
      };
    },
  };
}

/** An operation's name as the client gave it, if it can be one. */
const nameOf = (name: unknown): string | null =>
  typeof name === 'string' && /^[A-Za-z_]\w{0,63}$/.test(name) ? name : null;
