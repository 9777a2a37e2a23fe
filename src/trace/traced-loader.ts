import DataLoader from 'dataloader';
import { currentField, runAsField } from './field-path.ts';

/** What a loader needs to know of an operation: after a write, it loads again. */
interface Writer {
  readonly upstream: { onWrite(listener: () => void): void };
}

/** The DataLoader of an operation: created at the first use, released with the context. */
export type PerOperation<Context extends Writer, Key, Value> = (
  context: Context,
) => DataLoader<Key, Value, string>;

/**
 * Declares a loader that lives as long as one operation, so requests share nothing.
 * @param load loads the keys of a tick, each once; returns an Error in place of a key that fails
 */
export function perOperation<Context extends Writer, Key, Value>(
  load: (keys: readonly Key[], context: Context) => Promise<readonly (Value | Error)[]>,
  cacheKey: (key: Key) => string,
): PerOperation<Context, Key, Value> {
  const loaders = new WeakMap<Context, DataLoader<Key, Value, string>>();
  return (context) => {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = new TracedLoader((keys) => load(keys, context), cacheKey);
      loaders.set(context, loader);
      context.upstream.onWrite(() => loaders.get(context)?.clearAll());
    }
    return loader;
  };
}

/** Runs one read per key concurrently, for an API without batch reads. A failure stays with its key. */
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

/** The first field that requested each key of a batch, in a traced operation. */
const firstFields = new WeakMap<readonly unknown[], readonly (string | undefined)[]>();

/** DataLoader runs a batch in the async context of its first key. This one restores the field of each key. */
class TracedLoader<Key, Value> extends DataLoader<Key, Value, string> {
  readonly #fields = new Map<string, string>();
  readonly #cacheKey: (key: Key) => string;

  constructor(batch: DataLoader.BatchLoadFn<Key, Value>, cacheKey: (key: Key) => string) {
    const tracedBatch = (keys: readonly Key[]) => {
      const fields = keys.map((key) => this.#fields.get(cacheKey(key)));
      if (this.#fields.size > 0) firstFields.set(keys, fields);
      return batch(keys);
    };
    super(tracedBatch, { cacheKeyFn: cacheKey });
    this.#cacheKey = cacheKey;
  }

  override load(key: Key): Promise<Value> {
    const field = currentField();
    const name = this.#cacheKey(key);
    if (field !== null && !this.#fields.has(name)) this.#fields.set(name, field);
    return super.load(key);
  }
}
