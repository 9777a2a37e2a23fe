import { builder } from '../graphql/builder.ts';
import { oneCall } from '../graphql/cost.ts';
import { registerNode } from '../graphql/node.ts';
import { UNKNOWN } from '../graphql/open-enum.ts';
import { openEnumFields } from '../graphql/record-fields.ts';
import { TicketGeolocation } from '../ticket/enums.ts';
import { splitChildId } from '../ticket/id.ts';
import { TicketAgent } from '../ticket/participants.ts';
import { ticketName } from '../ticket/read/cost.ts';
import { nullOnNotFound } from '../upstream/errors.ts';
import { eventKinds, eventSources } from './event-kinds.ts';
import { timelineLoader } from './loader.ts';
import { TicketEvent } from './model.ts';

registerNode(
  'TicketEvent',
  async (id, context) => {
    const [ticketId, key] = splitChildId(id);
    const timeline = await nullOnNotFound(timelineLoader(context).load(ticketId));
    return timeline?.find((entry) => entry instanceof TicketEvent && entry.key === key) ?? null;
  },
  (id) => ({
    lines: [oneCall('listEvents', ticketName(splitChildId(id)[0]))],
    yields: `TicketEvent ${id}`,
  }),
);

const recordOf = ({ record }: TicketEvent) => record;

/** An entry of a ticket's timeline. */
export const TicketEventNode = builder.node(TicketEvent, {
  name: 'TicketEvent',
  description: 'An entry of the timeline of a ticket.',
  id: { resolve: ({ ticketId, key }) => `${ticketId}:${key}`, description: 'Global id (opaque).' },
  fields: (t) => ({
    eventId: t.id({
      nullable: true,
      description: 'Id in the ticket API, if it sent one. On the wire: `id`.',
      resolve: ({ record }) => record.id,
    }),
    name: t.field({
      type: eventKinds.type,
      nullable: false,
      description: 'Kind of event. `UNKNOWN` for a kind that this gateway does not know.',
      resolve: ({ record }) => eventKinds.from(record.name) ?? UNKNOWN,
    }),
    nameRaw: t.string({
      nullable: false,
      description: 'Kind of event as the API sent it. On the wire: `eventName`.',
      resolve: ({ record }) => record.name,
    }),
    occurredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time of the event. On the wire: `timestamp`.',
      resolve: ({ record }) => record.timestamp,
    }),
    ...openEnumFields(t, recordOf, {
      source: [
        eventSources,
        'source',
        'Who caused the event.',
        'Who caused the event, as the API sent it. On the wire: `source`.',
      ],
    }),
    agent: t.field({
      type: TicketAgent,
      nullable: true,
      description: 'Agent of the event, if its kind has one.',
      resolve: ({ record }) => (record.agent === null ? null : { record: record.agent, ticket: null }),
    }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'Position sent with the event. On the wire: `geoloc`.',
      resolve: ({ record }) => record.geoloc,
    }),
    data: t.field({
      type: 'JSONObject',
      nullable: true,
      description: 'Payload of an event of unknown kind, as the API sent it. Null for known kinds.',
      resolve: ({ record }) =>
        eventKinds.from(record.name) === UNKNOWN && record.data !== null ? { ...record.data } : null,
    }),
  }),
});
