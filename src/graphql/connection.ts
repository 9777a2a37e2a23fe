import { builder } from './builder.ts';
import type { ConnectionExtras, ConnectionModel } from './connection-model.ts';
import { type CostInput, costs } from './cost.ts';
import { GraphError } from './errors.ts';

/** A page of rows; a null node is a row that could not be read. */
interface RowPage<Row> extends Omit<ConnectionExtras, 'count'>, Pick<ConnectionModel<object>, 'pageInfo'> {
  edges: readonly { node: Row | null; cursor: string }[];
}

/** Turns a page of rows into a connection of nodes. A row that could not be read becomes an error at its own edge. */
export function toConnection<Row, Node extends object>(
  { edges, pageInfo, repair, scanned }: RowPage<Row>,
  toNode: (row: Row) => Node,
  count: ConnectionExtras['count'],
): ConnectionModel<Node> {
  let counted: ReturnType<typeof count> | undefined;
  return {
    edges: edges.map(({ node, cursor }) => ({ cursor, node: node === null ? unreadable() : toNode(node) })),
    pageInfo,
    repair,
    scanned,
    count: () => {
      counted ??= count();
      return counted;
    },
  };
}

// @NOTE graphql-js throws an Error that it finds in the place of a value; its types do not say so.
const unreadable = <Node>(): Node =>
  new GraphError('UPSTREAM_BAD_RESPONSE', 'The gateway could not read this row.') as unknown as Node;

const CountPrecision = builder.enumType('TicketCountPrecision', {
  description: 'Precision of `totalCount`.',
  values: {
    EXACT: { description: 'The list has exactly this number of rows.' },
    AT_LEAST: {
      description: 'The list has this number of rows or more. An exact count would cost more upstream calls.',
    },
  },
});

const PageRepair = builder.objectRef<ConnectionExtras['repair']>('TicketPageRepair').implement({
  description:
    'Changes of the list since the page that the cursor came from. The gateway corrects for them, so no row repeats.',
  fields: (t) => ({
    inserted: t.exposeInt('inserted', { nullable: false, description: 'Rows added before this page.' }),
    removed: t.exposeInt('removed', { nullable: false, description: 'Rows removed before this page.' }),
  }),
});

/** The field that returns the connection declares what a count costs. */
const countCost = costs(({ count }: CostInput<object>) => (count === null ? {} : { lines: [count] }));

builder.globalConnectionFields((t) => ({
  totalCount: t.int({
    nullable: true,
    extensions: countCost,
    description:
      'Number of rows in the whole list. Null if the gateway applies the filter itself. May cost upstream calls.',
    resolve: async (model) => (await model.count())?.total ?? null,
  }),
  totalCountPrecision: t.field({
    type: CountPrecision,
    nullable: true,
    extensions: countCost,
    description: 'Whether `totalCount` is exact. Null if `totalCount` is null.',
    resolve: async (model) => (await model.count())?.precision ?? null,
  }),
  repair: t.field({
    type: PageRepair,
    nullable: false,
    description: 'How the list changed since the previous page.',
    resolve: (model) => model.repair,
  }),
  scannedCount: t.int({
    nullable: true,
    description: 'Rows that the gateway read to apply a filter itself. Null if the ticket API filters.',
    resolve: (model) => model.scanned,
  }),
}));
