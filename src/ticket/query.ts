import { builder } from '../graphql/builder.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { type CostInput, costs, type FieldCost } from '../graphql/cost.ts';
import { selectsExtension } from '../graphql/lookahead.ts';
import { resolveConnection } from '../lists/connection-page.ts';
import { pageCost } from '../lists/page-cost.ts';
import type { PageArgs } from '../paging/types.ts';
import { listTickets, type TicketRecord } from './api.ts';
import { ticketIdOf } from './id.ts';
import type { Ticket } from './model.ts';
import { ticketCost } from './read/cost.ts';
import {
  type FilterInput,
  type Narrowing,
  narrowingOf,
  type OrderInput,
  TicketFilter,
  TicketOrder,
  TicketOwner,
} from './read/filter.ts';
import { ticketList } from './read/list.ts';
import { asTicket, loadTicket } from './read/loader.ts';
import { REQUIRES_SCOPE } from './read/scope-fallback.ts';
import { TicketNode } from './schema.ts';

const TicketNarrowing = builder.objectRef<Narrowing>('TicketNarrowing').implement({
  description:
    'The scope of a list. Without `owner` and `serviceKey`, the ticket API limits a list by default.',
  fields: (t) => ({
    owner: t.expose('owner', {
      type: TicketOwner,
      nullable: false,
      description: 'Whose tickets the list includes.',
    }),
    userId: t.exposeID('userId', { nullable: true, description: 'Id of the user, for `owner: USER`.' }),
    serviceKey: t.exposeID('serviceKey', {
      nullable: true,
      description: 'Key of the service. Null: the default service of the current user.',
    }),
  }),
});

/** A page of tickets, and the scope of the list. */
interface TicketPage extends ConnectionModel<Ticket> {
  narrowing: Narrowing;
}

const TicketConnection = builder.connectionObject<typeof TicketNode, TicketPage>(
  {
    type: TicketNode,
    name: 'TicketConnection',
    description: 'A page of tickets.',
    fields: (t) => ({
      narrowing: t.field({
        type: TicketNarrowing,
        nullable: false,
        description: 'Whose tickets and which service the list includes.',
        resolve: (page) => page.narrowing,
      }),
    }),
  },
  { name: 'TicketEdge', description: 'A ticket and its cursor.' },
);

/** The arguments of `Query.tickets`. */
interface TicketsArgs extends PageArgs {
  readonly filter?: FilterInput | null;
  readonly orderBy: OrderInput;
}

function ticketsCost(input: CostInput<TicketsArgs>): FieldCost {
  const { filter, orderBy } = input.args;
  const { owner } = narrowingOf(filter ?? {});
  const scoped = input.selects(REQUIRES_SCOPE);
  const { states, ...others } = filter ?? {};
  const scanning =
    states != null && states.length > 0 && !input.services.upstream.hasParam(listTickets, 'state');
  return pageCost(input, {
    operation: 'listTickets',
    // Lists that differ only in a filter of the gateway read the same windows.
    list: [scanning ? others : (filter ?? {}), orderBy, scoped],
    rows: states,
    keyset: orderBy.field === 'created',
    scanning,
    extra: scoped ? 1 : 0,
    refusable: owner !== 'VIEWER',
  });
}

builder.queryFields((t) => ({
  ticket: t.field({
    type: TicketNode,
    nullable: true,
    description:
      'A ticket, by exactly one of its two ids. Null if it does not exist, or if the current user cannot see it.',
    args: {
      id: t.arg.id({ description: 'Global id.' }),
      ticketId: t.arg.id({ description: 'Id in the ticket API.' }),
    },
    extensions: costs(ticketCost),
    resolve: (_root, args, context, info) => loadTicket(ticketIdOf(args), context, info),
  }),
  tickets: t.field({
    type: TicketConnection,
    nullable: true,
    description: 'Tickets, in pages. Costs 1 upstream call per page.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: TicketFilter, description: 'Which tickets to return.' }),
      orderBy: t.arg({
        type: TicketOrder,
        required: true,
        defaultValue: { field: 'start_time', direction: 'desc' },
        description: 'Sort order. Default: latest start first.',
      }),
    },
    extensions: costs(ticketsCost),
    resolve: async (_root, { filter, orderBy, ...page }, context, info): Promise<TicketPage> => {
      const wantsScope = selectsExtension(info, REQUIRES_SCOPE);
      const list = await ticketList({ filter: filter ?? {}, order: orderBy, wantsScope }, context);
      const toNode = (row: TicketRecord) => asTicket(row, list.scope(), context);
      const connection = await resolveConnection(list, page, toNode, context);
      return { ...connection, narrowing: list.narrowing };
    },
  }),
}));
