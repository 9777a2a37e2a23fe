import { type Entity, keyOf } from '../graphql/entity.ts';
import { ticketIdOf } from './id.ts';
import { loadTicket } from './loader.ts';

/**
 * Tickets and what they name, in a federated graph. A router sends the global id back as it got it, so it is opened here;
 * where it knows both ids, that of the ticket API is taken.
 */
export const ticketEntities: readonly Entity[] = [
  {
    type: 'Ticket',
    keys: ['id', 'ticketId'],
    async load(reference, context, info) {
      const ticketId = keyOf(reference, 'ticketId');
      const named = ticketId === undefined ? { id: keyOf(reference, 'id') } : { ticketId };
      return loadTicket(ticketIdOf(named, ['representations']), context, info);
    },
  },
  { type: 'TicketContact', keys: ['contactId'] },
  { type: 'TicketGroup', keys: ['groupId'] },
  { type: 'TicketService', keys: ['serviceKey'] },
];
