/** The typed errors of mutations in the graph, behind one interface. */
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
  description: 'Error codes, as in `extensions.code` of an error.',
  // @NOTE Object.fromEntries forgets the keys.
  values: Object.fromEntries(codes) as Record<ErrorCode, { description: string }>,
});

const TicketErrorInterface = builder.interfaceRef<TicketError>('TicketError').implement({
  description: 'An error of a mutation.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: false, description: 'Message for developers.' }),
    code: t.expose('code', { type: TicketErrorCode, nullable: false, description: 'Code for programs.' }),
    retryable: t.exposeBoolean('retryable', {
      nullable: false,
      description: 'Whether the same request may succeed later.',
    }),
  }),
});

const interfaces = [TicketErrorInterface];

const TicketInputIssue = builder.objectRef<InputIssue>('TicketInputIssue').implement({
  description: 'A problem with an input field.',
  fields: (t) => ({
    path: t.stringList({
      nullable: false,
      description: 'Path of the field, starting with `input`. List positions are digits.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', { nullable: false, description: 'What to change.' }),
  }),
});

builder.objectType(TicketValidationError, {
  name: 'TicketValidationError',
  description: 'The input is invalid. Nothing was changed.',
  interfaces,
  fields: (t) => ({
    issues: t.field({
      type: [TicketInputIssue],
      nullable: false,
      description: 'All problems, with their paths.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(TicketNotFoundError, {
  name: 'TicketNotFoundError',
  description: 'The ticket does not exist, or the current user cannot see it. Nothing was changed.',
  interfaces,
});

builder.objectType(TicketForbiddenError, {
  name: 'TicketForbiddenError',
  description: 'The current user may not do this. Nothing was changed.',
  interfaces,
});

builder.objectType(TicketConflictError, {
  name: 'TicketConflictError',
  description: 'The current state of the ticket does not allow the change. Nothing was changed.',
  interfaces,
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description: 'The ticket as it is now. May cost 1 upstream call.',
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
  interfaces,
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds to wait before a retry. Null if unknown.',
    }),
  }),
});

const TicketSearch = builder.objectRef<SearchScope>('TicketSearch').implement({
  description: 'The search for a ticket whose creation got no response.',
  fields: (t) => ({
    reference: t.exposeString('reference', { nullable: false, description: 'Reference of the ticket.' }),
    serviceKey: t.exposeID('serviceKey', {
      nullable: true,
      description: 'Service. Null: the default service of the current user.',
    }),
    owner: t.expose('owner', { type: TicketOwner, nullable: false, description: 'Whose tickets.' }),
    createdAfter: t.expose('since', {
      type: 'DateTime',
      nullable: false,
      description: 'Earliest creation time: shortly before the request was sent.',
    }),
    looks: t.exposeInt('looks', { nullable: false, description: 'Number of searches without a result.' }),
  }),
});

builder.objectType(TicketOutcomeUnknownError, {
  name: 'TicketOutcomeUnknownError',
  description:
    'The change was sent, but its outcome is unknown. If `retryable` is true, retry with the same idempotency key: the ' +
    'gateway searches for the result and sends nothing. If not, check the outcome before you send it again with a new key.',
  interfaces,
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds to wait before a retry with the same key. Null if a retry does not help.',
    }),
    searched: t.expose('searched', {
      type: TicketSearch,
      nullable: true,
      description:
        'The search. Null if the ticket has no reference, or if the current user may not search there.',
    }),
  }),
});

builder.objectType(TicketIdempotencyError, {
  name: 'TicketIdempotencyError',
  description:
    'The idempotency key was used with other arguments, or the same request is still running: see `code`. Nothing was sent.',
  interfaces,
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds to wait before a retry. Null if a retry does not help.',
    }),
  }),
});

/** The errors of every ticket mutation. */
export const MUTATION_ERRORS = [
  TicketValidationError,
  TicketNotFoundError,
  TicketForbiddenError,
  TicketConflictError,
  TicketRateLimitError,
  TicketOutcomeUnknownError,
];

/** The errors of mutations that accept an idempotency key. */
export const KEYED_MUTATION_ERRORS = [...MUTATION_ERRORS, TicketIdempotencyError];
