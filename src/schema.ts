import { lexicographicSortSchema, printSchema, specifiedDirectives } from 'graphql';
import { builder } from './graphql/builder.ts';
import { GraphQLDeferDirective } from './graphql/defer.ts';
import './graphql/node.ts';
import './ticket/federation.ts';
import './ticket/query.ts';
import './ticket/create/mutation.ts';
import './ticket/update/mutation.ts';
import './ticket/delete/mutation.ts';
import './media/connection.ts';
import './event/connection.ts';
import './export/schema.ts';
import './viewer/schema.ts';
import './viewer/budget.ts';

/** The schema. Importing a concept adds its types and fields. */
export const schema = builder.toSchema({
  sortSchema: false,
  directives: [...specifiedDirectives, GraphQLDeferDirective],
});

/** Prints the client schema, sorted: the content of `schema.graphql`. */
export const printClientSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
