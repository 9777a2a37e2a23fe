import type { Space } from '../../store/types.ts';
import type { CallLog } from '../call-log.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { type Clock, deadlineError, systemClock } from '../deadline.ts';
import { CallerQuota, type CallerQuotaDeps } from './caller-quota.ts';
import type { RateSetting } from './limit-estimate.ts';
import type { RateLimiter, Reservation } from './limiter.ts';
import { Semaphore } from './semaphore.ts';
import { SlidingLog } from './sliding-log.ts';

/** How a rate limiter is set up. */
export interface RateLimiterSettings {
  /** Holds the starts; gateways may share it. */
  readonly space: Space;
  readonly callerRegistry: CallerRegistry;
  readonly setting: RateSetting;
  /** Most calls in flight, of all callers together. */
  readonly concurrency: number;
  readonly clock?: Clock;
}

/** From this many quotas on, idle ones are dropped. */
const MAX_IDLE_QUOTAS = 1_000;

/** Limits the calls of each caller by its quota, and all calls in flight fairly among callers. */
export function createRateLimiter(settings: RateLimiterSettings): RateLimiter {
  const { space, callerRegistry, setting, concurrency, clock = systemClock } = settings;
  const deps = { log: new SlidingLog(space), setting, concurrency: new Semaphore(concurrency), clock };
  const quotas = new Quotas(deps, callerRegistry);
  /** By operation: its reservation, or the error with which all of its calls fail. */
  const reservations = new Map<CallLog, { quota: CallerQuota; reservation: Reservation } | Error>();
  return {
    async acquire(call) {
      const reserved = reservations.get(call.callLog);
      if (reserved instanceof Error) throw reserved;
      const quota = reserved?.quota ?? (await quotas.of(call.credential));
      if (call.deadline.signal.aborted) throw deadlineError('cancelled', call);
      return quota.acquire(call, reserved?.reservation);
    },
    async reserve(credential, callLog, calls, deadline) {
      const quota = await quotas.of(credential);
      try {
        reservations.set(callLog, { quota, reservation: await quota.reserve(calls, deadline) });
      } catch (error) {
        if (error instanceof Error) reservations.set(callLog, error);
        throw error;
      }
    },
    release(callLog) {
      const reserved = reservations.get(callLog);
      reservations.delete(callLog);
      if (reserved !== undefined && !(reserved instanceof Error))
        reserved.quota.release(reserved.reservation);
    },
    status: async (credential) => (await quotas.of(credential)).status(),
  };
}

/** The quotas of all callers. */
class Quotas {
  readonly #deps: CallerQuotaDeps;
  readonly #callerRegistry: CallerRegistry;
  readonly #quotas = new Map<string, CallerQuota>();

  constructor(deps: CallerQuotaDeps, callerRegistry: CallerRegistry) {
    this.#deps = deps;
    this.#callerRegistry = callerRegistry;
    callerRegistry.onRecorded((credential, caller) => {
      const ofCredential = this.#quotas.get(credential) ?? new CallerQuota(credential, deps);
      this.#quotas.delete(credential);
      void this.#named(caller).merge(ofCredential);
    });
  }

  async of(credential: string): Promise<CallerQuota> {
    return this.#named(await this.#callerRegistry.lookup(credential));
  }

  #named(key: string): CallerQuota {
    let quota = this.#quotas.get(key);
    if (quota === undefined) {
      quota = new CallerQuota(key, this.#deps);
      this.#quotas.set(key, quota);
      if (this.#quotas.size > MAX_IDLE_QUOTAS) this.#dropIdle(key);
    }
    return quota;
  }

  #dropIdle(except: string): void {
    for (const [key, quota] of this.#quotas) if (key !== except && quota.isIdle) this.#quotas.delete(key);
  }
}
