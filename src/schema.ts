import { lexicographicSortSchema, printSchema, specifiedDirectives } from 'graphql';
import { builder } from './graphql/builder.ts';
import { GraphQLDeferDirective } from './graphql/defer.ts';
import './graphql/node.ts';
import './ticket/query.ts';
import './ticket/create/mutation.ts';
import './ticket/update/mutation.ts';
import './ticket/delete/mutation.ts';
import './media/connection.ts';
import './event/connection.ts';
import './export/schema.ts';
import './viewer/schema.ts';
import './viewer/budget.ts';

/** The graph: every concept adds itself to it by being imported here. */
export const schema = builder.toSchema({
  sortSchema: false,
  directives: [...specifiedDirectives, GraphQLDeferDirective],
});

/** The graph as clients see it, sorted, as `schema.graphql` holds it. */
export const printClientSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
