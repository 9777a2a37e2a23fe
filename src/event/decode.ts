/** Rows of a timeline into records. */
import { z } from 'zod';
import { decodeAgent } from '../ticket/upstream/decode.ts';
import { type RowDecoder, rowDecoder } from '../upstream/endpoint/decode.ts';
import { instant, optionalId, point, text } from '../upstream/endpoint/fields.ts';
import type { EventRecord } from './record.ts';

export type * from './record.ts';

/** The part that all events have; the rest is particular to the kind and may stand inside `data` or beside it. */
const commonPart = {
  id: optionalId,
  eventName: text,
  timestamp: instant,
  source: text,
  data: z.unknown().optional(),
};

const eventSchema = z
  .looseObject(commonPart)
  .transform(({ id, eventName, timestamp, source, data, ...beside }): EventRecord => {
    const particular = { ...beside, ...asObject(data) };
    return {
      id,
      name: eventName ?? '',
      timestamp,
      source,
      agent: decodeAgent(particular['agent']),
      geoloc: point.parse(particular['geoloc']),
      data: isObject(data) || Object.keys(beside).length > 0 ? particular : null,
    };
  });

/** One event row; null only if it is no object at all. */
export const decodeEvent: RowDecoder<EventRecord> = rowDecoder(eventSchema);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
