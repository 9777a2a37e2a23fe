import { builder } from '../../graphql/builder.ts';
import { costs } from '../../graphql/cost.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { deleteTicket } from '../api.ts';
import { MUTATION_ERRORS } from '../errors/error-types.ts';
import { runMutation } from '../errors/errors.ts';
import { type TicketRef, ticketIdOf } from '../id.ts';
import { changeCost } from '../read/cost.ts';

const DeleteTicketInput = builder.inputType('DeleteTicketInput', {
  description: 'Ticket to delete, identified by exactly one of `id` and `ticketId`.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
  }),
});

const DeleteTicketSuccess = builder.objectRef<{ ticketId: string }>('DeleteTicketSuccess').implement({
  description: 'The ticket was deleted.',
  fields: (t) => ({
    deletedId: t.id({
      nullable: false,
      description: 'Global id of the deleted ticket, to evict it from a client cache.',
      resolve: ({ ticketId }) => encodeGlobalId('Ticket', ticketId),
    }),
    deletedTicketId: t.exposeID('ticketId', { nullable: false, description: 'Id in the ticket API.' }),
  }),
});

builder.mutationField('deleteTicket', (t) =>
  t.field({
    type: DeleteTicketSuccess,
    nullable: true,
    description: 'Deletes a ticket permanently. A second call returns TicketNotFoundError.',
    args: {
      input: t.arg({ type: DeleteTicketInput, required: true, description: 'The ticket to delete.' }),
    },
    errors: {
      types: MUTATION_ERRORS,
      union: { name: 'DeleteTicketResult', description: 'The ids of the deleted ticket, or a typed error.' },
    },
    extensions: costs<{ input: TicketRef }>((input) => changeCost('deleteTicket', input)),
    resolve: (_root, { input }, context) =>
      runMutation(context.settings, async () => {
        const ticketId = ticketIdOf(input, ['input']);
        await context.upstream.call(deleteTicket, { ticketId });
        return { ticketId };
      }),
  }),
);
