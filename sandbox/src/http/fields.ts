import { z } from 'zod';

/** A whole number in decimal digits within bounds; says the bounds when it is not. */
export function wholeNumber(low: number, high = 1_000_000_000) {
  const why = `must be a whole number from ${low}${high < 1_000_000_000 ? ` to ${high}` : ''}.`;
  return z
    .string()
    .regex(/^\d{1,10}$/, why)
    .transform(Number)
    .refine((value) => value >= low && value <= high, why);
}

const MOMENT = 'must be a date and time in ISO 8601, in UTC with Z.';

/** `2024-01-01T15:00:00Z` (a fraction is cut off), as whole seconds since 1970. Any other zone than Z is refused. */
export const moment = z.iso.datetime(MOMENT).transform((text) => Math.floor(Date.parse(text) / 1000));

const FLAGS = ['0', '1', 'true', 'TRUE', 'false', 'FALSE'] as const;

/** A truth value in any of the API's spellings. */
export const flag = z.enum(FLAGS).transform((text) => text === '1' || text.toLowerCase() === 'true');

/** Values with commas between them, without blanks and without empty ones. */
export const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
