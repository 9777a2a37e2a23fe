import { builder } from '../graphql/builder.ts';
import { costs } from '../graphql/cost.ts';
import { registerNode } from '../graphql/node.ts';
import { openEnum } from '../graphql/open-enum.ts';
import { TicketGeolocation } from '../ticket/enums.ts';
import { splitChildId } from '../ticket/id.ts';
import { User } from '../user/model.ts';
import { UserNode } from '../user/schema.ts';
import { findMedia, findMediaCost } from './loader.ts';
import { TicketMedia } from './model.ts';

const statuses = openEnum({
  completed: 'Ready to be read.',
  processing: 'Still being made.',
  error: 'Could not be made.',
});
const mediaTypes = openEnum({
  image: 'A picture.',
  video: 'A film.',
  audio: 'A sound recording.',
  text: 'A text.',
  application: 'A document or another file.',
});
const sourceTypes = openEnum({
  snapshot: 'A picture taken in the session.',
  capture: 'A capture of the screen.',
  recording: 'A recording of the session.',
  upload: 'A file that somebody sent.',
});

const TicketMediaStatus = builder.enumType('TicketMediaStatus', {
  description: 'Whether a media is ready. An open list upstream.',
  values: statuses.values,
});
const TicketMediaType = builder.enumType('TicketMediaType', {
  description: 'Broad type of a media. An open list upstream.',
  values: mediaTypes.values,
});
const TicketMediaSource = builder.enumType('TicketMediaSource', {
  description: 'How a media came to be. An open list upstream.',
  values: sourceTypes.values,
});

registerNode(
  'TicketMedia',
  (id, context) => {
    const [ticketId, mediaId] = splitChildId(id);
    return findMedia(ticketId, mediaId, context);
  },
  findMediaCost,
);

/** A media. */
export const TicketMediaNode = builder.node(TicketMedia, {
  name: 'TicketMedia',
  description: 'A file that belongs to a ticket: a snapshot, a recording, a document.',
  id: { resolve: ({ ticketId, record }) => `${ticketId}:${record.id}`, description: 'Global id, opaque.' },
  fields: (t) => ({
    mediaId: t.id({
      nullable: false,
      description: 'Id in the ticket API. On the wire: `id`.',
      resolve: ({ record }) => record.id,
    }),
    title: t.string({ nullable: true, description: 'Title.', resolve: ({ record }) => record.title }),
    description: t.string({
      nullable: true,
      description: 'Description.',
      resolve: ({ record }) => record.description,
    }),
    status: t.field({
      type: TicketMediaStatus,
      nullable: true,
      description: 'Whether it is ready.',
      resolve: ({ record }) => statuses.from(record.status),
    }),
    statusRaw: t.string({
      nullable: true,
      description: 'The status as the API sent it. On the wire: `status`.',
      resolve: ({ record }) => record.status,
    }),
    mediaType: t.field({
      type: TicketMediaType,
      nullable: true,
      description: 'Broad type.',
      resolve: ({ record }) => mediaTypes.from(record.mediaType),
    }),
    mediaTypeRaw: t.string({
      nullable: true,
      description: 'The broad type as the API sent it. On the wire: `media_type`.',
      resolve: ({ record }) => record.mediaType,
    }),
    mimeType: t.string({
      nullable: true,
      description: 'MIME type. On the wire: `mime_type`.',
      resolve: ({ record }) => record.mimeType,
    }),
    source: t.field({
      type: TicketMediaSource,
      nullable: true,
      description: 'How it came to be.',
      resolve: ({ record }) => sourceTypes.from(record.sourceType),
    }),
    sourceRaw: t.string({
      nullable: true,
      description: 'Its origin as the API sent it. On the wire: `source_type`.',
      resolve: ({ record }) => record.sourceType,
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Where the file can be read: keep it secret. It may expire, and may need the token.',
      resolve: ({ record }) => record.url,
    }),
    sizeBytes: t.float({
      nullable: true,
      description: 'Bytes; a Float, since files pass 2 GB. On the wire: `size`.',
      resolve: ({ record }) => record.sizeBytes,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was made. On the wire: `created`.',
      resolve: ({ record }) => record.createdAt,
    }),
    tags: t.stringList({ nullable: false, description: 'Tags.', resolve: ({ record }) => [...record.tags] }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'Where it was taken. On the wire: `geoloc`.',
      resolve: ({ record }) => record.geoloc,
    }),
    user: t.field({
      type: UserNode,
      nullable: true,
      description: 'The account that made it; null if the API gave no id.',
      extensions: costs(() => ({ rowsLoaded: false })),
      resolve: ({ record }) => (record.user?.id == null ? null : new User(record.user.id)),
    }),
    userName: t.string({
      nullable: true,
      description: 'The name of who made it.',
      resolve: ({ record }) => record.user?.name ?? null,
    }),
  }),
});
