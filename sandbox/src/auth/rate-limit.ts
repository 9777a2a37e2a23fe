import type { Clock } from '../clock.ts';

/** Length of a window, in seconds. */
const WINDOW = 60;

/** Where a user stands in the current window. */
interface Standing {
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  reset: number;
  /** This call was one too many. */
  exceeded: boolean;
}

/** Counts the calls of each user, in windows of a minute that start with the user's first call. In memory. */
export interface RateLimit {
  /** Counts one call; undefined when there is no limit. */
  count(user: number): Standing | undefined;
}

/**
 * @param limit calls in a window; 0 for no limit
 */
export function createRateLimit(limit: number, clock: Clock): RateLimit {
  const windows = new Map<number, { start: number; calls: number }>();
  return {
    count(user) {
      if (limit === 0) return undefined;
      const now = clock.now() / 1000;
      const known = windows.get(user);
      // A clock that was moved back must not lengthen a window.
      const runs = known !== undefined && now >= known.start && now < known.start + WINDOW;
      const current = runs ? known : { start: now, calls: 0 };
      windows.set(user, current);
      const exceeded = current.calls >= limit;
      if (!exceeded) current.calls += 1;
      const reset = Math.max(1, Math.ceil(current.start + WINDOW - now));
      return { limit, remaining: limit - current.calls, reset, exceeded };
    },
  };
}
