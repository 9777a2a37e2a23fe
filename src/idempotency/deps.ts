import { isCodedError } from '../graphql/errors.ts';
import type { KeyStore } from './key-store.ts';

/** What every request that must happen once is done with. */
export interface Deps {
  readonly keys: KeyStore;
  /** Milliseconds between two looks. */
  readonly searchIntervalMs: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Milliseconds between a lost answer and the first look: the API may still be at it. */
export const SEARCH_DELAY_MS = 500;

/** Milliseconds that have to be left for a look to be begun. */
export const MIN_SEARCH_MS = 1_000;

/** Whether a failure says for certain that nothing has happened. */
export const isDefinitive = (error: unknown): boolean =>
  isCodedError(error) && error.code !== 'MUTATION_OUTCOME_UNKNOWN';
