import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from '../context.ts';
import type { ConnectionExtras } from './connection-model.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';
import { scalars } from './scalars.ts';

/** The types behind the context, the scalars and the connections. */
export interface GraphTypes {
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    EmailAddress: { Input: string; Output: string };
    PhoneNumber: { Input: string; Output: string };
    CountryCode: { Input: string; Output: string };
    URL: { Input: string; Output: string };
    JSONObject: { Input: Record<string, unknown>; Output: Record<string, unknown> };
  };
  DefaultEdgesNullability: { list: true; items: true };
  DefaultNodeNullability: true;
  Connection: ConnectionExtras;
}

/**
 * The builder of the graph. Each concept adds its own types; a child concept adds its field to the type of its parent.
 * Pothos does not brand nodes on load, because a mutation may return the same object: `isTypeOf` decides.
 */
export const builder = new SchemaBuilder<GraphTypes>({
  plugins: [ErrorsPlugin, RelayPlugin],
  errors: { directResult: true },
  relay: {
    brandLoadedObjects: false,
    cursorType: 'String',
    idFieldOptions: { description: 'Global id (opaque).' },
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: decodeGlobalId,
    nodesOnConnection: { description: 'The nodes of `edges`, for clients that do not need cursors.' },
    nodeTypeOptions: { description: 'An object with a global id. `node(id:)` fetches it again.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    edgesFieldOptions: {
      description:
        'The rows of the page, in order. A row that could not be read is an edge with a null node.',
    },
    pageInfoFieldOptions: { description: 'Whether more rows exist, and the cursors to fetch them.' },
    cursorFieldOptions: { description: 'Position of this row (opaque), for `after` or `before`.' },
    nodeFieldOptions: {
      description: 'The row. Null, with an error, if it could not be read.',
      nullable: true,
    },
    pageInfoTypeOptions: { description: 'Pagination state of a connection, as Relay defines it.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first edge. Null on an empty page.' },
    endCursorFieldOptions: {
      description:
        'Cursor to continue from. A page that the gateway filters itself may have one even without edges.',
    },
    firstArgOptions: { description: 'Number of rows from the start, or after `after`. Default: 10.' },
    lastArgOptions: { description: 'Number of rows from the end, or before `before`.' },
    afterArgOptions: { description: 'Return rows after this cursor.' },
    beforeArgOptions: { description: 'Return rows before this cursor.' },
  },
});

for (const [name, scalar] of Object.entries(scalars)) {
  // @NOTE the names are the keys of GraphTypes['Scalars']: Object.entries forgets their types.
  builder.addScalarType(name as keyof typeof scalars, scalar);
}

builder.queryType({
  description: 'Read operations. Every root field is nullable: if one fails, the others still return data.',
});
builder.mutationType({
  description: 'Write operations. Each returns a union: a success type, or a typed error.',
});
