import { builder } from './builder.ts';
import type { ConnectionExtras, ConnectionModel, Counted } from './connection-model.ts';
import { type CostInput, costs } from './cost.ts';
import { GraphError } from './errors.ts';

/** What a pager gives back, as far as connections need it. */
interface PageLike<Row> {
  edges: readonly { node: Row | null; cursor: string }[];
  pageInfo: ConnectionModel<object>['pageInfo'];
  repair: ConnectionExtras['repair'];
  scanned: number | null;
}

/**
 * Dresses a page of rows as a connection of nodes. A row that could not be read becomes an error at its own edge, and
 * the rest of the page stays.
 */
export function toConnection<Row, Node extends object>(
  page: PageLike<Row>,
  present: (row: Row) => Node,
  count: () => Promise<Counted | null>,
): ConnectionModel<Node> {
  let counted: Promise<Counted | null> | undefined;
  return {
    edges: page.edges.map(({ node, cursor }) => ({
      cursor,
      node: node === null ? unreadable() : present(node),
    })),
    pageInfo: page.pageInfo,
    repair: page.repair,
    scanned: page.scanned,
    count: () => {
      counted ??= count();
      return counted;
    },
  };
}

// @NOTE graphql-js throws an Error that stands where a value is due, at that place; the types do not know.
const unreadable = <Node>(): Node =>
  new GraphError('UPSTREAM_BAD_RESPONSE', 'This row of the ticket API could not be read.') as unknown as Node;

const CountPrecision = builder.enumType('TicketCountPrecision', {
  description: 'How much a count may be relied on.',
  values: {
    EXACT: { description: 'There are that many.' },
    AT_LEAST: { description: 'There are that many or more: counting on would cost more upstream calls.' },
  },
});

const PageRepair = builder.objectRef<ConnectionExtras['repair']>('TicketPageRepair').implement({
  description:
    'What moved in the list since the page that the cursor came from: it was repaired, so nothing repeats.',
  fields: (t) => ({
    inserted: t.exposeInt('inserted', {
      nullable: false,
      description: 'Rows that appeared before this page.',
    }),
    removed: t.exposeInt('removed', { nullable: false, description: 'Rows that vanished before this page.' }),
  }),
});

/** What counting costs is told by the connection that is counted. */
const countCost = costs(({ count }: CostInput<object>) => (count === null ? {} : { lines: [count] }));

builder.globalConnectionFields((t) => ({
  totalCount: t.int({
    nullable: true,
    extensions: countCost,
    description:
      'How many rows there are in all; null where the filter is applied by this gateway. May cost calls.',
    resolve: async (model) => (await model.count())?.total ?? null,
  }),
  totalCountPrecision: t.field({
    type: CountPrecision,
    nullable: true,
    extensions: countCost,
    description: 'Whether `totalCount` is all of it; null when that is.',
    resolve: async (model) => (await model.count())?.precision ?? null,
  }),
  repair: t.field({
    type: PageRepair,
    nullable: false,
    description: 'What was repaired since the last page.',
    resolve: (model) => model.repair,
  }),
  scannedCount: t.int({
    nullable: true,
    description: 'Rows read for a filter that this gateway applies itself; null where the API filters.',
    resolve: (model) => model.scanned,
  }),
}));
