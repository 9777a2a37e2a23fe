import { keyField, type Reference, registerEntities } from '../graphql/entity.ts';
import { type TicketRef, ticketIdOf } from './id.ts';
import { ticketCost } from './read/cost.ts';
import { loadTicket } from './read/loader.ts';

registerEntities([
  {
    type: 'Ticket',
    keys: ['id', 'ticketId'],
    load: async (reference, context, info) =>
      loadTicket(ticketIdOf(refOf(reference), ['representations']), context, info),
    cost: (reference, input) => ticketCost({ ...input, args: refOf(reference) }),
  },
  { type: 'TicketContact', keys: ['contactId'] },
  { type: 'TicketGroup', keys: ['groupId'] },
  { type: 'TicketService', keys: ['serviceKey'] },
]);

/** A router may send both ids: the id of the ticket API wins. */
function refOf(reference: Reference): TicketRef {
  const ticketId = keyField(reference, 'ticketId');
  return ticketId === undefined ? { id: keyField(reference, 'id') } : { ticketId };
}
