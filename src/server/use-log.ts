import { type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import type { ErrorCode } from '../graphql/errors.ts';
import { askingOf } from './asking.ts';
import { faultOf } from './fault.ts';
import { originOf } from './mask-error.ts';
import { eachPart, errorsOf, type Part } from './parts.ts';

/**
 * One line per operation, when its last part is out: its name, whose token (as a hash), how long it took, what it cost, how it failed. No token,
 * variable, URL or text of a ticket ever gets in. An error that was masked is told by its name and its place.
 */
export function useLog(log: Logger): Plugin<Context> {
  const names = new WeakMap<object, string | undefined>();
  return {
    onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      names.set(args.contextValue.request, operation?.name?.value);
    },
    onResultProcess({ result, request, serverContext, setResult }) {
      if (Array.isArray(result)) return;
      const { requestId, credential, startedAt } = askingOf(request);
      // @NOTE Yoga's type for the context here forgets that it may not have been built.
      const { meter } = serverContext as Partial<Context>;
      const write = (errors: readonly GraphQLError[], codes: readonly unknown[]) => {
        const faults = errors.flatMap((error) => originOf(error) ?? []).map(faultOf);
        const line = {
          requestId,
          operation: shortName(names.get(request)),
          credential: credential?.hash.slice(0, 12) ?? null,
          ms: Date.now() - startedAt,
          upstreamCalls: meter?.actual ?? 0,
          codes: [...new Set(codes)],
        };
        if (faults.length === 0) log.info(line, 'operation');
        else log.error({ ...line, faults }, 'operation');
      };
      if (!(Symbol.asyncIterator in result)) {
        write(result.errors ?? [], codesOf(result.errors ?? []));
        return;
      }
      const errors: GraphQLError[] = [];
      let whole = false;
      const look = (part: Part) => {
        errors.push(...errorsOf(part));
        whole = part.hasNext !== true;
        return part;
      };
      setResult(eachPart(result, look, () => write(errors, [...codesOf(errors), ...(whole ? [] : [LEFT])])));
    },
  };
}

const codesOf = (errors: readonly GraphQLError[]): unknown[] =>
  errors.map((error) => error.extensions['code']);

/** What an answer in parts is logged with whose client did not stay for the last. */
const LEFT: ErrorCode = 'CANCELLED';

/** An operation's name as the client gave it; cut, since a client may write a novel. */
const shortName = (name: string | undefined): string | null => name?.slice(0, 64) ?? null;
