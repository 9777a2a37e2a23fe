/** Moments, and the whole seconds that the API's times and bounds are. Filters may carry fractions: clients' clocks do. */
import { badUserInput } from '../graphql/errors.ts';
import { isValidDate } from '../graphql/scalars.ts';

/** What to do about a moment that can't be read. */
export const DATETIME_HINT = 'Write moments as 2026-01-31T15:00:00Z.';

/** The whole second a moment lies in, since 1970; null for none. */
export const epochSeconds = (moment: Date | null | undefined): number | null =>
  moment == null ? null : Math.floor(moment.getTime() / 1000);

/** The first whole second that is not before a moment, since 1970; null for none. */
export const epochSecondsFrom = (moment: Date | null | undefined): number | null =>
  moment == null ? null : Math.ceil(moment.getTime() / 1000);

/** The moment of whole seconds since 1970; undefined for none. */
export const fromEpochSeconds = (seconds: number | null): Date | undefined =>
  seconds === null ? undefined : new Date(seconds * 1000);

/** @throws BAD_USER_INPUT for a moment in a filter that can't be read */
export function assertDateTimes(filter: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(filter)) {
    if (value instanceof Date && !isValidDate(value)) throw badUserInput(DATETIME_HINT, ['filter', name]);
  }
}
