import type { Space } from '../../store/types.ts';
import type { CallLog } from '../call-log.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { CancelledError } from '../errors.ts';
import { CallerQuota, type CallerQuotaDeps } from './caller-quota.ts';
import type { RateSetting } from './limit-estimate.ts';
import type { RateLimiter } from './limiter.ts';
import { type Clock, systemClock } from './queue.ts';
import { Semaphore } from './semaphore.ts';
import { SlidingLog } from './sliding-log.ts';

/** How a rateLimiter is set. */
export interface RateLimiterSettings {
  /** Where starts are noted: what it outlives, and with whom it is shared, is the store's affair. */
  readonly space: Space;
  readonly callerRegistry: CallerRegistry;
  readonly setting: RateSetting;
  /** Calls of all callers that may be under way at once. */
  readonly concurrency: number;
  readonly clock?: Clock;
}

/** Accounts that are kept while nobody waits in them. */
const IDLE_ACCOUNTS = 1_000;

/** Starts calls by a budget for each caller, and fairly among callers. */
export function createRateLimiter(settings: RateLimiterSettings): RateLimiter {
  const { space, callerRegistry, setting, concurrency, clock = systemClock } = settings;
  const deps: CallerQuotaDeps = {
    log: new SlidingLog(space),
    setting,
    turns: new Semaphore(concurrency),
    clock,
  };
  const accounts = new Map<string, CallerQuota>();
  const promises = new Map<CallLog, CallerQuota>();
  const refusals = new WeakMap<CallLog, unknown>();

  const named = (key: string): CallerQuota => {
    let account = accounts.get(key);
    if (account === undefined) {
      account = new CallerQuota(key, deps);
      accounts.set(key, account);
      if (accounts.size > IDLE_ACCOUNTS) forgetIdle(accounts, key);
    }
    return account;
  };
  const of = async (credential: string): Promise<CallerQuota> =>
    named(await callerRegistry.lookup(credential));
  callerRegistry.onRecorded((credential, caller) => {
    const alone = accounts.get(credential) ?? new CallerQuota(credential, deps);
    accounts.delete(credential);
    void named(caller).merge(alone);
  });

  return {
    async acquire(call) {
      const refusal = refusals.get(call.callLog);
      if (refusal !== undefined) throw refusal;
      const account = promises.get(call.callLog) ?? (await of(call.credential));
      if (call.signal.aborted) throw new CancelledError({ operation: call.operation });
      return account.admit(call);
    },
    async reserve(credential, callLog, calls, deadline) {
      const account = await of(credential);
      try {
        await account.reserve(callLog, calls, deadline);
        promises.set(callLog, account);
      } catch (error) {
        refusals.set(callLog, error);
        throw error;
      }
    },
    release(callLog) {
      promises.get(callLog)?.release(callLog);
      promises.delete(callLog);
    },
    status: async (credential) => (await of(credential)).standing(),
  };
}

function forgetIdle(accounts: Map<string, CallerQuota>, but: string): void {
  for (const [key, account] of accounts) if (key !== but && account.isIdle) accounts.delete(key);
}
