import { builder } from '../../graphql/builder.ts';
import { badUserInput } from '../../graphql/errors.ts';
import { UNKNOWN } from '../../graphql/open-enum.ts';
import { assertDateTimes } from '../../lists/epoch-seconds.ts';
import { TicketOrderDirection, TicketState } from '../enums.ts';

/** Whose tickets: the API silently narrows to the user of the token, so it is said here. */
export const TicketOwner = builder.enumType('TicketOwner', {
  description: 'Whose tickets a list holds.',
  values: {
    VIEWER: { description: 'Those of the user of the token: what the API does unless told otherwise.' },
    USER: { description: 'Those of one user, named by `userId`.' },
    ENTERPRISE: {
      description: 'Those of the whole enterprise: needs the admin role. On the wire: `user=all`.',
    },
  },
});

/** What tickets can be sorted by, and the wire name of each. */
const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'What tickets are sorted by. Only the start is certain upstream; the others are inferred.',
  values: {
    START_TIME: { value: 'start_time', description: 'When it starts.' },
    END_TIME: { value: 'end_time', description: 'When it ends.' },
    CREATED_AT: { value: 'created', description: 'When it was created: the cheapest to page deep.' },
    UPDATED_AT: { value: 'modified', description: 'When it last changed.' },
    TICKET_ID: { value: 'id', description: 'Its id in the API.' },
    STATE: { value: 'state', description: 'Its state.' },
    REFERENCE: { value: 'reference', description: 'Its reference.' },
    TYPE: { value: 'type', description: 'Its kind.' },
  } as const,
});

/** The order of a list of tickets. */
export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'The order of a list of tickets.',
  fields: (t) => ({
    field: t.field({
      type: TicketOrderField,
      required: true,
      defaultValue: 'start_time',
      description: 'What to sort by. On the wire: `orderby`.',
    }),
    direction: t.field({
      type: TicketOrderDirection,
      required: true,
      defaultValue: 'desc',
      description: 'Which way. On the wire: `order`.',
    }),
  }),
});

/** Every list parameter of the API, typed. */
export const TicketFilter = builder.inputType('TicketFilter', {
  description:
    'Which tickets. What is left out does not narrow, but for `owner` and `serviceKey`, as they say.',
  fields: (t) => ({
    owner: t.field({
      type: TicketOwner,
      description: 'Whose tickets. Default: those of `userId` if that is given, else the user of the token.',
    }),
    userId: t.id({ description: 'One user, by the id in the API. On the wire: `user`.' }),
    serviceKey: t.id({
      description:
        'One service. Without it the API takes the default service of the user. On the wire: `service_key`.',
    }),
    groupId: t.id({ description: 'One user group, by its id in the API. On the wire: `group`.' }),
    requestorId: t.id({ description: 'One guest, by the contact id. On the wire: `requestor`.' }),
    reference: t.string({ description: 'The exact reference. On the wire: `reference`.' }),
    type: t.string({ description: 'Kind of ticket, as the API spells it. On the wire: `type`.' }),
    search: t.string({ description: 'Free text. On the wire: `search`.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Created after this. On the wire: `since`.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Created before this. On the wire: `until`.' }),
    startsFrom: t.field({
      type: 'DateTime',
      description: 'Starts at or after this. On the wire: `startTime`.',
    }),
    endsBy: t.field({ type: 'DateTime', description: 'Ends at or before this. On the wire: `endTime`.' }),
    states: t.field({
      type: [TicketState],
      description:
        'States, any of them. The API has no such filter: unless the wire table binds one, this gateway reads up to a ' +
        'few hundred rows and filters them itself, says how many in `scannedCount`, and pages forward only.',
    }),
    enterpriseId: t.id({
      description: 'One enterprise. Only where the wire table binds a name for it; refused otherwise.',
    }),
  }),
});

/** A filter as a client sent it. */
export type FilterInput = typeof TicketFilter.$inferInput;

/** An order, with its defaults filled in. */
export type OrderInput = typeof TicketOrder.$inferInput;

/** What the API takes as `user` for the tickets of the whole enterprise. */
export const EVERYBODY = 'all';

/** Whose tickets a list holds, and what goes out as `user`. */
export interface Narrowing {
  readonly owner: 'VIEWER' | 'USER' | 'ENTERPRISE';
  readonly userId: string | null;
  readonly serviceKey: string | null;
}

/**
 * What the API would silently default, said aloud.
 * @throws BAD_USER_INPUT when `owner` and `userId` do not go together
 */
export function narrowingOf({ owner, userId, serviceKey }: FilterInput): Narrowing {
  const one = userId ?? null;
  if (one === EVERYBODY) {
    throw badUserInput('For the whole enterprise say `owner: ENTERPRISE`.', ['filter', 'userId']);
  }
  const who = owner ?? (one === null ? 'VIEWER' : 'USER');
  if (who === 'USER' && one === null) {
    throw badUserInput('Say whose tickets: `owner: USER` needs a `userId`.', ['filter', 'userId']);
  }
  if (who !== 'USER' && one !== null) {
    throw badUserInput('`userId` goes with `owner: USER` only.', ['filter', 'owner']);
  }
  return { owner: who, userId: one, serviceKey: serviceKey ?? null };
}

/**
 * Judges what can be judged of a filter without the API.
 * @throws BAD_USER_INPUT for a moment that can't be read, a state that can't be asked for, and an enterprise where the
 *   wire table has no name for one
 */
export function checkFilter(filter: FilterInput, bindsEnterprise: boolean): void {
  assertDateTimes(filter);
  if (filter.states?.includes(UNKNOWN) === true) {
    throw badUserInput('UNKNOWN is no state to ask for: leave it out.', ['filter', 'states']);
  }
  if (filter.enterpriseId != null && !bindsEnterprise) {
    const message = 'The ticket API has no filter on the enterprise here: leave it out.';
    throw badUserInput(message, ['filter', 'enterpriseId']);
  }
}
