/** The failures of mutations in the graph: a type for each, behind one interface. */
import { builder } from '../../graphql/builder.ts';
import { costs } from '../../graphql/cost.ts';
import { ERROR_CODES, type ErrorCode } from '../../graphql/errors.ts';
import { selectsExtension } from '../../graphql/lookahead.ts';
import { ticketAtMostCost } from '../read/cost.ts';
import { TicketOwner } from '../read/filter.ts';
import { ticketIfNeeded } from '../read/loader.ts';
import { REQUIRES_SCOPE } from '../read/scope-fallback.ts';
import { TicketNode } from '../schema.ts';
import {
  type InputIssue,
  type SearchScope,
  TicketConflictError,
  type TicketError,
  TicketForbiddenError,
  TicketIdempotencyError,
  TicketNotFoundError,
  TicketOutcomeUnknownError,
  TicketRateLimitError,
  TicketValidationError,
} from './errors.ts';

const codes = Object.entries(ERROR_CODES).map(([code, { text }]) => [code, { description: text }] as const);

const TicketErrorCode = builder.enumType('TicketErrorCode', {
  description: 'The codes of the error contract, as in `extensions.code` of an error.',
  // @NOTE Object.fromEntries forgets which keys there are.
  values: Object.fromEntries(codes) as Record<ErrorCode, { description: string }>,
});

const TicketErrorInterface = builder.interfaceRef<TicketError>('TicketError').implement({
  description: 'A failure of a mutation, as a value.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: false, description: 'What to do, for people.' }),
    code: t.expose('code', {
      type: TicketErrorCode,
      nullable: false,
      description: 'What it is, for programs.',
    }),
    retryable: t.exposeBoolean('retryable', {
      nullable: false,
      description: 'Whether the same request may succeed later.',
    }),
  }),
});

const TicketInputIssue = builder.objectRef<InputIssue>('TicketInputIssue').implement({
  description: 'One fault of an input.',
  fields: (t) => ({
    path: t.stringList({
      nullable: false,
      description: 'Where, from `input` down; positions in a list as digits.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', { nullable: false, description: 'What to do.' }),
  }),
});

builder.objectType(TicketValidationError, {
  name: 'TicketValidationError',
  description: 'The input has faults. Nothing was changed.',
  interfaces: [TicketErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [TicketInputIssue],
      nullable: false,
      description: 'Each fault with its place.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(TicketNotFoundError, {
  name: 'TicketNotFoundError',
  description: 'There is no such ticket, or not for this user. Nothing was changed.',
  interfaces: [TicketErrorInterface],
});

builder.objectType(TicketForbiddenError, {
  name: 'TicketForbiddenError',
  description: 'The user of the token may not do this. Nothing was changed.',
  interfaces: [TicketErrorInterface],
});

builder.objectType(TicketConflictError, {
  name: 'TicketConflictError',
  description: 'The present state of the ticket does not allow this. Nothing was changed.',
  interfaces: [TicketErrorInterface],
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description: 'The ticket as it is now; read if it was not yet, one more upstream call.',
      extensions: costs(ticketAtMostCost),
      resolve: ({ current }, _args, context, info) => {
        if (current === null) return null;
        const { ticket, ticketId } = current;
        const lacksScope = ticket?.scope === 'plain' && selectsExtension(info, REQUIRES_SCOPE);
        return ticket === null || lacksScope ? ticketIfNeeded(ticketId, context, info) : ticket;
      },
    }),
  }),
});

builder.objectType(TicketRateLimitError, {
  name: 'TicketRateLimitError',
  description: 'No upstream calls are left for now. Nothing was changed.',
  interfaces: [TicketErrorInterface],
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds until trying again makes sense; null if not known.',
    }),
  }),
});

const TicketSearch = builder.objectRef<SearchScope>('TicketSearch').implement({
  description: 'Where a ticket was looked for whose creation got no answer.',
  fields: (t) => ({
    reference: t.exposeString('reference', { nullable: false, description: 'By this reference.' }),
    serviceKey: t.exposeID('serviceKey', {
      nullable: true,
      description: 'In this service; null is the default one of the user.',
    }),
    owner: t.expose('owner', { type: TicketOwner, nullable: false, description: 'Among whose tickets.' }),
    createdAfter: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'Created after this moment: a little before it was sent.',
      resolve: ({ since }) => since,
    }),
    looks: t.exposeInt('looks', { nullable: false, description: 'How often, in vain.' }),
  }),
});

builder.objectType(TicketOutcomeUnknownError, {
  name: 'TicketOutcomeUnknownError',
  description:
    'The change was sent, and whether it happened is not known. Where `retryable` is true the same idempotency key looks for ' +
    'it again and sends nothing; else look before sending it again, with a new key.',
  interfaces: [TicketErrorInterface],
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds until the same key looks again; null where it does not.',
    }),
    searched: t.field({
      type: TicketSearch,
      nullable: true,
      description: 'Where it was looked for; null if there is nothing to look by, or no right to look there.',
      resolve: ({ searched }) => searched,
    }),
  }),
});

builder.objectType(TicketIdempotencyError, {
  name: 'TicketIdempotencyError',
  description:
    'The idempotency key was used with other arguments, or the same request still runs: see `code`. Nothing was sent.',
  interfaces: [TicketErrorInterface],
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds until trying again makes sense; null where it does not.',
    }),
  }),
});

/** The failures that every mutation of a ticket may answer. */
export const MUTATION_ERRORS = [
  TicketValidationError,
  TicketNotFoundError,
  TicketForbiddenError,
  TicketConflictError,
  TicketRateLimitError,
  TicketOutcomeUnknownError,
];

/** The failures of those that take an idempotency key. */
export const KEYED_MUTATION_ERRORS = [...MUTATION_ERRORS, TicketIdempotencyError];
