import { builder } from '../graphql/builder.ts';
import { GraphError } from '../graphql/errors.ts';
import { registerNode } from '../graphql/node.ts';
import { UNKNOWN } from '../graphql/open-enum.ts';
import { openEnumFields, recordFields } from '../graphql/record-fields.ts';
import type { TicketRecord } from './api.ts';
import { TicketGeolocation, TicketGroup, TicketService, ticketTypes } from './enums.ts';
import { validTicketId } from './id.ts';
import { Ticket } from './model.ts';
import { participantsOf, TicketAgent, TicketParticipant, TicketRequestor } from './participants.ts';
import { ticketNodeCost } from './read/cost.ts';
import { ID_ONLY, loadTicket } from './read/loader.ts';
import { states, transitionsFrom } from './state.ts';

registerNode(
  'Ticket',
  async (id, context, info) => loadTicket(validTicketId(id, ['id']), context, info),
  ticketNodeCost,
);

/** A ticket lacks its row only if `selectsOtherThan` saw that the client selects no field that needs it. */
function recordOf({ record }: Ticket): TicketRecord {
  if (record === null) throw new GraphError('INTERNAL_SERVER_ERROR');
  return record;
}

/** A ticket: the entry point of a session. The concepts of media and events add their fields to it. */
export const TicketNode = builder.node(Ticket, {
  name: 'Ticket',
  description:
    'A remote assistance session: an agent invites a guest, they meet, the ticket API records media files and events, and ' +
    'the ticket is closed.',
  id: {
    resolve: (ticket) => ticket.id,
    description: 'Global id (opaque).',
    extensions: { [ID_ONLY]: true },
  },
  fields: (t) => ({
    ticketId: t.exposeID('id', {
      nullable: false,
      description: 'Id in the ticket API. On the wire: `id`.',
      extensions: { [ID_ONLY]: true },
    }),
    state: t.field({
      type: states.type,
      nullable: false,
      description: 'State. `UNKNOWN` for a state that this gateway does not know.',
      resolve: (ticket) => states.from(recordOf(ticket).state) ?? UNKNOWN,
    }),
    stateRaw: t.string({
      nullable: false,
      description: 'State as the API sent it; empty if it sent none. On the wire: `state`.',
      resolve: (ticket) => recordOf(ticket).state,
    }),
    transitions: t.field({
      type: [states.type],
      nullable: false,
      description: 'States that may follow. A hint: the ticket API decides.',
      resolve: (ticket) => [...transitionsFrom(recordOf(ticket).state)],
    }),
    ...openEnumFields(t, recordOf, {
      type: [ticketTypes, 'type', 'Type.', 'Type as the API sent it. On the wire: `type`.'],
    }),
    ...recordFields(t, recordOf, {
      subject: ['String', 'Subject of the invitation email.'],
      reference: ['String', 'Your reference, such as a case number. Not unique.'],
      description: ['String', 'Free text. May contain HTML: treat it as untrusted.'],
      language: ['String', 'Language of the notifications (ISO 639-1). The API may add values.'],
      createdAt: ['DateTime', 'Creation time. On the wire: `created`.'],
      updatedAt: ['DateTime', 'Time of the last change. On the wire: `modified`.'],
      startTime: [
        'DateTime',
        'Planned or actual start. Null if the ticket is not scheduled. On the wire: `start_time`.',
      ],
      endTime: ['DateTime', 'Planned or actual end. On the wire: `end_time`.'],
      durationMinutes: ['Int', 'Planned duration in minutes. On the wire: `duration`.'],
      conversationId: ['String', 'Id of the conversation. On the wire: `conversation_id`.'],
    }),
    service: t.field({
      type: TicketService,
      nullable: true,
      description: 'Service that the ticket belongs to. On the wire: `service_key`.',
      resolve: (ticket) => {
        const { serviceKey } = recordOf(ticket);
        return serviceKey === null ? null : { serviceKey };
      },
    }),
    group: t.field({
      type: TicketGroup,
      nullable: true,
      description: 'User group whose agents may handle the ticket.',
      resolve: (ticket) => recordOf(ticket).group,
    }),
    agent: t.field({
      type: TicketAgent,
      nullable: true,
      description: 'Agent who handles the ticket.',
      resolve: (ticket) => {
        const { agent } = recordOf(ticket);
        return agent === null ? null : { record: agent, ticket };
      },
    }),
    requestor: t.field({
      type: TicketRequestor,
      nullable: true,
      description: 'Guest that the ticket is for.',
      resolve: (ticket) => recordOf(ticket).requestor,
    }),
    participants: t.field({
      type: [TicketParticipant],
      nullable: false,
      description: 'The requestor, the agent, and the other participants that the API sent.',
      resolve: (ticket) => participantsOf(recordOf(ticket)),
    }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'Last known position of the guest. On the wire: `geoloc`.',
      resolve: (ticket) => recordOf(ticket).geoloc,
    }),
  }),
});
