import { builder } from '../../graphql/builder.ts';
import { callerLine, costs, oneCall } from '../../graphql/cost.ts';
import { selectsExtension } from '../../graphql/lookahead.ts';
import { idempotencyKey } from '../../idempotency/key.ts';
import { KEYED_MUTATION_ERRORS } from '../errors/error-types.ts';
import { runMutation, TicketValidationError } from '../errors/errors.ts';
import { previewType } from '../errors/request-preview.ts';
import { ticketAtMostCost } from '../read/cost.ts';
import { ticketIfNeeded } from '../read/loader.ts';
import { REQUIRES_SCOPE } from '../read/scope-fallback.ts';
import { TicketNode } from '../schema.ts';
import type { Created } from './find-created.ts';
import { type CreateInput, CreateTicketInput, newTicket, PARAM_TO_INPUT } from './input.ts';
import { createTicketOperation } from './intent.ts';
import { previewCreation } from './preview.ts';
import { validateCreate } from './validate.ts';

interface Success extends Created {
  readonly replayed: boolean;
}

const CreateTicketSuccess = builder.objectRef<Success>('CreateTicketSuccess').implement({
  description: 'The ticket was created.',
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description:
        'The new ticket. Costs no extra call, unless `replayed` is true: then it is read as it is now, for 1 upstream ' +
        'call, and is null if it no longer exists.',
      extensions: costs(ticketAtMostCost),
      resolve: ({ ticket, ticketId }, _args, context, info) =>
        ticket ?? ticketIfNeeded(ticketId, context, info),
    }),
    ticketId: t.exposeID('ticketId', { nullable: false, description: 'Id in the ticket API.' }),
    replayed: t.exposeBoolean('replayed', {
      nullable: false,
      description:
        'True if an earlier request with this key created the ticket, or a concurrent identical request.',
    }),
  }),
});

const CreateTicketPreview = previewType(
  'CreateTicketPreview',
  'Result of `validateOnly`: the request that would be sent. Nothing was sent.',
);

builder.mutationField('createTicket', (t) =>
  t.errorUnionField({
    types: [CreateTicketSuccess, CreateTicketPreview, ...KEYED_MUTATION_ERRORS],
    nullable: true,
    description:
      'Creates a ticket and, if `invite` is true, sends the invitation. The gateway never sends a creation twice: if the ' +
      'response is lost, it searches for the ticket by `reference`. With an idempotency key, retries create one ticket.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The new ticket.' }) },
    union: {
      name: 'CreateTicketResult',
      description: 'The new ticket, a preview, or a typed error.',
      resolveType: (value) => ('request' in value ? 'CreateTicketPreview' : 'CreateTicketSuccess'),
    },
    extensions: costs<{ input: CreateInput }>((cost) => ({
      lines: cost.args.input.validateOnly
        ? []
        : [
            callerLine(cost),
            oneCall('createTicket', 'new', cost.selects(REQUIRES_SCOPE) ? 2 : 1),
            { ...oneCall('listTickets', 'lost'), planned: 0 },
          ],
      yields: 'new ticket',
    })),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context.settings,
        async () => {
          const issues = validateCreate(input, context.settings.recipientAllowlist);
          if (issues.length > 0) throw new TicketValidationError(issues);
          const given = { input: input.idempotencyKey, header: context.idempotencyKey };
          const key = idempotencyKey({ ...given, responseKey: String(info.path.key) });
          const wantsScope = selectsExtension(info, REQUIRES_SCOPE);
          if (input.validateOnly) return { request: await previewCreation(input, key, wantsScope, context) };
          const caller = await context.caller();
          const ticket = newTicket(input, caller.user.id);
          const operation = createTicketOperation(ticket, { key, caller, wantsScope, context });
          const { result, replayed } = await context.services.idempotency.run(operation);
          return { ...result, replayed };
        },
        PARAM_TO_INPUT,
      ),
  }),
);
