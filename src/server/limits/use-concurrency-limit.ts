import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GraphError } from '../../graphql/errors.ts';
import type { CallerRegistry } from '../../upstream/caller-registry.ts';
import { untilDone } from '../defer/parts.ts';
import { readRequestInfo } from '../request-info.ts';

/** Concurrent operations of one caller. */
const MAX_AT_ONCE = 20;

/** Too many concurrent operations. */
class Overloaded extends GraphError {
  readonly retryAfter = 1;

  constructor(max: number) {
    super('OVERLOADED', `At most ${max} operations at once: wait for one of them.`);
  }
}

/**
 * Limits the concurrent operations of a caller, over all of its tokens. A further one is rejected before it is parsed. A
 * token counts by itself until its caller is known. Requests without a token are cheap and do not count.
 */
export function useConcurrencyLimit(callerRegistry: CallerRegistry, max = MAX_AT_ONCE): Plugin {
  const crowd = new RunningOperations();
  callerRegistry.onRecorded((credential, caller) => crowd.move(credential, caller));
  return {
    onParams({ request, paramsHandler, setParamsHandler }) {
      const credential = readRequestInfo(request).credential?.hash;
      if (credential === undefined) return;
      setParamsHandler(async (payload) => {
        const leave = crowd.enter(await callerRegistry.lookup(credential), max);
        let streams = false;
        try {
          const result = await paramsHandler(payload);
          streams = Symbol.asyncIterator in result;
          // @NOTE the line above checks that.
          return streams ? untilDone(result as AsyncIterable<ExecutionResult>, leave) : result;
        } finally {
          if (!streams) leave();
        }
      });
    },
  };
}

/** A running operation, and its owner: the credential, until its caller is known. */
interface Running {
  whose: string;
}

/** The running operations by owner. */
class RunningOperations {
  readonly #running = new Map<string, Set<Running>>();

  /** Adds an operation until the returned function is called. @throws Overloaded */
  enter(whose: string, max: number): () => void {
    if ((this.#running.get(whose)?.size ?? 0) >= max) throw new Overloaded(max);
    const one = { whose };
    this.#add(one);
    return () => this.#remove(one);
  }

  /** Moves the operations of a credential to its caller, even above the limit. */
  move(credential: string, caller: string): void {
    for (const one of [...(this.#running.get(credential) ?? [])]) {
      this.#remove(one);
      one.whose = caller;
      this.#add(one);
    }
  }

  #add(one: Running): void {
    const all = this.#running.get(one.whose) ?? new Set();
    this.#running.set(one.whose, all.add(one));
  }

  #remove(one: Running): void {
    const all = this.#running.get(one.whose);
    all?.delete(one);
    if (all?.size === 0) this.#running.delete(one.whose);
  }
}
