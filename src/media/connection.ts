import { builder } from '../graphql/builder.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { costs } from '../graphql/cost.ts';
import { resolveConnection } from '../lists/connection-page.ts';
import { pageCost } from '../lists/page-cost.ts';
import type { PageArgs } from '../paging/types.ts';
import { ID_ONLY } from '../ticket/read/loader.ts';
import { TicketNode } from '../ticket/schema.ts';
import {
  type MediaFilterInput,
  type MediaOrderInput,
  TicketMediaFilter,
  TicketMediaOrder,
} from './filter.ts';
import { mediaList } from './list.ts';
import { TicketMedia } from './model.ts';
import { TicketMediaNode } from './schema.ts';

/** A page of medias, and the statuses that the list is limited to. */
interface MediaPage extends ConnectionModel<TicketMedia> {
  statuses: readonly string[];
}

const TicketMediaConnection = builder.connectionObject<typeof TicketMediaNode, MediaPage>(
  {
    type: TicketMediaNode,
    name: 'TicketMediaConnection',
    description: 'A page of media files of a ticket.',
    fields: (t) => ({
      statuses: t.stringList({
        nullable: false,
        description: 'Statuses that the list includes. By default the API returns `completed` files only.',
        resolve: (page) => [...page.statuses],
      }),
    }),
  },
  { name: 'TicketMediaEdge', description: 'A media file and its cursor.' },
);

/** The arguments of `Ticket.medias`. */
interface MediasArgs extends PageArgs {
  readonly filter?: MediaFilterInput | null;
  readonly orderBy: MediaOrderInput;
}

builder.objectField(TicketNode, 'medias', (t) =>
  t.field({
    type: TicketMediaConnection,
    nullable: true,
    description: 'Media files, in pages. Costs 1 upstream call per ticket and page.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: TicketMediaFilter, description: 'Which media files to return.' }),
      orderBy: t.arg({
        type: TicketMediaOrder,
        required: true,
        defaultValue: { field: 'date', direction: 'desc' },
        description: 'Sort order. Default: newest first.',
      }),
    },
    extensions: {
      [ID_ONLY]: true,
      ...costs<MediasArgs>((input) => {
        const { filter, orderBy } = input.args;
        const keyset = orderBy.field === 'date';
        return pageCost(input, { operation: 'listMedias', list: [filter ?? {}, orderBy], keyset });
      }),
    },
    resolve: async (ticket, { filter, orderBy, ...page }, context): Promise<MediaPage> => {
      const list = await mediaList(ticket.id, filter ?? {}, orderBy, context);
      const toNode = (row: TicketMedia['record']) => new TicketMedia(ticket.id, row);
      const connection = await resolveConnection(list, page, toNode, context);
      return { ...connection, statuses: list.statuses };
    },
  }),
);
