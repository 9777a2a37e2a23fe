import type { Context } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { callerLine, costs, oneCall } from '../graphql/cost.ts';
import { resolveConnection } from '../lists/connection-page.ts';
import { pageCost } from '../lists/page-cost.ts';
import type { ListSpec, PageArgs } from '../paging/types.ts';
import { listTickets } from '../ticket/upstream/endpoints.ts';
import { ForbiddenError } from '../upstream/errors.ts';
import type { Caller } from '../user/caller.ts';
import { listUsers } from '../user/endpoints.ts';
import { User } from '../user/model.ts';
import type { UserRecord } from '../user/record.ts';
import { UserNode } from '../user/schema.ts';

const UserConnection = builder.connectionObject<typeof UserNode, ConnectionModel<User>>(
  { type: UserNode, name: 'UserConnection', description: 'A page of the accounts of an enterprise.' },
  { name: 'UserEdge', description: 'An account and its place in the listing.' },
);

/** An enterprise, known by its id: the API has nothing more about it. */
const TicketEnterprise = builder.objectRef<{ id: string; caller: Caller }>('TicketEnterprise').implement({
  description: 'The enterprise of the viewer.',
  fields: (t) => ({
    enterpriseId: t.exposeID('id', { nullable: false, description: 'Id in the ticket API.' }),
    users: t.field({
      type: UserConnection,
      nullable: true,
      description:
        'Its accounts, a page at a time, in the order of the API, which has no other. One upstream call a page.',
      args: {
        first: t.arg.int({ description: 'How many. Default 10.' }),
        after: t.arg.string({ description: 'A cursor: rows behind it.' }),
      },
      extensions: costs<PageArgs>((ask) => pageCost(ask, { operation: 'listUsers', list: null })),
      resolve: ({ id, caller }, args, context) =>
        resolveConnection(
          userList(id, caller),
          args,
          ({ fresh, offset, limit }) => listUsers(context.upstream, id, { offset, limit }, { fresh }),
          (row) => new User(row.id, row),
          context,
        ),
    }),
  }),
});

/** The listing of an enterprise: in no known order, so rows are told apart by their ids alone. */
function userList(enterpriseId: string, caller: Caller): ListSpec<UserRecord> {
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
  description: 'Who the token belongs to, and what it may do.',
  fields: (t) => ({
    user: t.field({
      type: UserNode,
      nullable: false,
      description: 'The account behind the token.',
      resolve: ({ user }) => new User(user.id, user),
    }),
    enterprise: t.field({
      type: TicketEnterprise,
      nullable: true,
      description: 'The enterprise of that account; null if the API does not tell it.',
      resolve: (caller) =>
        caller.user.enterpriseId === null ? null : { id: caller.user.enterpriseId, caller },
    }),
    maySeeAllTickets: t.boolean({
      nullable: true,
      description:
        'Whether the token may list the tickets of the whole enterprise (`owner: ENTERPRISE`). The API has no word for ' +
        'it, so it is tried: one upstream call.',
      extensions: costs(() => ({ lines: [oneCall('listTickets', 'of all')] })),
      resolve: (_caller, _args, context) => maySeeAll(context),
    }),
  }),
});

async function maySeeAll(context: Context): Promise<boolean> {
  try {
    await listTickets(context.upstream, { user: 'all', limit: 1 });
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
    description: 'Who the token belongs to. One upstream call for a new token, none after.',
    extensions: costs((ask) => ({ lines: [callerLine(ask)], yields: 'viewer', rowsLoaded: true })),
    resolve: (_root, _args, context) => context.caller(),
  }),
);
