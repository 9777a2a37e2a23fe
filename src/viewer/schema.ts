import type { Caller, Context, UserRecord } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { callerLine, costs, oneCall } from '../graphql/cost.ts';
import { resolveConnection } from '../lists/connection-page.ts';
import { pageCost } from '../lists/page-cost.ts';
import type { FetchWindow, ListSpec, PageArgs } from '../paging/types.ts';
import { listTickets } from '../ticket/api.ts';
import { ForbiddenError } from '../upstream/errors.ts';
import { listUsers } from '../user/api.ts';
import { User } from '../user/model.ts';
import { UserNode } from '../user/schema.ts';

const UserConnection = builder.connectionObject<typeof UserNode, ConnectionModel<User>>(
  { type: UserNode, name: 'UserConnection', description: 'A page of the users of an enterprise.' },
  { name: 'UserEdge', description: 'A user and its cursor.' },
);

/** An enterprise. The API knows only its id. */
const TicketEnterprise = builder.objectRef<{ id: string; caller: Caller }>('TicketEnterprise').implement({
  description: 'The enterprise of the current user.',
  fields: (t) => ({
    enterpriseId: t.exposeID('id', { nullable: false, description: 'Id in the ticket API.' }),
    users: t.field({
      type: UserConnection,
      nullable: true,
      description: 'Users, in pages, in the order of the ticket API. Costs 1 upstream call per page.',
      args: {
        first: t.arg.int({ description: 'Number of rows. Default: 10.' }),
        after: t.arg.string({ description: 'Return rows after this cursor.' }),
      },
      extensions: costs<PageArgs>((input) => pageCost(input, { operation: 'listUsers', list: null })),
      resolve: ({ id, caller }, args, context) => {
        const fetch: FetchWindow<UserRecord> = ({ fresh, offset, limit }) =>
          context.upstream.call(listUsers, { enterpriseId: id, offset, limit }, { fresh });
        const toNode = (row: UserRecord) => new User(row.id, row);
        return resolveConnection({ spec: userListSpec(id, caller), fetch }, args, toNode, context);
      },
    }),
  }),
});

/** The order of the list is unknown, so only the id identifies a row. */
function userListSpec(enterpriseId: string, caller: Caller): ListSpec<UserRecord> {
  return {
    connection: 'TicketEnterprise.users',
    endpoint: 'listUsers',
    parent: enterpriseId,
    caller: caller.key,
    filter: null,
    order: { field: 'listed', direction: 'asc' },
    strategy: 'anchored',
    supportsCreationBounds: false,
    createdSince: null,
    createdBefore: null,
    id: (row) => row.id,
    key: () => null,
    created: () => null,
    satisfiesFilter: () => true,
  };
}

const Viewer = builder.objectRef<Caller>('TicketViewer').implement({
  description: 'The current user and their rights.',
  fields: (t) => ({
    user: t.field({
      type: UserNode,
      nullable: false,
      description: 'The account of the current user.',
      resolve: ({ user }) => new User(user.id, user),
    }),
    enterprise: t.field({
      type: TicketEnterprise,
      nullable: true,
      description: 'The enterprise of the current user. Null if the ticket API did not send it.',
      resolve: (caller) =>
        caller.user.enterpriseId === null ? null : { id: caller.user.enterpriseId, caller },
    }),
    maySeeAllTickets: t.boolean({
      nullable: true,
      description:
        'Whether the current user may list all tickets of the enterprise (`owner: ENTERPRISE`). The gateway tries it: ' +
        'costs 1 upstream call.',
      extensions: costs(() => ({ lines: [oneCall('listTickets', 'of all')] })),
      resolve: (_caller, _args, context) => maySeeAll(context),
    }),
  }),
});

async function maySeeAll(context: Context): Promise<boolean> {
  try {
    await context.upstream.call(listTickets, { user: 'all', limit: 1 });
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'The current user. Costs 1 upstream call for a new token, then none.',
    extensions: costs((input) => ({ lines: [callerLine(input)], yields: 'viewer', rowsLoaded: true })),
    resolve: (_root, _args, context) => context.caller(),
  }),
);
