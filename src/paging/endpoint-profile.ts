import type { EndpointProfile, EndpointProfiles } from './types.ts';

/** What is known of an endpoint that was never asked. */
export const BLANK_FACTS: EndpointProfile = {
  longest: 0,
  cap: null,
  tellsTotal: null,
  tellsNext: false,
  ignoresBounds: false,
  nulls: {},
};

/** A memory that lives as long as the process. Endpoints are few and named by us, so it needs no bound. */
export function createEndpointProfiles(): EndpointProfiles {
  const known = new Map<string, EndpointProfile>();
  return {
    recall: (endpoint) => known.get(endpoint) ?? BLANK_FACTS,
    learn: (endpoint, facts) => {
      known.set(endpoint, { ...(known.get(endpoint) ?? BLANK_FACTS), ...facts });
    },
  };
}
