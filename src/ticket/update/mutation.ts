import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { costs, oneCall } from '../../graphql/cost.ts';
import { selectsExtension } from '../../graphql/lookahead.ts';
import { BadUserInputError, ConflictError } from '../../upstream/errors.ts';
import { MUTATION_ERRORS } from '../errors/error-types.ts';
import { TicketConflictError, TicketValidationError } from '../errors/errors.ts';
import { type RequestPreview, TicketRequest } from '../errors/request-preview.ts';
import { runMutation } from '../errors/run-mutation.ts';
import { ticketIdOf } from '../id.ts';
import { changeCost, ticketIfNeededCost } from '../read/cost.ts';
import { asTicket, forgetTicket, ticketIfNeeded } from '../read/loader.ts';
import { REQUIRES_SCOPE, withScopeFallback } from '../read/scope-fallback.ts';
import { TicketNode } from '../schema.ts';
import { getTicket, updateTicket } from '../upstream/endpoints.ts';
import {
  PARAM_TO_INPUT,
  toTicketChanges,
  type UpdateInput,
  UpdateTicketInput,
  validateUpdate,
} from './input.ts';
import { assertExpected } from './precondition.ts';

const CLOSED = 'The ticket is closed: it accepts no further change.';
const CONFLICT = 'The ticket changed meanwhile: see `ticket`, then decide.';

/**
 * The conflict behind a refusal; null if it is none. A closed ticket is refused by a 400 like any other, so where that does
 * not blame another argument the ticket is read, with what the client selects of it: one more upstream call.
 */
async function conflictOf(
  error: unknown,
  ticketId: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<TicketConflictError | null> {
  if (error instanceof ConflictError) return new TicketConflictError(CONFLICT, { ticketId, ticket: null });
  if (!(error instanceof BadUserInputError) || error.reason !== 'refused') return null;
  if (error.parameter !== null && error.parameter !== 'state') return null;
  const scope = withScopeFallback(selectsExtension(info, REQUIRES_SCOPE), context);
  const record = await scope.call((extra) => getTicket(context.upstream, ticketId, extra)).catch(() => null);
  if (record?.state !== 'closed') return null;
  return new TicketConflictError(CLOSED, { ticketId, ticket: asTicket(record, scope.state(), context) });
}

const UpdateTicketSuccess = builder.objectRef<{ ticketId: string }>('UpdateTicketSuccess').implement({
  description: 'The ticket was changed.',
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description:
        'The ticket as it is now: read again if more than its ids is selected, one more upstream call. Null if the change ' +
        'took it out of sight.',
      extensions: costs(ticketIfNeededCost),
      resolve: ({ ticketId }, _args, context, info) => ticketIfNeeded(ticketId, context, info),
    }),
  }),
});

const UpdateTicketPreview = builder.objectRef<{ request: RequestPreview }>('UpdateTicketPreview').implement({
  description: 'What `validateOnly` answers: the request that would be sent. Nothing was read or sent.',
  fields: (t) => ({
    request: t.expose('request', { type: TicketRequest, nullable: false, description: 'The request.' }),
  }),
});

builder.mutationField('updateTicket', (t) =>
  t.errorUnionField({
    types: [UpdateTicketSuccess, UpdateTicketPreview, ...MUTATION_ERRORS],
    nullable: true,
    description:
      'Changes what is given on a ticket. The last writer wins, as the API has no versions, unless something is expected.',
    args: { input: t.arg({ type: UpdateTicketInput, required: true, description: 'The changes.' }) },
    union: {
      name: 'UpdateTicketResult',
      description: 'The changed ticket, or why it was not changed.',
      resolveType: (value) => ('request' in value ? 'UpdateTicketPreview' : 'UpdateTicketSuccess'),
    },
    extensions: costs<{ input: UpdateInput }>((ask) =>
      ask.args.input.validateOnly
        ? {}
        : changeCost('updateTicket', ask, (name) => [
            oneCall('getTicket', name),
            ...(mayRead(ask.args.input) ? [oneCall('getTicket', `${name} before`)] : []),
          ]),
    ),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context,
        async () => {
          const ticketId = ticketIdOf(input, ['input']);
          const issues = validateUpdate(input);
          if (issues.length > 0) throw new TicketValidationError(issues);
          const changes = toTicketChanges(input);
          if (input.validateOnly) {
            return { request: context.services.upstream.preview('updateTicket', { ...changes, ticketId }) };
          }
          await assertExpected(ticketId, input, context);
          try {
            await updateTicket(context.upstream, ticketId, changes);
          } catch (error) {
            throw (await conflictOf(error, ticketId, context, info)) ?? error;
          } finally {
            forgetTicket(ticketId, context);
          }
          return { ticketId };
        },
        PARAM_TO_INPUT,
      ),
  }),
);

/** Whether the ticket may be read before it is changed. */
function mayRead({ expectedState, expectedUpdatedAt, state }: UpdateInput): boolean {
  return expectedState != null || expectedUpdatedAt != null || state === 'invited';
}
