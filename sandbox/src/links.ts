import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { Clock } from './clock.ts';
import type { Store } from './db/store.ts';
import type { Links } from './deps.ts';
import { notFound } from './errors.ts';

/** Where the API is mounted. */
export const PREFIX = '/api/v3';

/**
 * Links that carry their own proof: `?expires=<seconds since 1970>&signature=<HMAC of path and expiry>`.
 * The key lies in the database, so links outlive a restart.
 */
export function createLinks(store: Store, clock: Clock, publicUrl: string | undefined): Links {
  const key = linkKey(store);
  const signature = (path: string, expires: string) =>
    createHmac('sha256', key).update(`${path}\n${expires}`).digest('base64url');

  let last = 'http://localhost';
  const origin = (c: Context) => {
    last = publicUrl ?? new URL(c.req.url).origin;
    return last;
  };
  return {
    origin,
    home: () => publicUrl ?? last,
    sign(c, path, seconds) {
      const expires = String(clock.seconds() + seconds);
      return `${origin(c)}${PREFIX}${path}?expires=${expires}&signature=${signature(path, expires)}`;
    },
    check(c) {
      const path = c.req.path.slice(PREFIX.length);
      const expires = c.req.query('expires') ?? '';
      const given = c.req.query('signature') ?? '';
      const good = same(given, signature(path, expires));
      if (!good || Number(expires) <= clock.seconds()) throw notFound();
    },
  };
}

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function linkKey(store: Store): string {
  const fresh = { name: 'link-key', value: randomBytes(32).toString('base64url') };
  store.run(
    store.build
      .insertInto('settings')
      .values(fresh)
      .onConflict((conflict) => conflict.doNothing()),
  );
  const kept = store.first(store.build.selectFrom('settings').select('value').where('name', '=', 'link-key'));
  return kept?.value ?? fresh.value;
}
