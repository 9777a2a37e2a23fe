import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import { PREFIX } from '../links.ts';

/** The path of the contract that a request goes to, such as `/tickets/{ticketId}`; `unknown` for a path that has no route. */
export function templateOf(c: Context): string {
  const path = matchedRoutes(c).at(-1)?.path ?? '*';
  return path.endsWith('*') ? 'unknown' : path.slice(PREFIX.length).replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
}
