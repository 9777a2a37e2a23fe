import { builder } from '../graphql/builder.ts';
import { openEnum } from '../graphql/open-enum.ts';
import { states } from './state.ts';

/** The kinds of ticket that are known. */
export const ticketTypes = openEnum({
  'video-assistance': 'One guest and one agent.',
  'video-assistance-multi-participants': 'Several participants; takes no details of a single recipient.',
});

/** Whether a kind of ticket, as the API spells it, has several guests. */
export const isMultiParticipants = (type: string | null | undefined): boolean =>
  type != null && /multi-participants?$/.test(type);

/** The genders that are known. */
export const genders = openEnum({ male: 'Male.', female: 'Female.' });

/** State of a ticket in the graph. */
export const TicketState = builder.enumType('TicketState', {
  description: 'Where a ticket is in its life.',
  values: states.values,
});

/** Kind of ticket in the graph. */
export const TicketType = builder.enumType('TicketType', {
  description: 'The kind of a ticket. An open list upstream.',
  values: ticketTypes.values,
});

/** Gender in the graph. */
export const TicketGender = builder.enumType('TicketGender', {
  description: 'Gender of a recipient. An open list upstream.',
  values: genders.values,
});

/** A point on the map. */
export const TicketGeolocation = builder
  .objectRef<{ latitude: number; longitude: number }>('TicketGeolocation')
  .implement({
    description: 'A point on the map, in degrees (WGS 84).',
    fields: (t) => ({
      latitude: t.exposeFloat('latitude', { nullable: false, description: 'Degrees north.' }),
      longitude: t.exposeFloat('longitude', { nullable: false, description: 'Degrees east.' }),
    }),
  });

/** A user group, as a ticket names it: a stub that another subgraph may own. */
export const TicketGroup = builder.objectRef<{ id: string; name: string | null }>('TicketGroup').implement({
  description: 'A user group whose agents may treat the ticket.',
  fields: (t) => ({
    groupId: t.exposeID('id', { nullable: false, description: 'Id of the group in the API.' }),
    name: t.exposeString('name', { nullable: true, description: 'Its name.' }),
  }),
});

/** A contact, as a ticket names it: a stub that another subgraph may own. */
export const TicketContact = builder.objectRef<{ contactId: string }>('TicketContact').implement({
  description: 'A contact of the enterprise, known by its id.',
  fields: (t) => ({
    contactId: t.exposeID('contactId', { nullable: false, description: 'Id of the contact in the API.' }),
  }),
});

/** A service, as a ticket names it: a stub that another subgraph may own. */
export const TicketService = builder.objectRef<{ serviceKey: string }>('TicketService').implement({
  description: 'A service of the enterprise that tickets belong to.',
  fields: (t) => ({
    serviceKey: t.exposeID('serviceKey', {
      nullable: false,
      description: 'Its key, 32 letters and digits. On the wire: `service_key`.',
    }),
  }),
});

/** Which way a list is sorted; the values are the wire's. */
export const TicketOrderDirection = builder.enumType('TicketOrderDirection', {
  description: 'Direction of an order.',
  values: {
    ASC: { value: 'asc', description: 'Smallest, oldest first.' },
    DESC: { value: 'desc', description: 'Largest, newest first.' },
  } as const,
});
