import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';

/** Pages reach nothing but the sandbox, run no inline script, and stand in no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES = { css: 'text/css', js: 'text/javascript', html: 'text/html' } as const;
const FILES = ['session.css', 'page.js', 'guest.js', 'guest-words.js', 'agent.js'] as const;

/** The files behind the pages, each by its name; they hold nothing secret. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  for (const name of FILES) routes.get(`/${name}`, (c) => asset(c, name));
  return routes;
}

/** A page that no cache stores. Its address is a secret, which sites that it links to do not get. */
export function page(c: Context, name: 'guest.html' | 'agent.html', status: 200 | 404): Response {
  c.header('Content-Security-Policy', POLICY);
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Permissions-Policy', 'camera=(self), microphone=(self), geolocation=(self)');
  c.status(status);
  return asset(c, name);
}

const read = new Map<string, string>();

function asset(c: Context, name: `${string}.${keyof typeof TYPES}`): Response {
  const text = read.get(name) ?? readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  read.set(name, text);
  // @NOTE the type of the name above says that it ends in one of the keys.
  const ending = name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES;
  c.header('X-Content-Type-Options', 'nosniff');
  return c.body(text, { headers: { 'Content-Type': `${TYPES[ending]}; charset=utf-8` } });
}
