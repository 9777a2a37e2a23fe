/** Mercurius on Fastify with its JIT, and the tuned upstream client. */
import fastify from 'fastify';
import mercurius from 'mercurius';
import { paths } from '../src/contract.ts';
import { sdl } from '../src/sdl.ts';
import { pooledGet } from '../src/upstream-client.ts';

const get = pooledGet();
const read = async (path: string) => JSON.parse(await get(path));

const app = fastify({ keepAliveTimeout: 600_000 });
app.register(mercurius, {
  schema: sdl(),
  jit: 1,
  path: '/graphql',
  resolvers: {
    Query: {
      ticket: (_root: unknown, { id }: { id: number }) => read(paths.one(id)),
      tickets: (_root: unknown, { limit, offset }: { limit: number; offset: number }) =>
        read(paths.list(limit, offset)),
    },
  },
  loaders: {
    Ticket: {
      medias: (queries) =>
        Promise.all(
          queries.map(({ obj, params }) => read(paths.medias(obj.id, params['limit'], params['offset']))),
        ),
      events: (queries) => Promise.all(queries.map(({ obj }) => read(paths.events(obj.id)))),
    },
  },
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
