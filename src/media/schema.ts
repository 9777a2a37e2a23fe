import { builder } from '../graphql/builder.ts';
import { costs } from '../graphql/cost.ts';
import { registerNode } from '../graphql/node.ts';
import { openEnum } from '../graphql/open-enum.ts';
import { openEnumFields, recordFields } from '../graphql/record-fields.ts';
import { TicketGeolocation } from '../ticket/enums.ts';
import { splitChildId } from '../ticket/id.ts';
import { User } from '../user/model.ts';
import { UserNode } from '../user/schema.ts';
import { findMedia, findMediaCost } from './loader.ts';
import { TicketMedia } from './model.ts';

const statuses = openEnum('TicketMediaStatus', 'Whether a media file is ready. The API may add values.', {
  completed: 'The file is ready.',
  processing: 'The file is being processed.',
  error: 'Processing failed.',
});
const mediaTypes = openEnum('TicketMediaType', 'Broad type of a media file. The API may add values.', {
  image: 'Image.',
  video: 'Video.',
  audio: 'Audio recording.',
  text: 'Text.',
  application: 'Document or other file.',
});
const sources = openEnum('TicketMediaSource', 'Origin of a media file. The API may add values.', {
  snapshot: 'Picture taken during the session.',
  capture: 'Screen capture.',
  recording: 'Recording of the session.',
  upload: 'Uploaded file.',
});

registerNode('TicketMedia', (id, context) => findMedia(...splitChildId(id), context), findMediaCost);

const recordOf = ({ record }: TicketMedia) => record;

/** A media file of a ticket. */
export const TicketMediaNode = builder.node(TicketMedia, {
  name: 'TicketMedia',
  description: 'A file of a ticket, such as a snapshot, a recording or a document.',
  id: { resolve: ({ ticketId, record }) => `${ticketId}:${record.id}`, description: 'Global id (opaque).' },
  fields: (t) => ({
    mediaId: t.id({
      nullable: false,
      description: 'Id in the ticket API. On the wire: `id`.',
      resolve: ({ record }) => record.id,
    }),
    ...openEnumFields(t, recordOf, {
      status: [statuses, 'status', 'Status.', 'Status as the API sent it. On the wire: `status`.'],
      mediaType: [
        mediaTypes,
        'mediaType',
        'Broad type.',
        'Broad type as the API sent it. On the wire: `media_type`.',
      ],
      source: [sources, 'sourceType', 'Origin.', 'Origin as the API sent it. On the wire: `source_type`.'],
    }),
    ...recordFields(t, recordOf, {
      title: ['String', 'Title.'],
      description: ['String', 'Description.'],
      mimeType: ['String', 'MIME type. On the wire: `mime_type`.'],
      url: ['URL', 'Download link. Keep it secret. It may expire, and may require the token.'],
      sizeBytes: ['Float', 'Size in bytes. A Float, because files may exceed 2 GB. On the wire: `size`.'],
      createdAt: ['DateTime', 'Creation time. On the wire: `created`.'],
    }),
    tags: t.stringList({ nullable: false, description: 'Tags.', resolve: ({ record }) => [...record.tags] }),
    geolocation: t.field({
      type: TicketGeolocation,
      nullable: true,
      description: 'Where the file was recorded. On the wire: `geoloc`.',
      resolve: ({ record }) => record.geoloc,
    }),
    user: t.field({
      type: UserNode,
      nullable: true,
      description: 'Account of the author. Null if the API sent no user id.',
      extensions: costs(() => ({ rowsLoaded: false })),
      resolve: ({ record }) => (record.user?.id == null ? null : new User(record.user.id)),
    }),
    userName: t.string({
      nullable: true,
      description: 'Name of the author.',
      resolve: ({ record }) => record.user?.name ?? null,
    }),
  }),
});
