import type { Space } from '../../store/types.ts';
import type { Meter } from '../call-log.ts';
import type { Identities } from '../caller-registry.ts';
import { CancelledError } from '../errors.ts';
import { Account, type AccountDeps } from './caller-quota.ts';
import type { RateSetting } from './limit-estimate.ts';
import type { Governor } from './limiter.ts';
import { type GovernorClock, systemClock } from './queue.ts';
import { Turns } from './semaphore.ts';
import { StartLog } from './sliding-log.ts';

/** How a governor is set. */
export interface GovernorSettings {
  /** Where starts are noted: what it outlives, and with whom it is shared, is the store's affair. */
  readonly space: Space;
  readonly identities: Identities;
  readonly setting: RateSetting;
  /** Calls of all callers that may be under way at once. */
  readonly concurrency: number;
  readonly clock?: GovernorClock;
}

/** Accounts that are kept while nobody waits in them. */
const IDLE_ACCOUNTS = 1_000;

/** Starts calls by a budget for each caller, and fairly among callers. */
export function createGovernor(settings: GovernorSettings): Governor {
  const { space, identities, setting, concurrency, clock = systemClock } = settings;
  const deps: AccountDeps = { log: new StartLog(space), setting, turns: new Turns(concurrency), clock };
  const accounts = new Map<string, Account>();
  const promises = new Map<Meter, Account>();
  const refusals = new WeakMap<Meter, unknown>();

  const named = (key: string): Account => {
    let account = accounts.get(key);
    if (account === undefined) {
      account = new Account(key, deps);
      accounts.set(key, account);
      if (accounts.size > IDLE_ACCOUNTS) forgetIdle(accounts, key);
    }
    return account;
  };
  const of = async (credential: string): Promise<Account> => named(await identities.of(credential));
  identities.onLearnt((credential, caller) => {
    const alone = accounts.get(credential) ?? new Account(credential, deps);
    accounts.delete(credential);
    void named(caller).merge(alone);
  });

  return {
    async admit(call) {
      const refusal = refusals.get(call.meter);
      if (refusal !== undefined) throw refusal;
      const account = promises.get(call.meter) ?? (await of(call.credential));
      if (call.signal.aborted) throw new CancelledError({ operation: call.operation });
      return account.admit(call);
    },
    async reserve(credential, meter, calls, deadline) {
      const account = await of(credential);
      try {
        await account.reserve(meter, calls, deadline);
        promises.set(meter, account);
      } catch (error) {
        refusals.set(meter, error);
        throw error;
      }
    },
    release(meter) {
      promises.get(meter)?.release(meter);
      promises.delete(meter);
    },
    standing: async (credential) => (await of(credential)).standing(),
  };
}

function forgetIdle(accounts: Map<string, Account>, but: string): void {
  for (const [key, account] of accounts) if (key !== but && account.isIdle) accounts.delete(key);
}
