import type { Window, WindowStatus } from './types.ts';

/**
 * The start that must leave a window before the start after the `ahead` others can be added: its index from the end of the
 * starts in the window (below 0), and the number of windows until then. The others start as soon as they can.
 */
export function leavingStart({ limit, ahead = 0 }: Window): {
  readonly index: number;
  readonly rounds: number;
} {
  const rounds = Math.floor(ahead / Math.max(1, limit)) + 1;
  return { index: ahead - rounds * limit, rounds };
}

/**
 * The status of a window. All times are epoch milliseconds.
 *
 * @param starts number of starts in the window, the {@link leavingStart} and the last one
 */
export function windowStatus(
  { used, leaving, last }: { used: number; leaving: number | null; last: number | null },
  now: number,
  window: Window,
  taken: boolean,
): WindowStatus {
  const { limit, windowMs } = window;
  const { rounds } = leavingStart(window);
  const freeAt = leaving === null ? now + (rounds - 1) * windowMs : leaving + rounds * windowMs;
  const waitMs = limit <= 0 ? windowMs : Math.max(0, freeAt - now);
  const resetMs = last === null ? 0 : Math.max(0, last + windowMs - now);
  return { taken, used, waitMs: taken ? 0 : waitMs, resetMs };
}
