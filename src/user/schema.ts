import type { Context } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import { GraphFault } from '../graphql/errors.ts';
import { registerNode } from '../graphql/node.ts';
import { userLoader } from './loader.ts';
import { User } from './model.ts';
import type { UserRecord } from './record.ts';

registerNode('User', async (id, context) => {
  const record = await userLoader(context).load(id);
  return record === null ? null : new User(id, record);
});

/** A resolver that reads one thing off the row of a user, which is read only then. */
function fromUser<T>(read: (record: UserRecord) => T) {
  return async (user: User, _args: object, context: Context): Promise<T> => {
    const record = user.record ?? (await userLoader(context).load(user.id));
    if (record === null) throw new GraphFault('NOT_FOUND');
    return read(record);
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
      resolve: fromUser(({ username }) => username),
    }),
    firstName: t.string({
      nullable: true,
      description: 'Given name. On the wire: `first_name`.',
      resolve: fromUser(({ firstName }) => firstName),
    }),
    lastName: t.string({
      nullable: true,
      description: 'Family name. On the wire: `last_name`.',
      resolve: fromUser(({ lastName }) => lastName),
    }),
    email: t.field({
      type: 'EmailAddress',
      nullable: true,
      description: 'Email address.',
      resolve: fromUser(({ email }) => email),
    }),
    phone: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'Phone number.',
      resolve: fromUser(({ phone }) => phone),
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the account was made. On the wire: `created`.',
      resolve: fromUser(({ createdAt }) => createdAt),
    }),
  }),
});
