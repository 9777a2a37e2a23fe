import DataLoader from 'dataloader';

/** A DataLoader for each operation: made at the first use, gone with the context. */
export type PerOperation<Context extends object, Key, Value> = (
  context: Context,
) => DataLoader<Key, Value, string>;

/**
 * Declares a loader that lives as long as one operation, so that nothing of one request is seen by another.
 * `load` gets the keys of a tick, each once; a key that fails must come back as an Error at its place, which then fails
 * only those who asked for it.
 */
export function perOperation<Context extends object, Key, Value>(
  load: (keys: readonly Key[], context: Context) => Promise<readonly (Value | Error)[]>,
  cacheKey: (key: Key) => string,
): PerOperation<Context, Key, Value> {
  const loaders = new WeakMap<Context, DataLoader<Key, Value, string>>();
  return (context) => {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = new DataLoader((keys) => load(keys, context), { cacheKeyFn: cacheKey });
      loaders.set(context, loader);
    }
    return loader;
  };
}

/** Runs one read per key side by side; a failure stays with its key. For an API that has no batch read. */
export async function eachAlone<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  const settled = await Promise.allSettled(keys.map(read));
  return settled.map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    return outcome.reason instanceof Error ? outcome.reason : new Error(String(outcome.reason));
  });
}
