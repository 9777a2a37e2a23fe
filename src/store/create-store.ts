import type { Space, SpaceOptions, Store } from './types.ts';

/** Creates a store that makes every space once. */
export function createStore(
  kind: Store['kind'],
  createSpace: (name: string, options: SpaceOptions) => Space,
  close: () => void,
): Store {
  const spaces = new Map<string, Space>();
  return {
    kind,
    space(name, options) {
      const space = spaces.get(name) ?? createSpace(name, options);
      spaces.set(name, space);
      return space;
    },
    close: async () => close(),
  };
}
