import type { Store } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { argumentsHash, recordId } from './hash.ts';
import { Ledger } from './key-store.ts';
import { KeyedRun } from './keyed-run.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';
import { Flights } from './single-flight.ts';
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
export interface OnceOptions {
  readonly store: Store;
  /** Under which arguments are hashed and results sealed. Absent: a random one, kept in the store. */
  readonly secret?: string | undefined;
  /** Milliseconds that a key is kept. */
  readonly keepMs: number;
  /** Milliseconds between the two looks for what got no answer. */
  readonly lookAgainMs: number;
  /** The time, so that tests can turn it: epoch milliseconds. */
  readonly clock?: () => number;
}

/** Keeps keys in a store, which may be shared with other processes. */
export function createIdempotency({
  store,
  secret,
  keepMs,
  lookAgainMs,
  clock = Date.now,
}: OnceOptions): Idempotency {
  const tools: Deps = { ledger: new Ledger(store, { keepMs, secret }), lookAgainMs, clock };
  const flights = new Flights(clock);
  return {
    async run<Result>(intent: IdempotentOperation<Result>): Promise<Outcome<Result>> {
      const { key } = intent;
      if (key === null) return runUnkeyed(intent, tools);
      const held = await tools.ledger.secret();
      const claim = {
        id: recordId({ ...intent, key }),
        args: argumentsHash(intent.args, held, key),
        secret: held,
        key,
      };
      return flights.board(claim, intent, () => new KeyedRun(intent, claim, tools).run());
    },
  };
}
