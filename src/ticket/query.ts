import { builder } from '../graphql/builder.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { type CostInput, costs, type FieldCost } from '../graphql/cost.ts';
import { selectsExtension } from '../graphql/lookahead.ts';
import { resolveConnection } from '../lists/connection-page.ts';
import { pageCost } from '../lists/page-cost.ts';
import type { PageArgs } from '../paging/types.ts';
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
  description: 'What the API silently narrows a list to, said aloud.',
  fields: (t) => ({
    owner: t.field({
      type: TicketOwner,
      nullable: false,
      description: 'Whose tickets the list holds.',
      resolve: ({ owner }) => owner,
    }),
    userId: t.exposeID('userId', { nullable: true, description: 'The one user, for `USER`.' }),
    serviceKey: t.exposeID('serviceKey', {
      nullable: true,
      description: 'The one service; null means the default service of the user, which the API chooses.',
    }),
  }),
});

/** A page of tickets, and what the list was narrowed to. */
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
        description: 'Whose tickets, and of which service: what the API would have defaulted silently.',
        resolve: (page) => page.narrowing,
      }),
    }),
  },
  { name: 'TicketEdge', description: 'A ticket and its place in the list.' },
);

/** The arguments of `Query.tickets`. */
interface TicketsArgs extends PageArgs {
  readonly filter?: FilterInput | null;
  readonly orderBy: OrderInput;
}

function ticketsCost(ask: CostInput<TicketsArgs>): FieldCost {
  const { filter, orderBy } = ask.args;
  const { owner } = narrowingOf(filter ?? {});
  const scoped = ask.selects(REQUIRES_SCOPE);
  const { states, ...listed } = filter ?? {};
  const scanning =
    states != null && states.length > 0 && !ask.services.upstream.hasParam('listTickets', 'state');
  return pageCost(ask, {
    operation: 'listTickets',
    // Lists that differ in the states alone read the same windows where those are filtered here.
    list: [scanning ? listed : (filter ?? {}), orderBy, scoped],
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
      'One ticket, by its global id or by its id in the API (exactly one of them). Null when there is none.',
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
    description: 'Tickets, a page at a time. Costs one upstream call a page.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: TicketFilter, description: 'Which tickets.' }),
      orderBy: t.arg({
        type: TicketOrder,
        required: true,
        defaultValue: { field: 'start_time', direction: 'desc' },
        description: 'In which order. Default: latest start first, as the API does.',
      }),
    },
    extensions: costs(ticketsCost),
    resolve: async (_root, { filter, orderBy, ...page }, context, info): Promise<TicketPage> => {
      const asked = filter ?? {};
      const narrowing = narrowingOf(asked);
      const wantsScope = selectsExtension(info, REQUIRES_SCOPE);
      const list = await ticketList({ filter: asked, order: orderBy, narrowing, wantsScope }, context);
      const connection = await resolveConnection(
        list.spec,
        page,
        list.fetch,
        (row) => asTicket(row, list.scope(), context),
        context,
      );
      return { ...connection, narrowing };
    },
  }),
}));
