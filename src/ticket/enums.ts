import { builder } from '../graphql/builder.ts';
import { openEnum } from '../graphql/open-enum.ts';
import { states } from './state.ts';

/** The known types of ticket. */
export const ticketTypes = openEnum('TicketType', 'Type of a ticket. The API may add values.', {
  'video-assistance': 'One guest and one agent.',
  'video-assistance-multi-participants': 'Several participants. Takes no `recipient` details.',
});

/** Whether a type of ticket, as the API spells it, has several guests. */
export const isMultiParticipants = (type: string | null | undefined): boolean =>
  type != null && /multi-participants?$/.test(type);

/** The known genders. */
export const genders = openEnum('TicketGender', 'Gender of a guest. The API may add values.', {
  male: 'Male.',
  female: 'Female.',
});

/** State of a ticket in the graph. */
export const TicketState = states.type;

/** A point on the map. */
export const TicketGeolocation = builder
  .objectRef<{ latitude: number; longitude: number }>('TicketGeolocation')
  .implement({
    description: 'A position, in degrees (WGS 84).',
    fields: (t) => ({
      latitude: t.exposeFloat('latitude', { nullable: false, description: 'Degrees north.' }),
      longitude: t.exposeFloat('longitude', { nullable: false, description: 'Degrees east.' }),
    }),
  });

/** A user group: a stub that another subgraph may own. */
export const TicketGroup = builder.objectRef<{ id: string; name: string | null }>('TicketGroup').implement({
  description: 'A user group. Its agents may handle the ticket.',
  fields: (t) => ({
    groupId: t.exposeID('id', { nullable: false, description: 'Id in the ticket API.' }),
    name: t.exposeString('name', { nullable: true, description: 'Name.' }),
  }),
});

/** A contact: a stub that another subgraph may own. */
export const TicketContact = builder.objectRef<{ contactId: string }>('TicketContact').implement({
  description: 'A contact of the enterprise. The ticket API sends only its id.',
  fields: (t) => ({
    contactId: t.exposeID('contactId', { nullable: false, description: 'Id in the ticket API.' }),
  }),
});

/** A service: a stub that another subgraph may own. */
export const TicketService = builder.objectRef<{ serviceKey: string }>('TicketService').implement({
  description: 'A service of the enterprise. Every ticket belongs to one.',
  fields: (t) => ({
    serviceKey: t.exposeID('serviceKey', {
      nullable: false,
      description: 'Key: 32 letters and digits. On the wire: `service_key`.',
    }),
  }),
});

/** The direction of an order. */
export const TicketOrderDirection = builder.enumType('TicketOrderDirection', {
  description: 'Sort direction.',
  values: {
    ASC: { value: 'asc', description: 'Ascending: smallest or oldest first.' },
    DESC: { value: 'desc', description: 'Descending: largest or newest first.' },
  } as const,
});
