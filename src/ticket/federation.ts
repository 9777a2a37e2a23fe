import { type Entity, keyField, type Reference } from '../graphql/entity.ts';
import { type TicketRef, ticketIdOf } from './id.ts';
import { ticketCost } from './read/cost.ts';
import { loadTicket } from './read/loader.ts';

/**
 * Tickets and what they name, in a federated graph. A router sends the global id back as it got it, so it is opened here;
 * where it knows both ids, that of the ticket API is taken.
 */
export const ticketEntities: readonly Entity[] = [
  {
    type: 'Ticket',
    keys: ['id', 'ticketId'],
    load: async (reference, context, info) =>
      loadTicket(ticketIdOf(namedBy(reference), ['representations']), context, info),
    cost: (reference, ask) => ticketCost({ ...ask, args: namedBy(reference) }),
  },
  { type: 'TicketContact', keys: ['contactId'] },
  { type: 'TicketGroup', keys: ['groupId'] },
  { type: 'TicketService', keys: ['serviceKey'] },
];

function namedBy(reference: Reference): TicketRef {
  const ticketId = keyField(reference, 'ticketId');
  return ticketId === undefined ? { id: keyField(reference, 'id') } : { ticketId };
}
