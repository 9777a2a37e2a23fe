import type { CORSOptions } from 'graphql-yoga';

/**
 * CORS for other origins: allows the request's origin if it is listed; `*` allows all. False without any: then a preflight
 * is rejected.
 */
export function corsFor(origins: readonly string[]): false | ((request: Request) => CORSOptions) {
  if (origins.length === 0) return false;
  return (request) => {
    const origin = request.headers.get('origin') ?? '';
    if (!origins.includes('*') && !origins.includes(origin)) return false;
    return {
      origin: [origin],
      credentials: false,
      methods: ['GET', 'POST'],
      exposedHeaders: ['X-Request-Id', 'Retry-After', 'ETag'],
      maxAge: 600,
    };
  };
}
