import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import { MEDIA_KINDS } from '../files/media/media-kinds.ts';
import { storeMedia } from '../files/media/store-media.ts';
import { createWriter } from '../seed/writer.ts';
import { record } from '../ticket/timeline.ts';
import { AdminFault, unknown } from './errors.ts';

/** Times in ISO 8601 with Z; absent: now. */
const moment = z.iso.datetime().transform((text) => Math.floor(Date.parse(text) / 1000));
const point = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
const KINDS = ['snapshot', 'voice', 'log', 'report', 'recording'] as const;

/** Largest bytes that one call may bring, in base64: the body of a call is no file upload. */
const LARGEST = 4 * 1024 * 1024;

/**
 * A media for a ticket. Its file is made from `kind` and `seed`, or it is what `bytes` (base64) says, or there is none
 * (`status` other than `completed`). `mime_type` and `media_type` are those of the kind unless they are given.
 */
export const mediaInsertion = z.strictObject({
  ticket: z.int().positive(),
  title: z.string().min(1).max(200).default('Inserted'),
  description: z.string().nullable().default(null),
  status: z.enum(['completed', 'processing', 'error']).default('completed'),
  kind: z.enum(KINDS).default('snapshot'),
  seed: z.int().min(0).max(0x7fffffff).default(1),
  bytes: z.base64().max(LARGEST).optional(),
  media_type: z.string().optional(),
  mime_type: z.string().optional(),
  source_type: z.string().default('snapshot'),
  created: moment.optional(),
  tags: z.array(z.string()).max(20).default([]),
  geoloc: point.nullable().default(null),
  /** Id of the agent who produced it; null: the guest. */
  user: z.int().nullable().default(null),
});

/** An entry of a ticket's timeline, of any name. */
export const eventInsertion = z.strictObject({
  ticket: z.int().positive(),
  eventName: z.string().min(1).max(100),
  source: z.enum(['agent', 'guest', 'system']).default('system'),
  data: z.record(z.string(), z.unknown()).default({}),
  timestamp: moment.optional(),
});

interface Ground {
  store: Store;
  clock: Clock;
}

/** Puts a media under a ticket, without an event; answers its id. @throws AdminFault if there is no such ticket or user */
export function insertMedia(
  { store, clock }: Ground,
  wanted: z.output<typeof mediaInsertion>,
): { id: number } {
  mustExist(store, 'tickets', wanted.ticket);
  if (wanted.user !== null) mustExist(store, 'users', wanted.user);
  const { kind, seed, bytes, created, tags, geoloc, media_type, mime_type, ...rest } = wanted;
  const traits = MEDIA_KINDS[kind];
  const row = {
    ...rest,
    media_type: media_type ?? traits.media_type,
    mime_type: mime_type ?? traits.mime_type,
    created: created ?? clock.seconds(),
    tags_json: JSON.stringify(tags),
    lat: geoloc?.lat ?? null,
    lng: geoloc?.lng ?? null,
  };
  return store.transaction(() => {
    if (bytes !== undefined) {
      if (row.status !== 'completed') throw new AdminFault('Only a completed media has bytes.');
      return { id: storeMedia(store, row, Buffer.from(bytes, 'base64')) };
    }
    const size = row.status === 'completed' ? traits.size(seed) : null;
    return { id: createWriter(store).media({ ...row, kind, seed, size }) };
  });
}

/** Appends to a ticket's timeline. @throws AdminFault if there is no such ticket */
export function insertEvent({ store, clock }: Ground, wanted: z.output<typeof eventInsertion>): object {
  mustExist(store, 'tickets', wanted.ticket);
  const { ticket, eventName: name, source, data, timestamp } = wanted;
  record(store, { ticket, name, source, data, at: timestamp ?? clock.seconds() });
  return {};
}

function mustExist({ build, first }: Store, table: 'tickets' | 'users', id: number): void {
  if (first(build.selectFrom(table).select('id').where('id', '=', id)) === undefined)
    unknown(table === 'tickets' ? 'ticket' : 'user');
}
