import DataLoader from 'dataloader';
import { currentField, runAsField } from './field-path.ts';

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
      loader = new TracedLoader((keys) => load(keys, context), cacheKey);
      loaders.set(context, loader);
    }
    return loader;
  };
}

/** Runs one read per key side by side; a failure stays with its key. For an API that has no batch read. */
export async function loadEach<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  const fields = firstFields.get(keys);
  const settled = await Promise.allSettled(keys.map((key, at) => runAsField(fields?.[at], () => read(key))));
  return settled.map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    return outcome.reason instanceof Error ? outcome.reason : new Error(String(outcome.reason));
  });
}

/** Which field asked first for each key of a batch, in a traced operation. */
const firstFields = new WeakMap<readonly unknown[], readonly (string | undefined)[]>();

/** A batch runs on behalf of whoever filled it first; this one remembers who asked for each of its keys. */
class TracedLoader<Key, Value> extends DataLoader<Key, Value, string> {
  readonly #fields = new Map<string, string>();
  readonly #cacheKey: (key: Key) => string;

  constructor(batch: DataLoader.BatchLoadFn<Key, Value>, cacheKey: (key: Key) => string) {
    const asked = (keys: readonly Key[]) => {
      if (this.#fields.size > 0)
        firstFields.set(
          keys,
          keys.map((key) => this.#fields.get(cacheKey(key))),
        );
      return batch(keys);
    };
    super(asked, { cacheKeyFn: cacheKey });
    this.#cacheKey = cacheKey;
  }

  override load(key: Key): Promise<Value> {
    const field = currentField();
    const name = this.#cacheKey(key);
    if (field !== null && !this.#fields.has(name)) this.#fields.set(name, field);
    return super.load(key);
  }
}
