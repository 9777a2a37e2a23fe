/** A request that a mutation would make, shown instead of sent. */
import { builder } from '../../graphql/builder.ts';
import type { Place } from '../../upstream/endpoint/endpoint.ts';

/** A parameter of it; a null value is one that only a call could tell. */
interface ShownParameter {
  readonly name: string;
  readonly value: string | null;
  readonly place: Place;
}

/** The request, as people read it. */
export interface RequestPreview {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ShownParameter[];
}

const TicketRequestPlace = builder.enumType('TicketRequestPlace', {
  description: 'Where a parameter travels.',
  values: {
    PATH: { value: 'path', description: 'In the path, for the name in braces.' },
    QUERY: { value: 'query', description: 'In the query string.' },
    FORM: { value: 'form', description: 'In a form body.' },
    JSON: { value: 'json', description: 'In a JSON body.' },
  } as const,
});

const TicketRequestParameter = builder.objectRef<ShownParameter>('TicketRequestParameter').implement({
  description: 'One parameter of a request to the ticket API.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'Its name on the wire.' }),
    value: t.exposeString('value', {
      nullable: true,
      description:
        'Its value as it would be written, before URL encoding. Null only for what depends on who the token belongs to, ' +
        'while that is not known yet: the default agent is the id of that user.',
    }),
    place: t.expose('place', { type: TicketRequestPlace, nullable: false, description: 'Where it travels.' }),
  }),
});

/** A request that was not sent. */
export const TicketRequest = builder.objectRef<RequestPreview>('TicketRequest').implement({
  description: 'A request to the ticket API that was not sent.',
  fields: (t) => ({
    method: t.exposeString('method', { nullable: false, description: 'The verb.' }),
    path: t.exposeString('path', {
      nullable: false,
      description: 'The path below the base of the API, such as `/tickets/{ticketId}`.',
    }),
    parameters: t.field({
      type: [TicketRequestParameter],
      nullable: false,
      description: 'Everything that would be sent, and nothing else.',
      resolve: ({ parameters }) => [...parameters],
    }),
  }),
});
