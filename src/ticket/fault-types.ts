/** The failures of mutations in the graph: a type for each, behind one interface. */
import { builder } from '../graphql/builder.ts';
import { ERROR_CODES, type ErrorCode } from '../graphql/errors.ts';
import {
  ConflictFault,
  ForbiddenFault,
  type InputIssue,
  NotFoundFault,
  OutcomeUnknownFault,
  RateLimitFault,
  type TicketFault,
  ValidationFault,
} from './faults.ts';

const codes = Object.entries(ERROR_CODES).map(([code, { text }]) => [code, { description: text }] as const);

const TicketErrorCode = builder.enumType('TicketErrorCode', {
  description: 'The codes of the error contract, as in `extensions.code` of an error.',
  // @NOTE Object.fromEntries forgets which keys there are.
  values: Object.fromEntries(codes) as Record<ErrorCode, { description: string }>,
});

const TicketError = builder.interfaceRef<TicketFault>('TicketError').implement({
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

builder.objectType(ValidationFault, {
  name: 'TicketValidationError',
  description: 'The input has faults. Nothing was changed.',
  interfaces: [TicketError],
  fields: (t) => ({
    issues: t.field({
      type: [TicketInputIssue],
      nullable: false,
      description: 'Each fault with its place.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(NotFoundFault, {
  name: 'TicketNotFoundError',
  description: 'There is no such ticket, or not for this user. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(ForbiddenFault, {
  name: 'TicketForbiddenError',
  description: 'The user of the token may not do this. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(ConflictFault, {
  name: 'TicketConflictError',
  description: 'The present state of the ticket does not allow this. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(RateLimitFault, {
  name: 'TicketRateLimitError',
  description: 'No upstream calls are left for now. Nothing was changed.',
  interfaces: [TicketError],
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds until trying again makes sense; null if not known.',
    }),
  }),
});

builder.objectType(OutcomeUnknownFault, {
  name: 'TicketOutcomeUnknownError',
  description: 'The change was sent, and whether it happened is not known: look before sending it again.',
  interfaces: [TicketError],
});

/** The failures that every mutation of a ticket may answer. */
export const FAULTS = [
  ValidationFault,
  NotFoundFault,
  ForbiddenFault,
  ConflictFault,
  RateLimitFault,
  OutcomeUnknownFault,
];
