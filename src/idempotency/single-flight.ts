import type { IdempotentOperation, Outcome } from '../context.ts';
import { isCodedError } from '../graphql/errors.ts';
import { InProgressError, MismatchError } from './errors.ts';

/** One operation that runs in this process. */
interface Flight {
  readonly args: string;
  /** Its result as stored: what was read with one token is not for another. */
  readonly stored: Promise<string>;
}

/** Lets equal requests of one process share the run of the first one. */
export function createSingleFlight(clock: () => number) {
  const flights = new Map<string, Flight>();

  /**
   * Starts a run, or waits for the run that has the same id.
   *
   * @throws MismatchError if that run has other arguments; InProgressError if it lasts beyond the deadline
   */
  return async <Result>(
    { id, args }: { readonly id: string; readonly args: string },
    { codec, deadline }: IdempotentOperation<Result>,
    start: () => Promise<Outcome<Result>>,
  ): Promise<Outcome<Result>> => {
    for (;;) {
      const flight = flights.get(id);
      if (flight === undefined) {
        const outcome = start().finally(() => flights.delete(id));
        const stored = outcome.then(({ result }) => codec.write(result));
        // The caller of this run gets the failure by `outcome`.
        stored.catch(() => {});
        flights.set(id, { args, stored });
        return outcome;
      }
      if (flight.args !== args) throw new MismatchError();
      const text = await within(deadline - clock(), flight.stored).catch((error: unknown) => {
        if (isCallerSpecific(error)) return null;
        throw error;
      });
      const result = text === null ? null : codec.read(text);
      if (result !== null) return { result, replayed: true };
    }
  };
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new InProgressError()), Math.max(0, ms));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Whether a failure is due to one caller's token or connection: then the others run the operation themselves. */
const isCallerSpecific = (error: unknown): boolean =>
  isCodedError(error) && (error.code === 'UNAUTHENTICATED' || error.code === 'CANCELLED');
