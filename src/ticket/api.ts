/** Tickets as the ticket API has them: its records and endpoints. Names on the left are ours, names in quotes the API's. */
import type { CachePolicy } from '../upstream/cache/policy.ts';
import {
  endpoint,
  field,
  inferred,
  listOf,
  orShorthand,
  param,
  type RecordType,
  type RowOf,
  record,
  requiredField,
  type Values,
} from '../upstream/endpoint/declare.ts';
import { nothing, one, pageOf } from '../upstream/endpoint/decode.ts';
import {
  datetime,
  degrees,
  id,
  integer,
  link,
  string,
  stringOrEmpty,
  strings,
  toId,
} from '../upstream/endpoint/fields.ts';

/** A point on the map, in degrees. */
export const geoPoint = record('geoPoint', {
  latitude: requiredField('lat', degrees(90), 'documented'),
  longitude: requiredField('lng', degrees(180), 'documented'),
});

const agentRecord = record('agent', {
  id: field('id', id, 'inferred'),
  username: field('username', string, 'inferred'),
  firstName: field(['firstname', 'first_name'], string, 'documented'),
  lastName: field(['lastname', 'last_name'], string, 'documented'),
  /** A bare name or a display name. */
  name: field('name', string, 'inferred'),
  email: field('email', string, 'documented'),
  phone: field('phone', string, 'documented'),
  /** Logs a person in: a secret. Only with the extra scope. */
  url: field('url', link, 'inferred'),
});

/** An agent. A bare name has no id, a bare id no name. */
export type AgentRecord = RowOf<typeof agentRecord>;

const UNKNOWN_AGENT: AgentRecord = {
  id: null,
  username: null,
  firstName: null,
  lastName: null,
  name: null,
  email: null,
  phone: null,
  url: null,
};

/** The agent of a ticket or an event: an object, a bare name, or a bare id. */
export const agent: RecordType<AgentRecord> = orShorthand(agentRecord, (value) => {
  if (typeof value === 'string') return value === '' ? null : { ...UNKNOWN_AGENT, name: value };
  return Number.isSafeInteger(value) ? { ...UNKNOWN_AGENT, id: String(value) } : null;
});

const group = orShorthand(
  record('group', { id: requiredField('id', id, 'inferred'), name: field('name', string, 'inferred') }),
  (value) => {
    const groupId = toId(value);
    return groupId === null ? null : { id: groupId, name: null };
  },
);

const requestor = record('requestor', {
  /** Contact id. */
  id: field('id', id, 'seed'),
  name: field(['name', 'lastname', 'last_name'], string, 'seed'),
  firstName: field(['firstname', 'first_name'], string, 'seed'),
  company: field('company', string, 'seed'),
  gender: field('gender', string, 'seed'),
  /** ISO 3166-1 alpha-2, as far as the API keeps to it. */
  country: field('country', string, 'seed'),
  emails: field('email', strings, 'inferred'),
  phones: field('phone', strings, 'inferred'),
  /** Lets anyone join as the guest: a secret. */
  url: field('url', link, 'inferred'),
});

/** The guest of a ticket. */
export type RequestorRecord = RowOf<typeof requestor>;

/** A person in a ticket. The contract does not say that rows list them. */
const participant = record('participant', {
  id: field('id', id, 'inferred'),
  role: field('role', string, 'inferred'),
  username: field('username', string, 'inferred'),
  name: field('name', string, 'inferred'),
  firstName: field(['firstname', 'first_name'], string, 'inferred'),
  lastName: field(['lastname', 'last_name'], string, 'inferred'),
  emails: field('email', strings, 'inferred'),
  phones: field('phone', strings, 'inferred'),
  /** A secret, as the other links. */
  url: field('url', link, 'inferred'),
});

/** A ticket. Only the id is certain. */
export const ticket = record('ticket', {
  id: requiredField('id', id, 'documented'),
  /** As it came; an empty text if the row has none. */
  state: field('state', stringOrEmpty, 'documented'),
  type: field('type', string, 'inferred'),
  subject: field('subject', string, 'seed'),
  reference: field('reference', string, 'documented'),
  /** May hold HTML: untrusted. */
  description: field('description', string, 'inferred'),
  serviceKey: field('service_key', string, 'inferred'),
  language: field('language', string, 'inferred'),
  createdAt: field('created', datetime, 'documented'),
  updatedAt: field('modified', datetime, 'documented'),
  startTime: field('start_time', datetime, 'documented'),
  endTime: field('end_time', datetime, 'documented'),
  durationMinutes: field('duration', integer, 'inferred'),
  agent: field('agent', agent, 'inferred'),
  group: field('group', group, 'inferred'),
  requestor: field('requestor', requestor, 'inferred'),
  participants: field('participants', listOf(participant), 'inferred'),
  /** The last known position of the guest. */
  geoloc: field('geoloc', geoPoint, 'inferred'),
  conversationId: field('conversation_id', string, 'inferred'),
});

/** A ticket. Only the id is certain. */
export type TicketRecord = RowOf<typeof ticket>;

/** The id of a ticket in a path. */
export const ticketId = param('id', 'ticketId', 'seed', 'seed', { place: 'path' });

/** Extra scopes, a comma list. Only `sso` is public: it adds the agent's join link. */
const scope = param('string', 'scope', 'documented', 'inferred');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A policy for what changes while a client shows it. */
export const shortLived = (seconds: number, staleMinutes = 5): CachePolicy => ({
  maxAgeMs: seconds * SECOND,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: staleMinutes * MINUTE,
});

/** The tag of one ticket and of all that belongs to it. */
export const TICKET_TAG = 'ticket {ticketId}';
const LISTS_TAG = 'tickets of {caller}';

/** Creates a ticket. Not idempotent, and may send an SMS. At least one of `phone` and `email` is needed. */
export const createTicket = endpoint({
  name: 'createTicket',
  method: 'POST',
  path: '/tickets',
  kind: 'write',
  returns: one(ticket),
  circuit: 'write',
  about: { tags: [LISTS_TAG] },
  params: {
    name: param('string', 'name', 'documented'),
    phone: param('list', 'phone', 'seed', 'documented'),
    email: param('list', 'email', 'seed', 'documented'),
    language: inferred('string', 'language', { otherNames: ['lang'] }),
    type: inferred('string', 'type'),
    subject: inferred('string', 'subject'),
    reference: param('string', 'reference', 'seed', 'documented'),
    description: inferred('string', 'description'),
    group: inferred('id', 'group', { otherNames: ['user_group', 'groupId'] }),
    /** Login name or id. */
    agent: param('string', 'agent', 'seed', 'documented'),
    /** Sends the invitation now. */
    invite: param('bit', 'invite', 'seed', 'documented'),
    agentTemplate: inferred('string', 'agentTemplate', { otherNames: ['agent_template', 'agentTemplateId'] }),
    requestorTemplate: inferred('string', 'requestorTemplate', {
      otherNames: ['requestor_template', 'requestorTemplateId'],
    }),
    inviteOrganizer: inferred('boolean', 'inviteOrganizer', { otherNames: ['invite_organizer'] }),
    startTime: inferred('datetime', 'startTime', { otherNames: ['start_time'] }),
    /** Minutes. */
    duration: inferred('integer', 'duration'),
    /** Minutes before the start. */
    reminder: inferred('integer', 'reminder'),
    firstName: inferred('string', 'firstName', { otherNames: ['first_name', 'firstname'] }),
    company: inferred('string', 'company'),
    gender: inferred('string', 'gender'),
    country: inferred('string', 'country'),
    serviceKey: inferred('string', 'service_key'),
    scope: { ...scope, nameSource: 'documented' },
    state: inferred('string', null),
    metadata: inferred('string', null),
    enterprise: inferred('id', null),
  },
});

/** The parameters of a new ticket. */
export type NewTicket = Values<(typeof createTicket)['params']>;

/** Lists tickets. Without `user` and `serviceKey` the API narrows to the token's own user and its default service. */
export const listTickets = endpoint({
  name: 'listTickets',
  method: 'GET',
  path: '/tickets',
  kind: 'read',
  returns: pageOf(ticket),
  circuit: 'list',
  cache: shortLived(10),
  about: { tags: [LISTS_TAG], rowTag: 'ticket {id}', rowScope: 'scope' },
  params: {
    /** Created after. */
    since: inferred('datetime', 'since'),
    /** Created before. */
    until: inferred('datetime', 'until'),
    /** Starts at or after; tickets without a start are left out. */
    startTime: inferred('datetime', 'startTime', { otherNames: ['start_time'] }),
    /** Ends at or before; tickets without an end are left out. */
    endTime: inferred('datetime', 'endTime', { otherNames: ['end_time'] }),
    search: inferred('string', 'search'),
    /** `start_time` (the default), `end_time`, `created`, `modified`, `id`, `state`, `reference`, `type`. */
    orderBy: inferred('string', 'orderby'),
    /** `asc`, or `desc` (the default). */
    order: inferred('string', 'order'),
    /** 1 to 100, default 10. */
    limit: inferred('integer', 'limit'),
    offset: inferred('integer', 'offset'),
    /** A user id, or `all` (admins only). */
    user: inferred('id', 'user'),
    group: inferred('id', 'group'),
    reference: inferred('string', 'reference'),
    type: inferred('string', 'type'),
    /** Contact id. */
    requestor: inferred('id', 'requestor'),
    scope,
    serviceKey: inferred('string', 'service_key'),
    state: inferred('list', null),
    enterprise: inferred('id', null),
  },
});

/** The parameters of a list of tickets. */
export type TicketListQuery = Values<(typeof listTickets)['params']>;

/** Reads one ticket. */
export const getTicket = endpoint({
  name: 'getTicket',
  method: 'GET',
  path: '/tickets/{ticketId}',
  kind: 'read',
  returns: one(ticket),
  circuit: 'item',
  cache: shortLived(15),
  about: { tags: [TICKET_TAG], isRow: true, rowScope: 'scope' },
  params: { ticketId, scope },
});

/** Changes the given fields of a ticket; an empty text clears a field. */
export const updateTicket = endpoint({
  name: 'updateTicket',
  // The public page lost the method: PUT is our choice, PATCH the alternative.
  method: 'PUT',
  path: '/tickets/{ticketId}',
  kind: 'write',
  returns: nothing,
  circuit: 'write',
  about: { tags: [TICKET_TAG, LISTS_TAG] },
  params: {
    ticketId,
    agent: inferred('string', 'agent'),
    state: inferred('string', 'state'),
    reference: inferred('string', 'reference'),
    description: inferred('string', 'description'),
    subject: inferred('string', 'subject'),
    group: inferred('id', 'group'),
  },
});

/** The changes of a ticket. */
export type TicketChanges = Omit<Values<(typeof updateTicket)['params']>, 'ticketId'>;

/** Deletes a ticket for good. */
export const deleteTicket = endpoint({
  name: 'deleteTicket',
  method: 'DELETE',
  path: '/tickets/{ticketId}',
  kind: 'write',
  returns: nothing,
  circuit: 'write',
  about: { tags: [TICKET_TAG, LISTS_TAG] },
  params: { ticketId },
});
