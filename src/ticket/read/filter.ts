import { builder } from '../../graphql/builder.ts';
import { badUserInput } from '../../graphql/errors.ts';
import { UNKNOWN } from '../../graphql/open-enum.ts';
import { equalsIgnoreCase } from '../../lists/connection-page.ts';
import { assertDateTimes, epochSecondsFrom, fromEpochSeconds } from '../../lists/epoch-seconds.ts';
import { filterOf, inputFields } from '../../lists/filter-fields.ts';
import type { TicketRecord } from '../api.ts';
import { isMultiParticipants, TicketOrderDirection, TicketState } from '../enums.ts';

/** Whose tickets a list includes. */
export const TicketOwner = builder.enumType('TicketOwner', {
  description: 'Whose tickets a list includes.',
  values: {
    VIEWER: { description: 'Tickets of the current user (the default of the ticket API).' },
    USER: { description: 'Tickets of one user: see `userId`.' },
    ENTERPRISE: {
      description: 'Tickets of the whole enterprise. Requires the admin role. On the wire: `user=all`.',
    },
  },
});

const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'Sort field. The ticket API documents only START_TIME; the others are inferred.',
  values: {
    START_TIME: { value: 'start_time', description: 'Start time.' },
    END_TIME: { value: 'end_time', description: 'End time.' },
    CREATED_AT: {
      value: 'created',
      description: 'Creation time. Deep pages cost the fewest calls in this order.',
    },
    UPDATED_AT: { value: 'modified', description: 'Time of the last change.' },
    TICKET_ID: { value: 'id', description: 'Id in the ticket API.' },
    STATE: { value: 'state', description: 'State.' },
    REFERENCE: { value: 'reference', description: 'Reference.' },
    TYPE: { value: 'type', description: 'Type.' },
  } as const,
});

/** The order of a list. */
export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'Sort order of tickets.',
  fields: (t) => ({
    field: t.field({
      type: TicketOrderField,
      required: true,
      defaultValue: 'start_time',
      description: 'Sort field. On the wire: `orderby`.',
    }),
    direction: t.field({
      type: TicketOrderDirection,
      required: true,
      defaultValue: 'desc',
      description: 'Sort direction. On the wire: `order`.',
    }),
  }),
});

const defineFilter = filterOf<TicketRecord>();

/** The filters, one row each. A row of a list may show only one of several guests. */
export const FILTERS = {
  owner: defineFilter({
    input: (t) =>
      t.field({
        type: TicketOwner,
        description: 'Whose tickets. Default: USER with `userId`, else VIEWER.',
      }),
  }),
  userId: defineFilter({
    input: (t) => t.id({ description: 'User id in the ticket API, for `owner: USER`. On the wire: `user`.' }),
    param: 'user',
  }),
  serviceKey: defineFilter({
    input: (t) =>
      t.id({
        description: 'Service. Default: the default service of the current user. On the wire: `service_key`.',
      }),
    param: 'serviceKey',
    matches: (row, value) => equalsIgnoreCase(value, row.serviceKey),
  }),
  groupId: defineFilter({
    input: (t) => t.id({ description: 'User group id in the ticket API. On the wire: `group`.' }),
    param: 'group',
    matches: (row, value) => equalsIgnoreCase(value, row.group?.id),
  }),
  requestorId: defineFilter({
    input: (t) => t.id({ description: 'Contact id of the guest. On the wire: `requestor`.' }),
    param: 'requestor',
    matches: (row, value) => isMultiParticipants(row.type) || equalsIgnoreCase(value, row.requestor?.id),
  }),
  reference: defineFilter({
    input: (t) => t.string({ description: 'Exact reference. On the wire: `reference`.' }),
    param: 'reference',
    matches: (row, value) => equalsIgnoreCase(value, row.reference),
  }),
  type: defineFilter({
    input: (t) => t.string({ description: 'Type, as the ticket API spells it. On the wire: `type`.' }),
    param: 'type',
    matches: (row, value) => equalsIgnoreCase(value, row.type),
  }),
  search: defineFilter({
    input: (t) => t.string({ description: 'Text search. On the wire: `search`.' }),
    param: 'search',
  }),
  createdAfter: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Created after this time. On the wire: `since`.' }),
    param: 'since',
    isBound: true,
  }),
  createdBefore: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Created before this time. On the wire: `until`.' }),
    param: 'until',
    isBound: true,
  }),
  startsFrom: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Starts at or after this time. On the wire: `startTime`.' }),
    param: 'startTime',
    encode: (value) => fromEpochSeconds(epochSecondsFrom(value)),
    matches: (row, value) => row.startTime === null || row.startTime >= value,
  }),
  endsBy: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Ends at or before this time. On the wire: `endTime`.' }),
    param: 'endTime',
    matches: (row, value) => row.endTime === null || row.endTime <= value,
  }),
  states: defineFilter({
    input: (t) =>
      t.field({
        type: [TicketState],
        description:
          'One of these states. The ticket API has no such filter: unless the operator configured one, the gateway reads up ' +
          'to a few hundred rows per page and filters them (see `scannedCount`), and pages forward only.',
      }),
    param: 'state',
    matches: (row, value) => value.length === 0 || value.includes(row.state),
  }),
  enterpriseId: defineFilter({
    input: (t) =>
      t.id({ description: 'Enterprise. Rejected unless the operator configured its parameter name.' }),
    param: 'enterprise',
  }),
};

/** The filter of a list. */
export const TicketFilter = builder.inputType('TicketFilter', {
  description:
    'Filter for tickets. An absent field does not filter, except `owner` and `serviceKey`, which have defaults.',
  fields: (t) => inputFields(FILTERS, t),
});

/** A filter, as a client sent it. */
export type FilterInput = typeof TicketFilter.$inferInput;

/** An order, with its defaults. */
export type OrderInput = typeof TicketOrder.$inferInput;

/** The `user` of the API for the whole enterprise. */
export const EVERYBODY = 'all';

/** The scope of a list. */
export interface Narrowing {
  readonly owner: 'VIEWER' | 'USER' | 'ENTERPRISE';
  readonly userId: string | null;
  readonly serviceKey: string | null;
}

/**
 * The scope of a list, with the defaults of the API.
 * @throws BAD_USER_INPUT if `owner` and `userId` do not match
 */
export function narrowingOf({ owner, userId, serviceKey }: FilterInput): Narrowing {
  const one = userId ?? null;
  if (one === EVERYBODY) {
    throw badUserInput('Use `owner: ENTERPRISE` for the whole enterprise.', ['filter', 'userId']);
  }
  const who = owner ?? (one === null ? 'VIEWER' : 'USER');
  if (who === 'USER' && one === null) {
    throw badUserInput('`owner: USER` requires a `userId`.', ['filter', 'userId']);
  }
  if (who !== 'USER' && one !== null) {
    throw badUserInput('`userId` requires `owner: USER`.', ['filter', 'owner']);
  }
  return { owner: who, userId: one, serviceKey: serviceKey ?? null };
}

/**
 * Checks a filter without the API, and returns the scope of its list.
 * @throws BAD_USER_INPUT as `narrowingOf`, for an invalid date, for the state UNKNOWN, and for an enterprise without a
 *   parameter name
 */
export function readFilter(filter: FilterInput, hasEnterpriseParam: boolean): Narrowing {
  const narrowing = narrowingOf(filter);
  assertDateTimes(filter);
  if (filter.states?.includes(UNKNOWN) === true) {
    throw badUserInput('UNKNOWN is not a state: omit it.', ['filter', 'states']);
  }
  if (filter.enterpriseId != null && !hasEnterpriseParam) {
    throw badUserInput('This gateway has no enterprise filter: omit it.', ['filter', 'enterpriseId']);
  }
  return narrowing;
}
