import type { EndpointProfile, EndpointProfiles } from './types.ts';

/** The profile of an endpoint without any response yet. */
export const EMPTY_PROFILE: EndpointProfile = {
  longestResponse: 0,
  cap: null,
  reportsTotal: null,
  reportsNextOffset: false,
  ignoresBounds: false,
  nulls: {},
};

/** Profiles that live as long as the process. Endpoints are few and named in the code, so the map needs no bound. */
export function createEndpointProfiles(): EndpointProfiles {
  const profiles = new Map<string, EndpointProfile>();
  const get = (endpoint: string) => profiles.get(endpoint) ?? EMPTY_PROFILE;
  return {
    get,
    update: (endpoint, changes) => {
      profiles.set(endpoint, { ...get(endpoint), ...changes });
    },
  };
}
