import { builder } from '../graphql/builder.ts';
import { toConnection } from '../graphql/connection.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { callerLine, costs, oneCall } from '../graphql/cost.ts';
import { epochSeconds } from '../lists/epoch-seconds.ts';
import { paginateArray } from '../paging/paginate-array.ts';
import type { ArraySpec, PageArgs } from '../paging/types.ts';
import { ID_ONLY } from '../ticket/read/loader.ts';
import { TicketNode } from '../ticket/schema.ts';
import { timelineLoader } from './loader.ts';
import { type TicketEvent, type TimelineEntry, UnreadableEvent } from './model.ts';
import { TicketEventNode } from './schema.ts';

const TicketEventConnection = builder.connectionObject<typeof TicketEventNode, ConnectionModel<TicketEvent>>(
  {
    type: TicketEventNode,
    name: 'TicketEventConnection',
    description: 'A page of the timeline of a ticket.',
  },
  { name: 'TicketEventEdge', description: 'An event and its cursor.' },
);

builder.objectField(TicketNode, 'events', (t) =>
  t.field({
    type: TicketEventConnection,
    nullable: true,
    description:
      'Timeline, oldest event first. Costs 1 upstream call per ticket, for any number of pages. Cursors stay valid ' +
      'as the timeline grows.',
    extensions: {
      [ID_ONLY]: true,
      ...costs<PageArgs>((input) => ({
        lines: [callerLine(input), oneCall('listEvents', input.parent)],
        yields: `events of ${input.parent}`,
        size: input.args.last ?? input.args.first ?? input.services.paging.limits.defaultPageSize,
        count: null,
      })),
    },
    args: t.arg.connectionArgs(),
    resolve: async (ticket, args, context) => {
      const [timeline, caller] = await Promise.all([
        timelineLoader(context).load(ticket.id),
        context.caller(),
      ]);
      const list: ArraySpec<TimelineEntry> = {
        connection: 'Ticket.events',
        parent: ticket.id,
        caller: caller.key,
        filter: null,
        order: { field: 'timestamp', direction: 'asc' },
        id: ({ key }) => key,
        key: (entry) => (entry instanceof UnreadableEvent ? null : epochSeconds(entry.record.timestamp)),
      };
      const page = paginateArray(list, args, timeline, context.services.paging);
      const edges = page.edges.map(({ node, cursor }) => ({
        cursor,
        node: node instanceof UnreadableEvent ? null : node,
      }));
      const count = async () => ({ total: timeline.length, precision: 'EXACT' as const });
      return toConnection({ ...page, edges }, (event) => event, count);
    },
  }),
);
