import type { Context } from '../../context.ts';
import { BadUserInputError, ForbiddenError } from '../../upstream/errors.ts';
import type { ScopeState } from '../model.ts';

/** Marks a field that is answered only if the upstream call carried the extra scope. */
export const REQUIRES_SCOPE = 'needsUpstreamScope';

/** Calls that ask for the extra scope if a selected field needs it. */
export interface ScopeFallback {
  /** Makes a call; one that is refused while it asks is made again without, and so are all that follow. */
  call<T>(make: (extra: { scope?: string }) => Promise<T>): Promise<T>;
  /** With what the answers came. */
  state(): ScopeState;
}

/**
 * Begins to ask for the extra scope, or not; `refused` where it was refused before. A refusal changes nothing upstream, so
 * repeating is safe for writes too.
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

/** A refusal that may be about the scope: of the right, or of the parameter. */
function mayRefuseScope(error: unknown): boolean {
  if (error instanceof ForbiddenError) return true;
  return error instanceof BadUserInputError && (error.parameter === 'scope' || error.parameter === null);
}
