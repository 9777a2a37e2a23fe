import { z } from 'zod';

/** Which calls something is about: a path of the contract (`/tickets/{ticketId}`), or `*` for all; one verb, or all. */
const where = { path: z.string(), method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional() };

const rewrite = z.strictObject({
  ...where,
  /** Places in the page that are touched (a single object is place 0); absent: all. */
  rows: z.array(z.int().nonnegative()).optional(),
  /** Fields given another value, such as an unknown state. */
  set: z.record(z.string(), z.unknown()).default({}),
  /** Fields left out; without `id` a row is broken. */
  drop: z.array(z.string()).default([]),
});

const failure = z.strictObject({
  ...where,
  status: z.int().min(200).max(599),
  /** How many calls fail; absent: all of them. */
  times: z.int().positive().optional(),
  /** `after`: the work is done and only its answer is lost. */
  when: z.enum(['before', 'after']).default('before'),
  /** What is answered: the API's error body, a proxy's page, nothing, or JSON that ends in the middle. */
  body: z.enum(['error', 'html', 'empty', 'cut']).default('error'),
  headers: z.record(z.string(), z.string()).default({}),
});

const delay = z.strictObject({ ...where, ms: z.int().nonnegative().max(60_000) });

/** How a foreign API may differ from its contract. Every part is off by default; unknown keys are refused. */
export const habits = z.strictObject({
  /** Larger limits are silently cut to this (and 101 is no error any more). */
  limitCap: z.int().positive().optional(),
  /** Fields left out of every list's envelope, such as `total` and `next_offset`. */
  hide: z.array(z.string()).default([]),
  /** Lists come as a bare array. */
  bareArray: z.boolean().default(false),
  /** Parameters that are not looked at, by wire name. */
  ignore: z.array(z.string()).default([]),
  /** Wire name of the contract to the name that is expected in its stead. */
  rename: z.record(z.string(), z.string()).default({}),
  /** Where the parameters of writes are looked for. */
  place: z.enum(['any', 'query', 'form', 'json']).default('any'),
  /** The verb of an update; the other one is refused with 405. */
  verbs: z.strictObject({ update: z.enum(['put', 'patch']) }).default({ update: 'put' }),
  /** `since` and `until` include their own second. */
  boundsInclusive: z.boolean().default(false),
  /** What the vendor's prose promises without a parameter works: `state` on create, `metadata`, the `state` filter of the list. */
  promised: z.boolean().default(false),
  /** `scope=sso` is refused like an unknown scope. */
  refuseScope: z.boolean().default(false),
  rewrite: z.array(rewrite).default([]),
  fail: z.array(failure).default([]),
  latency: z.array(delay).default([]),
});

/** All habits, with their defaults filled in. */
export type HabitSet = z.output<typeof habits>;

/** What decides whether a rule is about a call. */
export type Rule = { path: string; method?: string | undefined };

/** The habits in force, in memory only. */
export interface Habits {
  current(): HabitSet;
  /** Replaces all of them. */
  set(next: HabitSet): void;
  /** The next failure due for this call, used up by asking. */
  takeFailure(method: string, path: string): z.output<typeof failure> | undefined;
}

/** A failure to be played. */
export type Failure = z.output<typeof failure>;

/** Habits as the contract has them, until they are set. */
export function createHabits(): Habits {
  let current = habits.parse({});
  return {
    current: () => current,
    set(next) {
      current = structuredClone(next);
    },
    takeFailure(method, path) {
      const due = current.fail.find((rule) => rule.times !== 0 && applies(rule, method, path));
      if (due?.times !== undefined) due.times -= 1;
      return due;
    },
  };
}

/** Whether a rule is about this call. */
export function applies(rule: Rule, method: string, path: string): boolean {
  return (rule.path === '*' || rule.path === path) && (rule.method === undefined || rule.method === method);
}
