import type { Space, Store } from '../../src/store/types.ts';

/** A store that notes how it is used. */
export interface Recording {
  readonly store: Store;
  /** Most bytes of each space, by its name. */
  readonly bounds: Record<string, number>;
  /** How long what was written into a space is kept, in milliseconds, oldest first. */
  lives(space: string): number[];
}

/** Notes what is asked of a store, and asks it. */
export function record(store: Store): Recording {
  const bounds: Record<string, number> = {};
  const lives: Record<string, number[]> = {};
  return {
    bounds,
    lives: (space) => lives[space] ?? [],
    store: {
      kind: store.kind,
      space(name, options) {
        bounds[name] ??= options.maxBytes;
        const noted = lives[name] ?? [];
        lives[name] = noted;
        return noting(store.space(name, options), (life) => noted.push(life));
      },
      close: () => store.close(),
    },
  };
}

/** Only what is kept is noted: to take something away is no write. */
function noting(space: Space, note: (lifeMs: number) => void): Space {
  return {
    get: (key) => space.get(key),
    getMany: (keys) => space.getMany(keys),
    delete: (key) => space.delete(key),
    peek: (key, window) => space.peek(key, window),
    tryAdd: (key, window) => space.tryAdd(key, window),
    nextVersion: (key, ttlMs) => space.nextVersion(key, ttlMs),
    set(key, value, ttlMs) {
      note(ttlMs);
      return space.set(key, value, ttlMs);
    },
    async compareAndSet(key, expected, value, ttlMs) {
      const written = await space.compareAndSet(key, expected, value, ttlMs);
      if (written && value !== null) note(ttlMs);
      return written;
    },
    get degraded() {
      return space.degraded;
    },
    get outages() {
      return space.outages;
    },
  };
}
