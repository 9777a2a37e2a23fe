import type { CORSOptions } from 'graphql-yoga';

/**
 * Which other sites may read answers, in a browser. Names the origin that asks, if it is one of those that may; says
 * nothing to any other. `*` stands for all. False without any: then a preflight is refused like any other verb.
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
