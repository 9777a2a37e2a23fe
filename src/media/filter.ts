import { builder } from '../graphql/builder.ts';
import { TicketOrderDirection } from '../ticket/enums.ts';

const TicketMediaOrderField = builder.enumType('TicketMediaOrderField', {
  description: 'What medias are sorted by. Only the date is certain upstream.',
  values: {
    CREATED_AT: { value: 'date', description: 'When it was made.' },
    TITLE: { value: 'title', description: 'Its title.' },
    MEDIA_ID: { value: 'id', description: 'Its id in the API.' },
  } as const,
});

/** The order of a list of medias. */
export const TicketMediaOrder = builder.inputType('TicketMediaOrder', {
  description: 'The order of a list of medias.',
  fields: (t) => ({
    field: t.field({
      type: TicketMediaOrderField,
      required: true,
      defaultValue: 'date',
      description: 'What to sort by. On the wire: `orderby`.',
    }),
    direction: t.field({
      type: TicketOrderDirection,
      required: true,
      defaultValue: 'desc',
      description: 'Which way. On the wire: `order`.',
    }),
  }),
});

/** Every list parameter of the medias, typed, but for those that answer a file. */
export const TicketMediaFilter = builder.inputType('TicketMediaFilter', {
  description: 'Which medias of a ticket.',
  fields: (t) => ({
    statuses: t.stringList({
      description:
        'Statuses, as the API spells them; without them it shows `completed` only. On the wire: `status`.',
    }),
    mediaType: t.string({
      description: 'Broad type: `image`, `video`, `audio`, `text`, `application`. On the wire: `media_type`.',
    }),
    sourceType: t.string({
      description: 'Origin: `snapshot`, `capture`, `recording`, `upload`. On the wire: `source_type`.',
    }),
    search: t.string({ description: 'Free text. On the wire: `search`.' }),
    tag: t.string({ description: 'One tag. On the wire: `tag`.' }),
    userId: t.id({
      description: 'Who made it, by the id in the API; `all` needs the admin role. On the wire: `user`.',
    }),
    groupId: t.id({ description: 'One user group, by its id in the API. On the wire: `group`.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Made after this. On the wire: `since`.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Made before this. On the wire: `until`.' }),
  }),
});

/** A filter as a client sent it. */
export type MediaFilterInput = typeof TicketMediaFilter.$inferInput;

/** An order, with its defaults filled in. */
export type MediaOrderInput = typeof TicketMediaOrder.$inferInput;
