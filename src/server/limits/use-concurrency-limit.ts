import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GraphError } from '../../graphql/errors.ts';
import type { CallerRegistry } from '../../upstream/caller-registry.ts';
import { untilDone } from '../defer/parts.ts';
import { readRequestInfo } from '../request-info.ts';

/** Operations of one caller at once. */
const MAX_AT_ONCE = 20;

/** Too many operations at once; one of them is over in a moment. */
class Overloaded extends GraphError {
  readonly retryAfter = 1;

  constructor(max: number) {
    super('OVERLOADED', `At most ${max} operations at once: wait for one of them.`);
  }
}

/**
 * Lets a caller run so many operations at once, over all of its tokens; one more is refused at once, before it is parsed.
 * A token whose caller is not known yet counts by itself. Requests without a token reach nothing that takes time, so they
 * are not counted.
 */
export function useConcurrencyLimit(callerRegistry: CallerRegistry, max = MAX_AT_ONCE): Plugin {
  const crowd = new Crowd();
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
          // @NOTE the line above has looked.
          return streams ? untilDone(result as AsyncIterable<ExecutionResult>, leave) : result;
        } finally {
          if (!streams) leave();
        }
      });
    },
  };
}

/** An operation that runs, and whose it is: its credential's, until it is known who is behind that. */
interface Running {
  whose: string;
}

/** Who runs what. */
class Crowd {
  readonly #running = new Map<string, Set<Running>>();

  /** Counts one more, until the function that it returns is called. @throws Overloaded */
  enter(whose: string, max: number): () => void {
    if ((this.#running.get(whose)?.size ?? 0) >= max) throw new Overloaded(max);
    const one = { whose };
    this.#add(one);
    return () => this.#remove(one);
  }

  /** What a credential runs is its caller's from now on, even if that is more than may run. */
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
