import { CancelledError, type ErrorFacts, type UpstreamError, UpstreamTimeoutError } from './errors.ts';

/** When a call has to be over: at a time, or earlier, when its client leaves. */
export interface Deadline {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

/** Why a call was ended before its response. */
export type EndReason = 'timeout' | 'cancelled';

/** The error of a call that was ended. */
export const deadlineError = (reason: EndReason, facts: ErrorFacts): UpstreamError =>
  reason === 'timeout' ? new UpstreamTimeoutError(facts) : new CancelledError(facts);

/** The time in epoch milliseconds, and a timer. Tests use a virtual one. */
export interface Clock {
  now(): number;
  /** Runs `work` once after some milliseconds; the function it returns cancels that. */
  after(ms: number, work: () => void): () => void;
}

/** The time of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Calls `end` once, when a deadline is reached. A signal that is aborted when the time is up counts as a timeout.
 * @returns a function that stops watching: without it the timer and the listener stay
 */
export function watchDeadline(
  { at, signal }: Deadline,
  end: (reason: EndReason) => void,
  clock = systemClock,
): () => void {
  const finish = (reason: EndReason) => {
    clear();
    end(reason);
  };
  const onAbort = () => finish(clock.now() >= at ? 'timeout' : 'cancelled');
  const clear = () => {
    cancelTimer();
    signal.removeEventListener('abort', onAbort);
  };
  const cancelTimer = clock.after(Math.max(0, at - clock.now()), () => finish('timeout'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return clear;
}
