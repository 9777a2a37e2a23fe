import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GraphFault } from '../graphql/errors.ts';
import { askingOf } from './asking.ts';
import { untilDone } from './parts.ts';

/** Operations of one credential at once. */
const MAX_AT_ONCE = 20;

/** Too many operations at once; one of them is over in a moment. */
class Overloaded extends GraphFault {
  readonly retryAfter = 1;

  constructor(max: number) {
    super('OVERLOADED', `At most ${max} operations at once: wait for one of them.`);
  }
}

/**
 * Lets a credential run so many operations at once; one more is refused at once, before it is parsed. Requests without a
 * token reach nothing that takes time, so they are not counted.
 */
export function useOperationLimit(max = MAX_AT_ONCE): Plugin {
  const running = new Map<string, number>();
  const leave = (whose: string): void => {
    const left = (running.get(whose) ?? 1) - 1;
    if (left === 0) running.delete(whose);
    else running.set(whose, left);
  };
  return {
    onParams({ request, paramsHandler, setParamsHandler }) {
      const whose = askingOf(request).credential?.hash;
      if (whose === undefined) return;
      setParamsHandler(async (payload) => {
        const now = running.get(whose) ?? 0;
        if (now >= max) throw new Overloaded(max);
        running.set(whose, now + 1);
        let streams = false;
        try {
          const result = await paramsHandler(payload);
          streams = Symbol.asyncIterator in result;
          // @NOTE the line above has looked.
          return streams ? untilDone(result as AsyncIterable<ExecutionResult>, () => leave(whose)) : result;
        } finally {
          if (!streams) leave(whose);
        }
      });
    },
  };
}
