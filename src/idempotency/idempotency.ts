import type { Idempotency, IdempotentOperation, Outcome } from '../context.ts';
import type { Store } from '../store/types.ts';
import { argumentsHash, recordId } from './key.ts';
import { KeyStore } from './key-store.ts';
import { KeyedRun } from './keyed-run.ts';
import type { Deps } from './reconcile.ts';
import { createSingleFlight } from './single-flight.ts';
import { runUnkeyed } from './unkeyed-run.ts';

/** Options of {@link createIdempotency}. */
export interface IdempotencyOptions {
  /** The store of the keys, which several processes may share. */
  readonly store: Store;
  /** Hashes arguments and encrypts results. Default: a random one in the store. */
  readonly secret?: string | undefined;
  /** Lifetime of a key in milliseconds. */
  readonly keepMs: number;
  /** Milliseconds between two searches for a result. */
  readonly searchIntervalMs: number;
  /** Epoch milliseconds; for tests. */
  readonly clock?: () => number;
}

/** Creates the {@link Idempotency} of one process. */
export function createIdempotency({
  store,
  secret,
  keepMs,
  searchIntervalMs,
  clock = Date.now,
}: IdempotencyOptions): Idempotency {
  const deps: Deps = { keys: new KeyStore(store, { keepMs, secret }), searchIntervalMs, clock };
  const singleFlight = createSingleFlight(clock);
  return {
    async run<Result>(operation: IdempotentOperation<Result>): Promise<Outcome<Result>> {
      const { key } = operation;
      if (key === null) return runUnkeyed(operation, deps);
      const keySecret = await deps.keys.secret();
      const claim = {
        id: recordId({ ...operation, key }),
        args: argumentsHash(operation.args, keySecret, key),
        secret: keySecret,
        key,
      };
      return singleFlight(claim, operation, () => new KeyedRun(operation, claim, deps).run());
    },
  };
}
