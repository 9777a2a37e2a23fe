import type { Context, MiddlewareHandler } from 'hono';
import type { Caller } from '../deps.ts';
import { unauthorized } from '../errors.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Tokens } from './tokens.ts';

/** What the door writes down about a request. */
export type DoorEnv = { Variables: { caller: Caller | undefined } };

/** Looks up whose token the request carries, and lets everybody in: who must be known, `admit` decides. */
export function identify(tokens: Tokens): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const token = bearerOf(c);
    c.set('caller', token === undefined ? undefined : tokens.callerOf(token));
    await next();
  };
}

/** Refuses callers without a good token (401) and those over their limit (429). */
export function admit(rate: RateLimit): MiddlewareHandler<DoorEnv> {
  return async (c, next) => tooMany(c, rate, callerOf(c)) ?? (await next());
}

/** Counts a call for its user and says so in the headers; answers the 429, which has a body of its own, when it is one too many. */
export function tooMany(c: Context, rate: RateLimit, caller: Pick<Caller, 'id'>): Response | undefined {
  const standing = rate.count(caller.id);
  if (standing === undefined) return undefined;
  c.header('X-RateLimit-Limit', String(standing.limit));
  c.header('X-RateLimit-Remaining', String(standing.remaining));
  c.header('X-RateLimit-Reset', String(standing.reset));
  if (!standing.exceeded) return undefined;
  c.header('Retry-After', String(standing.reset));
  return c.json({ error: 'You have reached the maximum number of attempts. Please retry later.' }, 429);
}

/** The user of the request's token. @throws ApiError 401 when it has none that is good */
export function callerOf(c: Context): Caller {
  // @NOTE `identify` is the only writer of this variable.
  const caller = c.get('caller') as Caller | undefined;
  if (caller === undefined) throw unauthorized();
  return caller;
}

/** The token of the Authorization header, if there is one. */
export function bearerOf(c: Context): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
}
