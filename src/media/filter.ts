import { builder } from '../graphql/builder.ts';
import { equalsIgnoreCase } from '../lists/connection-page.ts';
import { filterOf, inputFields } from '../lists/filter-fields.ts';
import { TicketOrderDirection } from '../ticket/enums.ts';
import type { MediaRecord } from './api.ts';

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

const defineFilter = filterOf<MediaRecord>();

/** The filters, one row each. */
export const FILTERS = {
  statuses: defineFilter({
    input: (t) =>
      t.stringList({
        description: 'Statuses, as the ticket API spells them. Default: `completed`. On the wire: `status`.',
      }),
    param: 'status',
    matches: (row, value) => row.status === null || value.includes(row.status),
  }),
  mediaType: defineFilter({
    input: (t) =>
      t.string({
        description:
          'Broad type: `image`, `video`, `audio`, `text`, `application`. On the wire: `media_type`.',
      }),
    param: 'mediaType',
    matches: (row, value) => equalsIgnoreCase(value, row.mediaType),
  }),
  sourceType: defineFilter({
    input: (t) =>
      t.string({
        description: 'Origin: `snapshot`, `capture`, `recording`, `upload`. On the wire: `source_type`.',
      }),
    param: 'sourceType',
    matches: (row, value) => equalsIgnoreCase(value, row.sourceType),
  }),
  search: defineFilter({
    input: (t) => t.string({ description: 'Text search. On the wire: `search`.' }),
    param: 'search',
  }),
  tag: defineFilter({
    input: (t) => t.string({ description: 'Tag. On the wire: `tag`.' }),
    param: 'tag',
    matches: (row, value) => row.tags.length === 0 || row.tags.some((tag) => equalsIgnoreCase(value, tag)),
  }),
  userId: defineFilter({
    input: (t) =>
      t.id({
        description:
          'User id of the author in the ticket API; `all` requires the admin role. On the wire: `user`.',
      }),
    param: 'user',
  }),
  groupId: defineFilter({
    input: (t) => t.id({ description: 'User group id in the ticket API. On the wire: `group`.' }),
    param: 'group',
  }),
  createdAfter: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Created after this time. On the wire: `since`.' }),
    param: 'since',
    isBound: true,
  }),
  createdBefore: defineFilter({
    input: (t) =>
      t.field({ type: 'DateTime', description: 'Created before this time. On the wire: `until`.' }),
    param: 'until',
    isBound: true,
  }),
};

/** The filter of a list. Parameters that download files are not part of it. */
export const TicketMediaFilter = builder.inputType('TicketMediaFilter', {
  description: 'Filter for media files.',
  fields: (t) => inputFields(FILTERS, t),
});

/** A filter, as a client sent it. */
export type MediaFilterInput = typeof TicketMediaFilter.$inferInput;

/** An order, with its defaults. */
export type MediaOrderInput = typeof TicketMediaOrder.$inferInput;
