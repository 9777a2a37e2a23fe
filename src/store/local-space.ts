import type { Clock, Space, Window, WindowStatus } from './types.ts';
import { leavingStart, windowStatus } from './window-status.ts';

/** The synchronous steps of a space on this machine. */
export interface LocalSteps {
  read(key: string): Buffer | null;
  write(key: string, value: string | Uint8Array, ttlMs: number): void;
  remove(key: string): boolean;
  /** Starts after a time, ascending. */
  startsSince(key: string, time: number): number[];
  /** Adds the last one of the starts of a window. */
  addStart(key: string, starts: readonly number[], windowMs: number): void;
  /** Runs several steps as one. */
  atomically<T>(work: () => T): T;
}

/** Combines synchronous steps to the methods of a space. */
export function createLocalSpace(steps: LocalSteps, clock: Clock): Space {
  const status = (key: string, window: Window, adds: boolean): WindowStatus => {
    const now = clock();
    const starts = steps.startsSince(key, now - window.windowMs);
    const taken = adds && starts.length < window.limit;
    if (taken) {
      starts.push(now);
      steps.addStart(key, starts, window.windowMs);
    }
    const leaving = starts[starts.length + leavingStart(window).index] ?? null;
    return windowStatus({ used: starts.length, leaving, last: starts.at(-1) ?? null }, now, window, taken);
  };
  return {
    degraded: false,
    outages: 0,
    get: async (key) => steps.read(key),
    getMany: async (keys) => keys.map((key) => steps.read(key)),
    set: async (key, value, ttlMs) => steps.write(key, value, ttlMs),
    delete: async (key) => steps.remove(key),
    compareAndSet: async (key, expected, value, ttlMs) =>
      steps.atomically(() => {
        const known = steps.read(key);
        const isExpected = known === null || expected === null ? known === expected : known.equals(expected);
        if (isExpected && value === null) steps.remove(key);
        if (isExpected && value !== null) steps.write(key, value, ttlMs);
        return isExpected;
      }),
    nextVersion: async (key, ttlMs) =>
      steps.atomically(() => {
        const next = Math.max(Number(steps.read(key) ?? 0) + 1, clock());
        steps.write(key, String(next), ttlMs);
        return next;
      }),
    tryAdd: async (key, window) => steps.atomically(() => status(key, window, (window.ahead ?? 0) === 0)),
    peek: async (key, window) => status(key, window, false),
  };
}
