/**
 * Leaves of an answer, decoded tolerantly: what is absent, null or of a wrong type is null (or empty), and never fails
 * the row around it. What can be understood without guessing is: ids and texts may come as numbers, numbers as texts.
 */
import { z } from 'zod';
import { parseInstant } from './datetime.ts';

/** Makes a schema harmless: whatever it refuses, and what is absent, is null. */
export function orNull<T>(schema: z.ZodType<T>) {
  return schema
    .nullish()
    .transform((value) => value ?? null)
    .catch(null);
}

/** A usable id: a text, or an integer that JSON carried without loss (others would name another thing). */
export const id = z.union([z.string().min(1).max(256), z.int()]).transform(String);

/** An id that a row may lack. */
export const optionalId = orNull(id);

/** A text, as it came. Open lists (states, types, kinds) are texts too. */
export const text = orNull(z.union([z.string(), z.number()]).transform(String));

const numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,15})?$/)
    .transform(Number),
]);

/** A whole number. */
export const integer = orNull(numeric.pipe(z.int()));

/** A whole number from 0. */
export const count = orNull(numeric.pipe(z.int().nonnegative()));

/** A moment: ISO 8601 with any offset, or without one and then UTC. */
export const instant = orNull(
  z.string().transform((value, context) => {
    const date = parseInstant(value);
    if (date !== null) return date;
    context.addIssue('not a moment');
    return z.NEVER;
  }),
);

/** An absolute http(s) link. Anything else is of no use to an app, and `javascript:` is harmful. */
export const link = z
  .string()
  .max(8192)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value));

/** A link that a row may lack. */
export const optionalLink = orNull(link);

/** Texts: a list, or one text with commas between. Entries that are no texts are left out. */
export const texts = z
  .union([z.string().transform((value) => value.split(',')), z.array(z.unknown())])
  .transform((entries) =>
    entries.map((entry) => text.parse(entry)?.trim() ?? '').filter((entry) => entry !== ''),
  )
  .catch([]);

/** A point on the map in degrees; null unless both are within their range. */
export const point = orNull(
  z
    .object({
      lat: numeric.pipe(z.number().min(-90).max(90)),
      lng: numeric.pipe(z.number().min(-180).max(180)),
    })
    .transform(({ lat, lng }) => ({ latitude: lat, longitude: lng })),
);
