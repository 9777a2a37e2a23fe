import type { ExecutionResult, GraphQLError } from 'graphql';

/** What comes later, at a place in what came before. Read leniently, as libraries type it. */
export interface Increment {
  /** Absent: the root. */
  readonly path?: readonly (string | number)[];
  readonly label?: string;
  /** Null: it failed, and the errors say why. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLError[];
}

/** One part of an answer that comes in parts: the first has `data`, the others `incremental`. */
export interface Part extends ExecutionResult {
  readonly incremental?: readonly Increment[];
  readonly hasNext?: boolean;
}

/** All errors of a part, wherever they stand. */
export const errorsOf = ({ errors = [], incremental = [] }: Part): GraphQLError[] => [
  ...errors,
  ...incremental.flatMap((increment) => increment.errors ?? []),
];

/** A part with each of its errors replaced. */
export function withErrors(part: Part, replace: (error: GraphQLError) => GraphQLError): Part {
  const { errors, incremental } = part;
  return {
    ...part,
    ...(errors === undefined ? {} : { errors: errors.map(replace) }),
    ...(incremental === undefined
      ? {}
      : {
          incremental: incremental.map((increment) =>
            increment.errors === undefined
              ? increment
              : { ...increment, errors: increment.errors.map(replace) },
          ),
        }),
  };
}

/** Maps the parts of a stream, and calls `onEnd` once when it ends or is cancelled, also before its first part. */
export function mapParts<T, U>(
  stream: AsyncIterable<T>,
  change: (part: T) => U | Promise<U>,
  over: () => void = () => {},
): AsyncIterableIterator<U> {
  const inner = stream[Symbol.asyncIterator]();
  let open = true;
  const end = () => {
    if (open) over();
    open = false;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const part = await inner.next();
        if (part.done !== true) return { done: false, value: await change(part.value) };
        end();
        return { done: true, value: undefined };
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await inner.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** Passes a stream on, and calls back once when it ends or is cancelled. */
export const untilDone = <T>(stream: AsyncIterable<T>, over: () => void): AsyncIterableIterator<T> =>
  mapParts(stream, (part) => part, over);
