import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from '../context.ts';
import type { ConnectionExtras } from './connection-model.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';
import { scalars } from './scalars.ts';

/** What the builder is told about types that have no class of their own. */
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
 * The one builder of the graph. It defines no types: each concept adds its own, and a child adds its field to the parent.
 * Nodes are not branded on load, since the same record may come back from a mutation's field; `isTypeOf` tells them apart.
 */
export const builder = new SchemaBuilder<GraphTypes>({
  plugins: [ErrorsPlugin, RelayPlugin],
  errors: { directResult: true },
  relay: {
    brandLoadedObjects: false,
    cursorType: 'String',
    idFieldOptions: { description: 'Global id, opaque.' },
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: decodeGlobalId,
    nodesOnConnection: { description: 'The nodes of `edges`, for clients that need no cursors.' },
    nodeTypeOptions: { description: 'Anything with a global id. `node(id:)` reads it again.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    edgesFieldOptions: {
      description: 'The page, in order. An edge whose row could not be read has a null node.',
    },
    pageInfoFieldOptions: { description: 'Whether there is more, and from where.' },
    cursorFieldOptions: { description: 'Where this row is in the list: an opaque `after` or `before`.' },
    nodeFieldOptions: {
      description: 'The row; null with one coded error if it could not be read.',
      nullable: true,
    },
    pageInfoTypeOptions: {
      description: 'Whether a connection has more, and the cursors at its ends (Relay).',
    },
    hasNextPageFieldOptions: { description: 'Whether rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows stand before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first edge; null on an empty page.' },
    endCursorFieldOptions: {
      description: 'Cursor to go on from. With a filter that is emulated it may be there without edges.',
    },
    firstArgOptions: { description: 'How many rows from the start, or after `after`. Default 10.' },
    lastArgOptions: { description: 'How many rows from the end, or before `before`.' },
    afterArgOptions: { description: 'A cursor: rows behind it.' },
    beforeArgOptions: { description: 'A cursor: rows in front of it.' },
  },
});

for (const [name, scalar] of Object.entries(scalars)) {
  // @NOTE the names are the keys of GraphTypes['Scalars']; Object.entries forgets that.
  builder.addScalarType(name as keyof typeof scalars, scalar);
}

builder.queryType({
  description: 'What can be read. Each root field is nullable: one that fails leaves the others.',
});
builder.mutationType({
  description: 'What can be changed. Each answers a union: a success, or an error by its type.',
});
