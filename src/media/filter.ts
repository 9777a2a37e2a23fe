import { builder } from '../graphql/builder.ts';
import { TicketOrderDirection } from '../ticket/enums.ts';

const TicketMediaOrderField = builder.enumType('TicketMediaOrderField', {
  description: 'Sort field. The ticket API documents only CREATED_AT; the others are inferred.',
  values: {
    CREATED_AT: { value: 'date', description: 'Creation time.' },
    TITLE: { value: 'title', description: 'Title.' },
    MEDIA_ID: { value: 'id', description: 'Id in the ticket API.' },
  } as const,
});

/** The order of a list. */
export const TicketMediaOrder = builder.inputType('TicketMediaOrder', {
  description: 'Sort order of media files.',
  fields: (t) => ({
    field: t.field({
      type: TicketMediaOrderField,
      required: true,
      defaultValue: 'date',
      description: 'Sort field. On the wire: `orderby`.',
    }),
    direction: t.field({
      type: TicketOrderDirection,
      required: true,
      defaultValue: 'desc',
      description: 'Sort direction. On the wire: `order`.',
    }),
  }),
});

/** Every filter parameter of the API, except those that download files. */
export const TicketMediaFilter = builder.inputType('TicketMediaFilter', {
  description: 'Filter for media files.',
  fields: (t) => ({
    statuses: t.stringList({
      description: 'Statuses, as the ticket API spells them. Default: `completed`. On the wire: `status`.',
    }),
    mediaType: t.string({
      description: 'Broad type: `image`, `video`, `audio`, `text`, `application`. On the wire: `media_type`.',
    }),
    sourceType: t.string({
      description: 'Origin: `snapshot`, `capture`, `recording`, `upload`. On the wire: `source_type`.',
    }),
    search: t.string({ description: 'Text search. On the wire: `search`.' }),
    tag: t.string({ description: 'Tag. On the wire: `tag`.' }),
    userId: t.id({
      description:
        'User id of the author in the ticket API; `all` requires the admin role. On the wire: `user`.',
    }),
    groupId: t.id({ description: 'User group id in the ticket API. On the wire: `group`.' }),
    createdAfter: t.field({
      type: 'DateTime',
      description: 'Created after this time. On the wire: `since`.',
    }),
    createdBefore: t.field({
      type: 'DateTime',
      description: 'Created before this time. On the wire: `until`.',
    }),
  }),
});

/** A filter, as a client sent it. */
export type MediaFilterInput = typeof TicketMediaFilter.$inferInput;

/** An order, with its defaults. */
export type MediaOrderInput = typeof TicketMediaOrder.$inferInput;
