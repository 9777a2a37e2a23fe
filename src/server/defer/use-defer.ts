import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { deferRule, withoutDefer } from '../../graphql/defer.ts';
import { acceptsParts } from '../http/accept.ts';
import { multipartResponse } from './multipart.ts';
import { mapParts, type Part } from './parts.ts';
import { reachableParts } from './prune-orphans.ts';

/**
 * `@defer` for clients that take an answer in parts, in the format of 2022; to all others it is as if it were not there, and
 * they get one answer. Parts are brought into form before anything else is done to them.
 */
export function useDefer(): Plugin<Context> {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(deferRule);
    },
    onExecute({ args }) {
      const accept = args.contextValue.request.headers.get('accept');
      if (!acceptsParts(accept)) args.document = withoutDefer(args.document);
    },
    onResultProcess({ request, result, setResult, setResultProcessor }) {
      if (!(Symbol.asyncIterator in result)) return;
      // Apollo iOS 2.0.0 to 2.0.3 takes it for a part. Others, which don't name the format as Apollo's clients do, wait for it:
      // fetch-multipart-graphql, which apps with Relay use.
      const lastBreak = !/deferSpec=/i.test(request.headers.get('accept') ?? '');
      setResult(mapParts(result, reachableParts()));
      // @NOTE what comes here is what was set above, as later plugins changed it; Yoga types it as any result.
      setResultProcessor(
        (parts, api) =>
          multipartResponse(parts as AsyncIterable<Part>, { signal: request.signal, lastBreak }, api),
        'multipart/mixed',
      );
    },
  };
}
