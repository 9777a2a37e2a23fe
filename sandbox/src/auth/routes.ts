import { Hono } from 'hono';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Deps, Parameters } from '../deps.ts';
import { ApiError, forbidden, invalid, unauthorized } from '../errors.ts';
import { parse } from '../http/parameters.ts';
import { bearerOf, callerOf, tooMany } from './middleware.ts';
import { passwordMatches } from './password.ts';
import type { RateLimit } from './rate-limit.ts';
import { LIFETIME, type Tokens } from './tokens.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const grant = z.object({ grant_type: z.enum(['password', JWT_BEARER]).default('password') });

/** `POST /token` (both grants) and `POST /token/revoke`. The grants count against the user's rate limit once it is known who it is. */
export function tokenRoutes(deps: Deps, tokens: Tokens, rate: RateLimit, jwtSecret: string): Hono {
  const routes = new Hono();

  routes.post('/token', async (c) => {
    const given = await deps.parameters(c);
    const { grant_type } = parse(grant, given);
    const user =
      grant_type === 'password' ? byPassword(deps, given) : await byAssertion(deps, given, jwtSecret);
    const refused = tooMany(c, rate, user);
    if (refused !== undefined) return refused;
    const { token, created } = tokens.issue(user.id);
    return c.json({ access_token: token, created_at: isoTime(created), expires_in: LIFETIME });
  });

  routes.post('/token/revoke', (c) => {
    callerOf(c);
    const token = bearerOf(c) ?? '';
    if (!tokens.revoke(token)) throw forbidden('A token that always works cannot be revoked');
    return c.json({ access_token: token });
  });

  return routes;
}

function byPassword(deps: Deps, given: Parameters): { id: number } {
  const { username, password } = given;
  if (!username) throw invalid('username', 'is required.');
  if (!password) throw invalid('password', 'is required.');
  const user = userNamed(deps, username);
  if (user === undefined || !passwordMatches(username, password, user.password)) throw badCredentials();
  return user;
}

async function byAssertion(deps: Deps, given: Parameters, secret: string): Promise<{ id: number }> {
  const { assertion } = given;
  if (!assertion) throw invalid('assertion', 'is required.');
  const now = new Date(deps.clock.now());
  const key = new TextEncoder().encode(secret);
  const options = { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'], currentDate: now };
  const verified = await jwtVerify(assertion, key, options).catch(() => undefined);
  const user = verified?.payload.sub === undefined ? undefined : userNamed(deps, verified.payload.sub);
  if (user === undefined) throw unauthorized();
  return user;
}

function userNamed({ store }: Deps, username: string) {
  const byName = store.build.selectFrom('users').select(['id', 'password']).where('username', '=', username);
  return store.first(byName);
}

function badCredentials(): ApiError {
  return new ApiError(401, 1, 'Unauthorized', 'The user credentials were incorrect');
}
