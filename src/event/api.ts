/** Timelines as the ticket API has them. */
import { agent, geoPoint, shortLived, TICKET_TAG, ticketId } from '../ticket/api.ts';
import {
  endpoint,
  field,
  isObject,
  type RecordType,
  type RowOf,
  record,
} from '../upstream/endpoint/declare.ts';
import { pageOf } from '../upstream/endpoint/decode.ts';
import { datetime, id, json, string, stringOrEmpty } from '../upstream/endpoint/fields.ts';
import type { Renames } from '../upstream/endpoint/type.ts';

const common = record('event', {
  id: field('id', id, 'documented'),
  /** Kind of event, such as `ticket.assigned`; an empty text if the row has none. */
  name: field('eventName', stringOrEmpty, 'documented'),
  timestamp: field('timestamp', datetime, 'documented'),
  /** `agent`, `guest` and `system` are known. */
  source: field('source', string, 'documented'),
  data: field('data', json, 'documented'),
});

/** Attributes of some kinds of event, inside `data` or beside it. */
const attributes = record('eventAttributes', {
  agent: field('agent', agent, 'documented'),
  geoloc: field('geoloc', geoPoint, 'documented'),
});

/** An event. Nothing is certain. */
export interface EventRecord extends Omit<RowOf<typeof common>, 'data'>, Readonly<RowOf<typeof attributes>> {
  /** The attributes of its kind, as they came: the row's `data` and what stands beside it. Null without any. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** An event. */
export const event: RecordType<EventRecord> = Object.assign(
  (renames: Renames) => {
    const [decodeCommon, decodeAttributes] = [common(renames), attributes(renames)];
    const commonNames = Object.entries(common.fields).flatMap(
      ([name, { wire }]) => renames('event', name) ?? wire,
    );
    return (raw: unknown): EventRecord | null => {
      const row = decodeCommon(raw);
      if (row === null || !isObject(raw)) return null;
      const beside = Object.entries(raw).filter(([name]) => !commonNames.includes(name));
      const data = isObject(row.data) ? row.data : {};
      const particular = { ...Object.fromEntries(beside), ...data };
      const { agent = null, geoloc = null } = decodeAttributes(particular) ?? {};
      const hasData = isObject(row.data) || beside.length > 0;
      return { ...row, agent, geoloc, data: hasData ? particular : null };
    };
  },
  { recordName: common.recordName, fields: { ...common.fields, ...attributes.fields } },
);

/** Lists the events of a ticket, oldest first. It has neither pages nor filters. */
export const listEvents = endpoint({
  name: 'listEvents',
  method: 'GET',
  path: '/tickets/{ticketId}/events',
  kind: 'read',
  returns: pageOf(event),
  circuit: 'nested',
  cache: shortLived(15),
  about: { tags: [TICKET_TAG] },
  params: { ticketId },
});
