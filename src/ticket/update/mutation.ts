import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { costs, oneCall } from '../../graphql/cost.ts';
import { selectsExtension } from '../../graphql/lookahead.ts';
import { BadUserInputError, ConflictError } from '../../upstream/errors.ts';
import { updateTicket } from '../api.ts';
import { MUTATION_ERRORS } from '../errors/error-types.ts';
import { runMutation, TicketConflictError, TicketValidationError } from '../errors/errors.ts';
import { previewType } from '../errors/request-preview.ts';
import { ticketIdOf } from '../id.ts';
import { changeCost, ticketIfNeededCost } from '../read/cost.ts';
import { fetchTicket } from '../read/fetch-ticket.ts';
import { asTicket, ticketIfNeeded } from '../read/loader.ts';
import { REQUIRES_SCOPE, withScopeFallback } from '../read/scope-fallback.ts';
import { TicketNode } from '../schema.ts';
import {
  PARAM_TO_INPUT,
  toTicketChanges,
  type UpdateInput,
  UpdateTicketInput,
  validateUpdate,
} from './input.ts';
import { assertExpected } from './precondition.ts';

const CLOSED = 'The ticket is closed: it accepts no changes.';
const CONFLICT = 'The ticket has changed. Read `ticket` before you retry.';

/**
 * The conflict behind a rejection; null if there is none. The API rejects a change of a closed ticket with a plain 400, so
 * unless that blames another parameter, the ticket is read: one upstream call.
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
  const record = await scope
    .call((extra) => fetchTicket(context.upstream, ticketId, extra))
    .catch(() => null);
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
        'The ticket after the change. Costs 1 upstream call if you select more than its ids. Null if the current user can ' +
        'no longer see it.',
      extensions: costs(ticketIfNeededCost),
      resolve: ({ ticketId }, _args, context, info) => ticketIfNeeded(ticketId, context, info),
    }),
  }),
});

const UpdateTicketPreview = previewType(
  'UpdateTicketPreview',
  'Result of `validateOnly`: the request that would be sent. Nothing was read or sent.',
);

builder.mutationField('updateTicket', (t) =>
  t.errorUnionField({
    types: [UpdateTicketSuccess, UpdateTicketPreview, ...MUTATION_ERRORS],
    nullable: true,
    description:
      'Changes the given fields of a ticket. The last write wins, unless you send `expectedState` or `expectedUpdatedAt`.',
    args: { input: t.arg({ type: UpdateTicketInput, required: true, description: 'Ticket and changes.' }) },
    union: {
      name: 'UpdateTicketResult',
      description: 'The changed ticket, a preview, or a typed error.',
      resolveType: (value) => ('request' in value ? 'UpdateTicketPreview' : 'UpdateTicketSuccess'),
    },
    extensions: costs<{ input: UpdateInput }>((cost) =>
      cost.args.input.validateOnly
        ? {}
        : changeCost('updateTicket', cost, (name) => [
            oneCall('getTicket', name),
            ...(mayRead(cost.args.input) ? [oneCall('getTicket', `${name} before`)] : []),
          ]),
    ),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context.settings,
        async () => {
          const ticketId = ticketIdOf(input, ['input']);
          const issues = validateUpdate(input);
          if (issues.length > 0) throw new TicketValidationError(issues);
          const changes = toTicketChanges(input);
          if (input.validateOnly) {
            return { request: context.services.upstream.preview(updateTicket, { ...changes, ticketId }) };
          }
          await assertExpected(ticketId, input, context);
          try {
            await context.upstream.call(updateTicket, { ...changes, ticketId });
          } catch (error) {
            throw (await conflictOf(error, ticketId, context, info)) ?? error;
          }
          return { ticketId };
        },
        PARAM_TO_INPUT,
      ),
  }),
);

/** Whether `assertExpected` may read the ticket. */
function mayRead({ expectedState, expectedUpdatedAt, state }: UpdateInput): boolean {
  return expectedState != null || expectedUpdatedAt != null || state === 'invited';
}
