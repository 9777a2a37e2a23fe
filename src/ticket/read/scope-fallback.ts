import type { Context } from '../../context.ts';
import { BadUserInputError, ForbiddenError } from '../../upstream/errors.ts';
import type { ScopeState } from '../model.ts';

/** Extension of a field that needs the extra scope in the upstream call. */
export const REQUIRES_SCOPE = 'requiresUpstreamScope';

/** Calls with the extra scope, and without it once the API refused it. */
export interface ScopeFallback {
  /** Makes a call. If the API refuses the scope, makes it again without, and all later calls too. */
  call<T>(make: (extra: { scope?: string }) => Promise<T>): Promise<T>;
  /** The scope of the last response. */
  state(): ScopeState;
}

/**
 * @param wanted false: all calls go without the scope
 * @param refused the API already refused the scope. A refusal has no effect upstream, so even a write may be repeated.
 */
export function withScopeFallback(wanted: boolean, context: Context, refused = false): ScopeFallback {
  let state: ScopeState = wanted ? (refused ? 'refused' : 'scoped') : 'plain';
  return {
    state: () => state,
    async call(make) {
      if (state !== 'scoped') return make({});
      try {
        return await make({ scope: context.settings.upstreamScope });
      } catch (error) {
        if (!mayRefuseScope(error)) throw error;
        state = 'refused';
        return make({});
      }
    },
  };
}

/** Whether an error may be about the scope: about the right to it, or the parameter. */
function mayRefuseScope(error: unknown): boolean {
  if (error instanceof ForbiddenError) return true;
  return error instanceof BadUserInputError && (error.parameter === 'scope' || error.parameter === null);
}
