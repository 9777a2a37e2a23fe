import type { Context, UserRecord } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import { type CostInput, type CostLine, callerLine, costs } from '../graphql/cost.ts';
import { registerEntities } from '../graphql/entity.ts';
import { GraphError } from '../graphql/errors.ts';
import { registerNode } from '../graphql/node.ts';
import { recordFields } from '../graphql/record-fields.ts';
import { MAX_WINDOWS, userLoader } from './loader.ts';
import { User } from './model.ts';

/** Reads the list of the enterprise's users: once for all users of an operation. */
const userLines = (input: Pick<CostInput<unknown>, 'callerKnown'>): readonly CostLine[] => [
  callerLine(input),
  { operation: 'listUsers', key: 'listing', planned: MAX_WINDOWS, bound: MAX_WINDOWS, once: true },
];

registerNode(
  'User',
  async (id, context) => {
    const record = await userLoader(context).load(id);
    return record === null ? null : new User(id, record);
  },
  (id, input) => ({ lines: userLines(input), yields: `User ${id}`, rowsLoaded: true }),
);

// A stub: another subgraph may know more about a person than the ticket API does.
registerEntities([{ type: 'User', keys: ['id', 'userId'] }]);

async function readRecord({ id, record }: User, context: Context): Promise<UserRecord> {
  const row = record ?? (await userLoader(context).load(id));
  if (row === null) throw new GraphError('NOT_FOUND');
  return row;
}

/** An account. */
export const UserNode = builder.node(User, {
  name: 'User',
  description:
    'A user account of the ticket API. Fields other than the ids are read from the list of users of the enterprise: ' +
    'up to 3 upstream calls for all users of an operation.',
  id: { resolve: (user) => user.id, description: 'Global id (opaque).' },
  fields: (t) => ({
    userId: t.exposeID('id', { nullable: false, description: 'Id in the ticket API. On the wire: `id`.' }),
    ...recordFields(
      t,
      readRecord,
      {
        username: ['String', 'Login name.'],
        firstName: ['String', 'First name. On the wire: `first_name`.'],
        lastName: ['String', 'Last name. On the wire: `last_name`.'],
        email: ['EmailAddress', 'Email address.'],
        phone: ['PhoneNumber', 'Phone number.'],
        createdAt: ['DateTime', 'Creation time of the account. On the wire: `created`.'],
      },
      costs((input) => (input.rowLoaded ? {} : { lines: userLines(input) })),
    ),
  }),
});
