import type { Context } from 'hono';
import { z } from 'zod';
import { notSelectable } from '../errors.ts';
import { commaList } from '../http/fields.ts';
import type { Shown } from './describe.ts';
import type { TicketDeps } from './room.ts';

/** The `scope` parameter, for the shapes of create, read and list. */
export const scopeField = { scope: commaList.default([]) };

/** A call that has no other parameter. */
export const scopeOnly = z.object(scopeField);

/**
 * Which links an answer shows.
 * @throws ApiError 400 for a scope that is not known (`sso` is the only one), or that the habits refuse
 */
export function shownTo(deps: TicketDeps, c: Context, scopes: readonly string[]): Shown {
  const refused = scopes.some((scope) => scope !== 'sso') || (scopes.length > 0 && deps.habits().refuseScope);
  if (refused) throw notSelectable('scope');
  return { origin: deps.links.origin(c), agentLink: scopes.includes('sso') };
}
