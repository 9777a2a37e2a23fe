/** A request that a mutation would send, shown instead. */
import { builder } from '../../graphql/builder.ts';
import type { Place } from '../../upstream/endpoint/declare.ts';

/** A parameter; its value is null if only a call could find it. */
interface PreviewParameter {
  readonly name: string;
  readonly value: string | null;
  readonly place: Place;
}

/** The request, in readable form. */
export interface RequestPreview {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly PreviewParameter[];
}

const TicketRequestPlace = builder.enumType('TicketRequestPlace', {
  description: 'Location of a parameter in a request.',
  values: {
    PATH: { value: 'path', description: 'In the path, in place of the name in braces.' },
    QUERY: { value: 'query', description: 'In the query string.' },
    FORM: { value: 'form', description: 'In a form-encoded body.' },
    JSON: { value: 'json', description: 'In a JSON body.' },
  } as const,
});

const TicketRequestParameter = builder.objectRef<PreviewParameter>('TicketRequestParameter').implement({
  description: 'One parameter of a request to the ticket API.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'Name on the wire.' }),
    value: t.exposeString('value', {
      nullable: true,
      description:
        'Value before URL encoding. Null if it depends on the current user, whom the gateway does not know yet: the ' +
        'default agent is the id of that user.',
    }),
    place: t.expose('place', { type: TicketRequestPlace, nullable: false, description: 'Location.' }),
  }),
});

const TicketRequest = builder.objectRef<RequestPreview>('TicketRequest').implement({
  description: 'A request to the ticket API. It was not sent.',
  fields: (t) => ({
    method: t.exposeString('method', { nullable: false, description: 'HTTP method.' }),
    path: t.exposeString('path', {
      nullable: false,
      description: 'Path below the base URL of the API, such as `/tickets/{ticketId}`.',
    }),
    parameters: t.field({
      type: [TicketRequestParameter],
      nullable: false,
      description: 'All parameters.',
      resolve: ({ parameters }) => [...parameters],
    }),
  }),
});

/** Defines what a mutation returns for `validateOnly`. */
export const previewType = (name: string, description: string) =>
  builder.objectRef<{ request: RequestPreview }>(name).implement({
    description,
    fields: (t) => ({
      request: t.expose('request', { type: TicketRequest, nullable: false, description: 'The request.' }),
    }),
  });
