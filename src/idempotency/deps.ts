import { isCodedError } from '../graphql/errors.ts';
import type { Ledger } from './key-store.ts';

/** What every request that must happen once is done with. */
export interface Deps {
  readonly ledger: Ledger;
  /** Milliseconds between two looks. */
  readonly lookAgainMs: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Milliseconds between a lost answer and the first look: the API may still be at it. */
export const SETTLE_MS = 500;

/** Milliseconds that have to be left for a look to be begun. */
export const LOOK_MS = 1_000;

/** Whether a failure says for certain that nothing has happened. */
export const isDefinitive = (error: unknown): boolean =>
  isCodedError(error) && error.code !== 'MUTATION_OUTCOME_UNKNOWN';
