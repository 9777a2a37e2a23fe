import { type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { askingOf } from './asking.ts';
import { faultOf } from './fault.ts';
import { originOf } from './mask-error.ts';

/**
 * One line per operation: its name, whose token (as a hash), how long it took, what it cost, how it failed. No token,
 * variable, URL or text of a ticket ever gets in. An error that was masked is told by its name and its place.
 */
export function useLog(log: Logger): Plugin<Context> {
  const names = new WeakMap<object, string | undefined>();
  return {
    onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      names.set(args.contextValue.request, operation?.name?.value);
    },
    onResultProcess({ result, request, serverContext }) {
      if (Array.isArray(result)) return;
      const { requestId, credential, startedAt } = askingOf(request);
      const errors: readonly GraphQLError[] = 'errors' in result ? (result.errors ?? []) : [];
      const faults = errors.flatMap((error) => originOf(error) ?? []).map(faultOf);
      // @NOTE Yoga's type for the context here forgets that it may not have been built.
      const { meter } = serverContext as Partial<Context>;
      const line = {
        requestId,
        operation: shortName(names.get(request)),
        credential: credential?.hash.slice(0, 12) ?? null,
        ms: Date.now() - startedAt,
        upstreamCalls: meter?.actual ?? 0,
        codes: [...new Set(errors.map((error) => error.extensions['code']))],
      };
      if (faults.length === 0) log.info(line, 'operation');
      else log.error({ ...line, faults }, 'operation');
    },
  };
}

/** An operation's name as the client gave it; cut, since a client may write a novel. */
const shortName = (name: string | undefined): string | null => name?.slice(0, 64) ?? null;
