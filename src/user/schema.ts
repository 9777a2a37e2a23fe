import type { Context } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import { type CostInput, type CostLine, callerLine, costs } from '../graphql/cost.ts';
import { GraphError } from '../graphql/errors.ts';
import { registerNode } from '../graphql/node.ts';
import { MAX_WINDOWS, userLoader } from './loader.ts';
import { User } from './model.ts';
import type { UserRecord } from './record.ts';

/** Looking users up in the listing of their enterprise: once for all users of an operation. */
function listingLines(ask: Pick<CostInput<unknown>, 'callerKnown'>): readonly CostLine[] {
  const listing = {
    operation: 'listUsers',
    key: 'listing',
    planned: MAX_WINDOWS,
    bound: MAX_WINDOWS,
  };
  return [callerLine(ask), { ...listing, once: true }];
}

registerNode(
  'User',
  async (id, context) => {
    const record = await userLoader(context).load(id);
    return record === null ? null : new User(id, record);
  },
  (id, ask) => ({ lines: listingLines(ask), yields: `User ${id}`, rowLoaded: true }),
);

/** Reads one thing off the row of a user, which is read only then. */
function fromUser<T>(read: (record: UserRecord) => T) {
  return {
    extensions: costs((ask) => (ask.rowLoaded ? {} : { lines: listingLines(ask) })),
    resolve: async (user: User, _args: object, context: Context): Promise<T> => {
      const record = user.record ?? (await userLoader(context).load(user.id));
      if (record === null) throw new GraphError('NOT_FOUND');
      return read(record);
    },
  };
}

/** An account. */
export const UserNode = builder.node(User, {
  name: 'User',
  description:
    'An account of the ticket API. Known by its id; anything else is read from the listing of the enterprise, one ' +
    'upstream call for all users of an operation.',
  id: { resolve: (user) => user.id, description: 'Global id, opaque.' },
  fields: (t) => ({
    userId: t.exposeID('id', { nullable: false, description: 'Id in the ticket API. On the wire: `id`.' }),
    username: t.string({
      nullable: true,
      description: 'Login.',
      ...fromUser(({ username }) => username),
    }),
    firstName: t.string({
      nullable: true,
      description: 'Given name. On the wire: `first_name`.',
      ...fromUser(({ firstName }) => firstName),
    }),
    lastName: t.string({
      nullable: true,
      description: 'Family name. On the wire: `last_name`.',
      ...fromUser(({ lastName }) => lastName),
    }),
    email: t.field({
      type: 'EmailAddress',
      nullable: true,
      description: 'Email address.',
      ...fromUser(({ email }) => email),
    }),
    phone: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'Phone number.',
      ...fromUser(({ phone }) => phone),
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the account was made. On the wire: `created`.',
      ...fromUser(({ createdAt }) => createdAt),
    }),
  }),
});
