import { builder } from '../graphql/builder.ts';
import { callerLine, costs, oneCall } from '../graphql/cost.ts';
import { selectsExtension } from '../graphql/lookahead.ts';
import { CreateTicketInput, INPUT_OF } from './create-input.ts';
import { FAULTS } from './fault-types.ts';
import { ValidationFault, withFaults } from './faults.ts';
import { asTicket } from './loader.ts';
import type { Ticket } from './model.ts';
import { issuesOf, newTicket } from './new-ticket.ts';
import { TicketNode } from './schema.ts';
import { askingScope, NEEDS_SCOPE } from './scope.ts';
import { createTicket } from './upstream.ts';

const CreateTicketSuccess = builder.objectRef<{ ticket: Ticket }>('CreateTicketSuccess').implement({
  description: 'The ticket was created.',
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description: 'The new ticket.',
      resolve: ({ ticket }) => ticket,
    }),
  }),
});

builder.mutationField('createTicket', (t) =>
  t.field({
    type: CreateTicketSuccess,
    nullable: true,
    description:
      'Creates a ticket, and invites if asked to. Not idempotent upstream, so it is never sent twice here.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The new ticket.' }) },
    errors: {
      types: FAULTS,
      union: { name: 'CreateTicketResult', description: 'The new ticket, or why there is none.' },
    },
    extensions: costs((ask) => ({
      lines: [callerLine(ask), oneCall('createTicket', 'new', ask.selects(NEEDS_SCOPE) ? 2 : 1)],
      brings: 'new ticket',
    })),
    resolve: (_root, { input }, context, info) =>
      withFaults(async () => {
        const issues = issuesOf(input);
        if (issues.length > 0) throw new ValidationFault(issues);
        const ticket = await newTicket(input, context);
        const scope = askingScope(selectsExtension(info, NEEDS_SCOPE), context);
        const record = await scope.call((extra) => createTicket(context.upstream, { ...ticket, ...extra }));
        return { ticket: asTicket(record, scope.state(), context) };
      }, INPUT_OF),
  }),
);
