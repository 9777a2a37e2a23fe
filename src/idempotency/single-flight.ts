import { isCodedError } from '../graphql/errors.ts';
import { InProgressError, MismatchError } from './errors.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';

/** One request under way in this process. */
interface Flight {
  readonly args: string;
  /** Its result, as it is kept: what was read with one token is not for another. */
  readonly result: Promise<string>;
}

/** Lets equal requests of one process join the first of them. */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /**
   * Leads, or joins whoever leads already.
   * @throws MismatchError if that has other arguments; InProgressError if it takes longer than there is time
   */
  async run<Result>(
    { id, args }: { readonly id: string; readonly args: string },
    { codec, deadline }: IdempotentOperation<Result>,
    lead: () => Promise<Outcome<Result>>,
  ): Promise<Outcome<Result>> {
    for (;;) {
      const flight = this.#flights.get(id);
      if (flight === undefined) return this.#lead(id, args, codec, lead);
      if (flight.args !== args) throw new MismatchError();
      const text = await this.#waitUntil(flight.result, deadline).catch((error: unknown) => {
        if (isCallerSpecific(error)) return null;
        throw error;
      });
      const result = text === null ? null : codec.read(text);
      if (result !== null) return { result, replayed: true };
    }
  }

  #lead<Result>(
    id: string,
    args: string,
    keep: IdempotentOperation<Result>['codec'],
    lead: () => Promise<Outcome<Result>>,
  ): Promise<Outcome<Result>> {
    const outcome = lead().finally(() => this.#flights.delete(id));
    const stored = outcome.then(({ result }) => keep.write(result));
    // Who leads hears of a failure itself.
    stored.catch(() => {});
    this.#flights.set(id, { args, result: stored });
    return outcome;
  }

  async #waitUntil<T>(promise: Promise<T>, deadline: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new InProgressError()), Math.max(0, deadline - this.#clock()));
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }
}

/** A failure that says nothing about others' tokens and connections: whoever joined tries for itself. */
const isCallerSpecific = (error: unknown): boolean =>
  isCodedError(error) && (error.code === 'UNAUTHENTICATED' || error.code === 'CANCELLED');
