/** Types of settings, parsed from the environment. An error says what is expected. */
import { z } from 'zod';

const whole = (min: number, max: number, error: string) =>
  z.coerce.number({ error }).int({ error, abort: true }).min(min, { error }).max(max, { error });

/** A port; 0 takes a free one. */
export const port = whole(0, 65_535, 'must be a port, 0 to 65535');

/** A whole number. */
export const count = (min: number, max: number) =>
  whole(min, max, `must be a whole number from ${min} to ${max}`);

/** One of some words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

/** Yes or no. */
export const flag = z.stringbool({ error: 'must be true or false (also 1, 0, yes, no, on, off)' });

/** The address of an API, without a slash at its end. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL', abort: true })
  .refine((text) => /^https?:\/\/[^@?#]+$/.test(text), 'must have no login, query or fragment in it')
  .transform((text) => text.replace(/\/+$/, ''));

/** An origin for CORS. */
export const origin = z
  .string()
  .regex(/^(\*|https?:\/\/[^/\s]+)$/, 'each must be an origin such as https://app.example.com, or *');

/** Texts that are separated by commas; none of them is empty. */
export const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** The address of a store. */
export const store = z
  .string()
  .regex(/^(memory|sqlite:.+|rediss?:\/\/.+)$/, 'must be memory, sqlite:FILE or redis://HOST:PORT');
