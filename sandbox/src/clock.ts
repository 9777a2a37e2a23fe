/** The sandbox's own time. Everything that is dated asks it, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whole seconds since 1970: the grain of all that is stored. */
  seconds(): number;
  /** Moves it forward (or back, when negative) by that many seconds; it goes on running. */
  move(seconds: number): void;
}

/**
 * @param source milliseconds since 1970; the clock runs with it until it is moved
 */
export function createClock(source: () => number = Date.now): Clock {
  let moved = 0;
  const now = () => source() + moved;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    move(seconds) {
      moved += seconds * 1000;
    },
  };
}

/** A stored time as the API writes it: `2023-07-12T15:48:11+00:00`; null stays null. */
export function isoTime(seconds: number): string;
export function isoTime(seconds: number | null): string | null;
export function isoTime(seconds: number | null): string | null {
  return seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`;
}
