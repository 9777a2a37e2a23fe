import { builder } from '../graphql/builder.ts';
import { registerNode } from '../graphql/node.ts';
import {
  TicketGeolocation,
  TicketGroup,
  TicketService,
  TicketState,
  TicketType,
  ticketTypes,
} from './enums.ts';
import { validTicketId } from './id.ts';
import { Ticket } from './model.ts';
import { participantsOf, TicketAgent, TicketParticipant, TicketRequestor } from './participants.ts';
import { ticketNodeCost } from './read/cost.ts';
import { fromRecord, ID_ONLY, loadTicket } from './read/loader.ts';
import { states, transitionsFrom } from './state.ts';

registerNode(
  'Ticket',
  async (id, context, info) => loadTicket(validTicketId(id, ['id']), context, info),
  ticketNodeCost,
);

/** A ticket: the entry point of a session. Medias and events hang their fields on it. */
export const TicketNode = builder.node(Ticket, {
  name: 'Ticket',
  description:
    'The entry point of a remote assistance session: somebody is invited, a session is held, medias and events are ' +
    'recorded, the ticket is closed.',
  id: {
    resolve: (ticket) => ticket.id,
    description: 'Global id, opaque.',
    extensions: { [ID_ONLY]: true },
  },
  fields: (t) => ({
    ticketId: t.exposeID('id', {
      nullable: false,
      description: 'Id in the ticket API. On the wire: `id`.',
      extensions: { [ID_ONLY]: true },
    }),
    state: t.field({
      type: TicketState,
      nullable: false,
      description: 'Where it is in its life; `UNKNOWN` for a state this gateway does not know.',
      resolve: fromRecord(({ state }) => states.from(state) ?? ''),
    }),
    stateRaw: t.string({
      nullable: false,
      description: 'The state as the API sent it; empty if it sent none. On the wire: `state`.',
      resolve: fromRecord(({ state }) => state),
    }),
    transitions: t.field({
      type: [TicketState],
      nullable: false,
      description: 'States that may follow: a hint, since the API decides.',
      resolve: fromRecord(({ state }) => [...transitionsFrom(state)]),
    }),
    type: t.field({
      type: TicketType,
      nullable: true,
      description: 'Kind of ticket.',
      resolve: fromRecord(({ type }) => ticketTypes.from(type)),
    }),
    typeRaw: t.string({
      nullable: true,
      description: 'Kind of ticket as the API sent it. On the wire: `type`.',
      resolve: fromRecord(({ type }) => type),
    }),
    subject: t.string({
      nullable: true,
      description: 'Subject of the email.',
      resolve: fromRecord(({ subject }) => subject),
    }),
    reference: t.string({
      nullable: true,
      description: 'Reference of the caller, such as a case number. Not unique.',
      resolve: fromRecord(({ reference }) => reference),
    }),
    description: t.string({
      nullable: true,
      description: 'Free text; may hold HTML, so treat it as untrusted.',
      resolve: fromRecord(({ description }) => description),
    }),
    language: t.string({
      nullable: true,
      description: 'Language of the notifications, ISO 639-1. An open list upstream.',
      resolve: fromRecord(({ language }) => language),
    }),
    service: t.field({
      type: TicketService,
      nullable: true,
      description: 'The service it belongs to. On the wire: `service_key`.',
      resolve: fromRecord(({ serviceKey }) => (serviceKey === null ? null : { serviceKey })),
    }),
    group: t.field({
      type: TicketGroup,
      nullable: true,
      description: 'The user group whose agents may treat it.',
      resolve: fromRecord(({ group }) => group),
    }),
    agent: t.field({
      type: TicketAgent,
      nullable: true,
      description: 'Whoever treats it.',
      resolve: fromRecord(({ agent }, ticket) => (agent === null ? null : { record: agent, ticket })),
    }),
    requestor: t.field({
      type: TicketRequestor,
      nullable: true,
      description: 'Whom it is for.',
      resolve: fromRecord(({ requestor }) => requestor),
    }),
    participants: t.field({
      type: [TicketParticipant],
      nullable: false,
      description: 'Everybody who takes part: the requestor, the agent, and whoever else the API names.',
      resolve: fromRecord(participantsOf),
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was created. On the wire: `created`.',
      resolve: fromRecord(({ createdAt }) => createdAt),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it last changed. On the wire: `modified`.',
      resolve: fromRecord(({ updatedAt }) => updatedAt),
    }),
    startTime: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Planned or actual start; null if it is not scheduled. On the wire: `start_time`.',
      resolve: fromRecord(({ startTime }) => startTime),
    }),
    endTime: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Planned or actual end. On the wire: `end_time`.',
      resolve: fromRecord(({ endTime }) => endTime),
    }),
    durationMinutes: t.int({
      nullable: true,
      description: 'Planned length in minutes. On the wire: `duration`.',
      resolve: fromRecord(({ durationMinutes }) => durationMinutes),
    }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'Last known position of the guest. On the wire: `geoloc`.',
      resolve: fromRecord(({ geoloc }) => geoloc),
    }),
    conversationId: t.string({
      nullable: true,
      description: 'Conversation behind the ticket. On the wire: `conversation_id`.',
      resolve: fromRecord(({ conversationId }) => conversationId),
    }),
  }),
});
