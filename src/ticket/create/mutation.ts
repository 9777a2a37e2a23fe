import { builder } from '../../graphql/builder.ts';
import { callerLine, costs, oneCall } from '../../graphql/cost.ts';
import { selectsExtension } from '../../graphql/lookahead.ts';
import { idempotencyKey } from '../../idempotency/key.ts';
import { KEYED_MUTATION_ERRORS } from '../errors/error-types.ts';
import { TicketValidationError } from '../errors/errors.ts';
import { type RequestPreview, TicketRequest } from '../errors/request-preview.ts';
import { runMutation } from '../errors/run-mutation.ts';
import { ticketAtMostCost } from '../read/cost.ts';
import { ticketIfNeeded } from '../read/loader.ts';
import { REQUIRES_SCOPE } from '../read/scope-fallback.ts';
import { TicketNode } from '../schema.ts';
import type { Created } from './find-created.ts';
import { type CreateInput, CreateTicketInput, PARAM_TO_INPUT } from './input.ts';
import { createTicketOperation } from './intent.ts';
import { previewCreation } from './preview.ts';
import { refusedRecipients } from './recipient-allowlist.ts';
import { newTicket, validateCreate } from './validate.ts';

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
        'The new ticket. Comes with the call that creates it; a replayed one is read as it is now, one more upstream call, ' +
        'and is null if it is gone meanwhile.',
      extensions: costs(ticketAtMostCost),
      resolve: ({ ticket, ticketId }, _args, context, info) =>
        ticket ?? ticketIfNeeded(ticketId, context, info),
    }),
    ticketId: t.exposeID('ticketId', { nullable: false, description: 'Its id in the ticket API.' }),
    replayed: t.exposeBoolean('replayed', {
      nullable: false,
      description:
        'True if an earlier request with the same idempotency key created it, or the same request at the same time.',
    }),
  }),
});

const CreateTicketPreview = builder.objectRef<{ request: RequestPreview }>('CreateTicketPreview').implement({
  description: 'What `validateOnly` answers: the request that would be sent. Nothing was sent.',
  fields: (t) => ({
    request: t.expose('request', { type: TicketRequest, nullable: false, description: 'The request.' }),
  }),
});

builder.mutationField('createTicket', (t) =>
  t.errorUnionField({
    types: [CreateTicketSuccess, CreateTicketPreview, ...KEYED_MUTATION_ERRORS],
    nullable: true,
    description:
      'Creates a ticket, and invites if asked to. Not idempotent upstream, so it is never sent twice here: a lost answer is ' +
      'looked for by `reference`. With an idempotency key it happens once however often it is asked for.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The new ticket.' }) },
    union: {
      name: 'CreateTicketResult',
      description: 'The new ticket, or why there is none.',
      resolveType: (value) => ('request' in value ? 'CreateTicketPreview' : 'CreateTicketSuccess'),
    },
    extensions: costs<{ input: CreateInput }>((ask) => ({
      lines: ask.args.input.validateOnly
        ? []
        : [
            callerLine(ask),
            oneCall('createTicket', 'new', ask.selects(REQUIRES_SCOPE) ? 2 : 1),
            { ...oneCall('listTickets', 'lost'), planned: 0 },
          ],
      yields: 'new ticket',
    })),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context,
        async () => {
          const issues = [
            ...validateCreate(input),
            ...refusedRecipients(input, context.settings.recipientAllowlist),
          ];
          if (issues.length > 0) throw new TicketValidationError(issues);
          const given = { input: input.idempotencyKey, header: context.idempotencyKey };
          const key = idempotencyKey({ ...given, responseKey: String(info.path.key) });
          const wantsScope = selectsExtension(info, REQUIRES_SCOPE);
          if (input.validateOnly) return { request: await previewCreation(input, key, wantsScope, context) };
          const caller = await context.caller();
          const facts = { key, caller, wantsScope, context };
          const { idempotency } = context.services;
          const { result, replayed } = await idempotency.run(
            createTicketOperation(newTicket(input, caller.user.id), facts),
          );
          return { ...result, replayed };
        },
        PARAM_TO_INPUT,
      ),
  }),
);
