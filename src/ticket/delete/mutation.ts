import { builder } from '../../graphql/builder.ts';
import { costs } from '../../graphql/cost.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { MUTATION_ERRORS } from '../errors/error-types.ts';
import { runMutation } from '../errors/run-mutation.ts';
import { type TicketRef, ticketIdOf } from '../id.ts';
import { changeCost } from '../read/cost.ts';
import { forgetTicket } from '../read/loader.ts';
import { deleteTicket } from '../upstream/endpoints.ts';

const DeleteTicketInput = builder.inputType('DeleteTicketInput', {
  description: 'The ticket to delete, named by exactly one of `id` and `ticketId`.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
  }),
});

const DeleteTicketSuccess = builder.objectRef<{ ticketId: string }>('DeleteTicketSuccess').implement({
  description: 'The ticket is gone.',
  fields: (t) => ({
    deletedId: t.id({
      nullable: false,
      description: 'Global id of what is gone, for caches.',
      resolve: ({ ticketId }) => encodeGlobalId('Ticket', ticketId),
    }),
    deletedTicketId: t.exposeID('ticketId', { nullable: false, description: 'Its id in the ticket API.' }),
  }),
});

builder.mutationField('deleteTicket', (t) =>
  t.field({
    type: DeleteTicketSuccess,
    nullable: true,
    description: 'Deletes a ticket for good. Deleting it again answers TicketNotFoundError.',
    args: { input: t.arg({ type: DeleteTicketInput, required: true, description: 'Which ticket.' }) },
    errors: {
      types: MUTATION_ERRORS,
      union: {
        name: 'DeleteTicketResult',
        description: 'The ids of what is gone, or why it was not deleted.',
      },
    },
    extensions: costs<{ input: TicketRef }>((ask) => changeCost('deleteTicket', ask)),
    resolve: (_root, { input }, context) =>
      runMutation(context, async () => {
        const ticketId = ticketIdOf(input, ['input']);
        try {
          await deleteTicket(context.upstream, ticketId);
        } finally {
          forgetTicket(ticketId, context);
        }
        return { ticketId };
      }),
  }),
);
