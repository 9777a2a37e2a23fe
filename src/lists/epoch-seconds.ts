/** Dates, and the whole epoch seconds that the API uses for times and bounds. A client's filter may have fractions. */
import { badUserInput } from '../graphql/errors.ts';
import { isValidDate } from '../graphql/scalars.ts';

/** The message for a date that cannot be parsed. */
export const DATETIME_HINT = 'Write dates like 2026-01-31T15:00:00Z.';

/** The second that contains a date; null for none. */
export const epochSeconds = (date: Date | null | undefined): number | null =>
  date == null ? null : Math.floor(date.getTime() / 1000);

/** The first whole second that is not before a date; null for none. */
export const epochSecondsFrom = (date: Date | null | undefined): number | null =>
  date == null ? null : Math.ceil(date.getTime() / 1000);

/** The date of whole seconds; undefined for none. */
export const fromEpochSeconds = (seconds: number | null): Date | undefined =>
  seconds === null ? undefined : new Date(seconds * 1000);

/** @throws BAD_USER_INPUT for a filter with a date that cannot be parsed */
export function assertDateTimes(filter: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(filter)) {
    if (value instanceof Date && !isValidDate(value)) throw badUserInput(DATETIME_HINT, ['filter', name]);
  }
}
