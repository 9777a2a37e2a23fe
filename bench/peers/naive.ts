/** What a careful but untuned developer writes: Pothos, Yoga with its defaults, a DataLoader for each relation, global fetch. */
import { createServer } from 'node:http';
import SchemaBuilder from '@pothos/core';
import DataLoader from 'dataloader';
import { createYoga } from 'graphql-yoga';
import { paths, UPSTREAM } from '../src/contract.ts';
import { isRecord, nestedType, samples } from '../src/sdl.ts';

type Row = Readonly<Record<string, unknown>>;
interface Window {
  readonly id: number;
  readonly limit: number;
  readonly offset: number;
}

async function get(path: string): Promise<Row> {
  const response = await fetch(UPSTREAM + path);
  if (!response.ok) throw new Error(`upstream ${response.status}`);
  // @NOTE the mock answers JSON objects.
  return (await response.json()) as Row;
}

const createLoaders = () => ({
  ticket: new DataLoader((ids: readonly number[]) => Promise.all(ids.map((id) => get(paths.one(id))))),
  medias: new DataLoader(
    (keys: readonly Window[]) =>
      Promise.all(keys.map(({ id, limit, offset }) => get(paths.medias(id, limit, offset)))),
    { cacheKeyFn: ({ id, limit, offset }) => `${id}:${limit}:${offset}` },
  ),
  events: new DataLoader((ids: readonly number[]) => Promise.all(ids.map((id) => get(paths.events(id))))),
});

const builder = new SchemaBuilder<{ Context: { loaders: ReturnType<typeof createLoaders> } }>({});
const refs = new Map(Object.keys(samples).map((name) => [name, builder.objectRef<Row>(name)]));
const refOf = (name: string) => {
  const ref = refs.get(name);
  if (ref === undefined) throw new TypeError(`There is no type ${name}`);
  return ref;
};

function scalarOf(value: unknown): 'Int' | 'Float' | 'String' | ['String'] {
  if (Array.isArray(value)) return ['String'];
  if (typeof value === 'number') return Number.isInteger(value) ? 'Int' : 'Float';
  return 'String';
}

for (const [name, sample] of Object.entries(samples)) {
  builder.objectType(refOf(name), {
    fields: (t) =>
      Object.fromEntries(
        Object.entries(sample).map(([field, value]) => [
          field,
          t.field({
            type: isRecord(value) ? refOf(nestedType(name, field)) : scalarOf(value),
            nullable: true,
            // @NOTE the samples have the types of the rows.
            resolve: (row) => row[field] as never,
          }),
        ]),
      ),
  });
}

const pageOf = (name: string) =>
  builder.objectRef<Row>(`${name}Page`).implement({
    fields: (t) => ({
      // @NOTE the mock's envelope.
      data: t.field({ type: [refOf(name)], nullable: true, resolve: (page) => page['data'] as Row[] }),
      // @NOTE the mock's envelope.
      total: t.int({ nullable: true, resolve: (page) => page['total'] as number }),
    }),
  });
const pages = { Ticket: pageOf('Ticket'), Media: pageOf('Media'), Event: pageOf('Event') };

builder.objectFields(refOf('Ticket'), (t) => ({
  medias: t.field({
    type: pages.Media,
    args: { limit: t.arg.int({ defaultValue: 10 }), offset: t.arg.int({ defaultValue: 0 }) },
    resolve: (row, { limit, offset }, { loaders }) =>
      loaders.medias.load({ id: Number(row['id']), limit: limit ?? 10, offset: offset ?? 0 }),
  }),
  events: t.field({
    type: pages.Event,
    resolve: (row, _args, { loaders }) => loaders.events.load(Number(row['id'])),
  }),
}));
builder.queryType({
  fields: (t) => ({
    ticket: t.field({
      type: refOf('Ticket'),
      nullable: true,
      args: { id: t.arg.int({ required: true }) },
      resolve: (_root, { id }, { loaders }) => loaders.ticket.load(id),
    }),
    tickets: t.field({
      type: pages.Ticket,
      args: { limit: t.arg.int({ defaultValue: 20 }), offset: t.arg.int({ defaultValue: 0 }) },
      resolve: (_root, { limit, offset }) => get(paths.list(limit ?? 20, offset ?? 0)),
    }),
  }),
});

const yoga = createYoga({
  schema: builder.toSchema(),
  logging: false,
  graphiql: false,
  context: () => ({ loaders: createLoaders() }),
});
createServer({ keepAliveTimeout: 600_000 }, yoga).listen(Number(process.env['PORT']), '127.0.0.1');
