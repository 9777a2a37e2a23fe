import type { Store } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { argumentsHash, recordId } from './hash.ts';
import { KeyStore } from './key-store.ts';
import { KeyedRun } from './keyed-run.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';
import { SingleFlight } from './single-flight.ts';
import { runUnkeyed } from './unkeyed-run.ts';

/** Makes requests happen once. */
export interface Idempotency {
  /**
   * Does what is intended, or answers what came of it earlier. Rejects with the failure of the request itself, or with one
   * of `errors.ts`; a failure that is certain frees the key.
   */
  run<Result>(intent: IdempotentOperation<Result>): Promise<Outcome<Result>>;
}

/** How it is done. */
export interface IdempotencyOptions {
  readonly store: Store;
  /** Under which arguments are hashed and results sealed. Absent: a random one, kept in the store. */
  readonly secret?: string | undefined;
  /** Milliseconds that a key is kept. */
  readonly keepMs: number;
  /** Milliseconds between the two looks for what got no answer. */
  readonly searchIntervalMs: number;
  /** The time, so that tests can turn it: epoch milliseconds. */
  readonly clock?: () => number;
}

/** Keeps keys in a store, which may be shared with other processes. */
export function createIdempotency({
  store,
  secret,
  keepMs,
  searchIntervalMs,
  clock = Date.now,
}: IdempotencyOptions): Idempotency {
  const tools: Deps = { keys: new KeyStore(store, { keepMs, secret }), searchIntervalMs, clock };
  const flights = new SingleFlight(clock);
  return {
    async run<Result>(intent: IdempotentOperation<Result>): Promise<Outcome<Result>> {
      const { key } = intent;
      if (key === null) return runUnkeyed(intent, tools);
      const held = await tools.keys.secret();
      const claim = {
        id: recordId({ ...intent, key }),
        args: argumentsHash(intent.args, held, key),
        secret: held,
        key,
      };
      return flights.run(claim, intent, () => new KeyedRun(intent, claim, tools).run());
    },
  };
}
