import { builder } from '../graphql/builder.ts';
import { oneCall } from '../graphql/cost.ts';
import { type NodeCost, registerNode } from '../graphql/node.ts';
import { UNKNOWN } from '../graphql/open-enum.ts';
import { TicketGeolocation } from '../ticket/enums.ts';
import { splitChildId } from '../ticket/id.ts';
import { TicketAgent } from '../ticket/participants.ts';
import { ticketName } from '../ticket/read/cost.ts';
import { nullOnNotFound } from '../upstream/null-on-not-found.ts';
import { eventKinds, eventSources } from './event-kinds.ts';
import { timelineLoader } from './loader.ts';
import { TicketEvent } from './model.ts';

const TicketEventName = builder.enumType('TicketEventName', {
  description: 'The kind of an event. An open list upstream.',
  values: eventKinds.values,
});

const TicketEventSource = builder.enumType('TicketEventSource', {
  description: 'Who caused an event. An open list upstream.',
  values: eventSources.values,
});

registerNode(
  'TicketEvent',
  async (id, context) => {
    const [ticketId, key] = splitChildId(id);
    const timeline = await nullOnNotFound(timelineLoader(context).load(ticketId));
    return timeline?.find((entry) => entry instanceof TicketEvent && entry.key === key) ?? null;
  },
  eventNodeCost,
);

/** The timeline of its ticket is read for it. */
function eventNodeCost(id: string): ReturnType<NodeCost> {
  return { lines: [oneCall('listEvents', ticketName(splitChildId(id)[0]))], yields: `TicketEvent ${id}` };
}

/** An entry of a ticket's timeline. */
export const TicketEventNode = builder.node(TicketEvent, {
  name: 'TicketEvent',
  description: 'An entry of the timeline of a ticket.',
  id: { resolve: ({ ticketId, key }) => `${ticketId}:${key}`, description: 'Global id, opaque.' },
  fields: (t) => ({
    eventId: t.id({
      nullable: true,
      description: 'Id in the ticket API, where it gives one. On the wire: `id`.',
      resolve: ({ record }) => record.id,
    }),
    name: t.field({
      type: TicketEventName,
      nullable: false,
      description: 'What happened; `UNKNOWN` for a kind this gateway does not know.',
      resolve: ({ record }) => eventKinds.from(record.name) ?? UNKNOWN,
    }),
    nameRaw: t.string({
      nullable: false,
      description: 'What happened, as the API sent it. On the wire: `eventName`.',
      resolve: ({ record }) => record.name,
    }),
    occurredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it happened. On the wire: `timestamp`.',
      resolve: ({ record }) => record.timestamp,
    }),
    source: t.field({
      type: TicketEventSource,
      nullable: true,
      description: 'Who caused it.',
      resolve: ({ record }) => eventSources.from(record.source),
    }),
    sourceRaw: t.string({
      nullable: true,
      description: 'Who caused it, as the API sent it. On the wire: `source`.',
      resolve: ({ record }) => record.source,
    }),
    agent: t.field({
      type: TicketAgent,
      nullable: true,
      description: 'The agent it is about, where its kind tells one.',
      resolve: ({ record }) => (record.agent === null ? null : { record: record.agent, ticket: null }),
    }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'The position it tells. On the wire: `geoloc`.',
      resolve: ({ record }) => record.geoloc,
    }),
    data: t.field({
      type: 'JSONObject',
      nullable: true,
      description: 'What an event of an unknown kind carries, as the API sent it; null for known kinds.',
      resolve: ({ record }) =>
        eventKinds.from(record.name) === UNKNOWN && record.data !== null ? { ...record.data } : null,
    }),
  }),
});
