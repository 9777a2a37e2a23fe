import type { Facts, Memory } from './types.ts';

/** What is known of an endpoint that was never asked. */
export const BLANK_FACTS: Facts = {
  longest: 0,
  cap: null,
  tellsTotal: null,
  tellsNext: false,
  ignoresBounds: false,
  nulls: {},
};

/** A memory that lives as long as the process. Endpoints are few and named by us, so it needs no bound. */
export function createMemory(): Memory {
  const known = new Map<string, Facts>();
  return {
    recall: (endpoint) => known.get(endpoint) ?? BLANK_FACTS,
    learn: (endpoint, facts) => {
      known.set(endpoint, { ...(known.get(endpoint) ?? BLANK_FACTS), ...facts });
    },
  };
}
