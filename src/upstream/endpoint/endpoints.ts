/**
 * THE wire table: every name, verb and place by which the ticket API is spoken to, with where it is known from.
 *
 * Most names are not public, so nothing outside of this table spells one, and a file (`wire-file.ts`) can override any
 * of it.
 * Logical names are on the left. A name of null is a capability that the vendor's prose promises without naming it.
 */
import type { CachePolicy, OperationRow, ParameterRow, Provenance, ValueType } from './endpoint.ts';

type Options = Pick<ParameterRow, 'otherNames' | 'forFilesOnly'>;

/** A parameter that the prose describes and whose name is our choice: the common case here. */
function told(name: string | null, type: ValueType, options: Options = {}): ParameterRow {
  return { name, type, provenance: 'seed', nameProvenance: 'inferred', ...options };
}

/** A parameter whose two provenances differ from that. */
function known(
  name: string,
  type: ValueType,
  provenance: Provenance,
  nameProvenance: Provenance,
  options: Options = {},
): ParameterRow {
  return { name, type, provenance, nameProvenance, ...options };
}

const ticketId: ParameterRow = { ...known('ticketId', 'id', 'seed', 'seed'), place: 'path' };
const enterpriseId: ParameterRow = {
  ...known('enterpriseId', 'id', 'documented', 'documented'),
  place: 'path',
};

/** A comma list as it is: `sso` is the only value seen in public, and asks for the link by which the agent joins. */
const scope = known('scope', 'string', 'documented', 'inferred');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Tickets change while a client shows them. Medias have links that expire, so they are not served long after. */
const shortLived = (maxAgeMs: number, staleIfErrorMs = 5 * MINUTE): CachePolicy => ({
  maxAgeMs,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs,
});

const TICKETS = 'tickets of {caller}';
const TICKET = 'ticket {ticketId}';

/** The table as the contract has it. */
export const WIRE = {
  createTicket: {
    method: 'POST',
    path: '/tickets',
    kind: 'write',
    place: 'query',
    answers: 'json',
    circuit: 'write',
    about: { tags: [TICKETS] },
    params: {
      name: known('name', 'string', 'documented', 'documented'),
      phone: known('phone', 'list', 'seed', 'documented'),
      email: known('email', 'list', 'seed', 'documented'),
      language: told('language', 'string', { otherNames: ['lang'] }),
      type: told('type', 'string'),
      subject: told('subject', 'string'),
      reference: known('reference', 'string', 'seed', 'documented'),
      description: told('description', 'string'),
      group: told('group', 'id', { otherNames: ['user_group', 'groupId'] }),
      agent: known('agent', 'string', 'seed', 'documented'),
      invite: known('invite', 'bit', 'seed', 'documented'),
      agentTemplate: told('agentTemplate', 'string', { otherNames: ['agent_template', 'agentTemplateId'] }),
      requestorTemplate: told('requestorTemplate', 'string', {
        otherNames: ['requestor_template', 'requestorTemplateId'],
      }),
      inviteOrganizer: told('inviteOrganizer', 'boolean', { otherNames: ['invite_organizer'] }),
      startTime: told('startTime', 'datetime', { otherNames: ['start_time'] }),
      duration: told('duration', 'integer'),
      reminder: told('reminder', 'integer'),
      firstName: told('firstName', 'string', { otherNames: ['first_name', 'firstname'] }),
      company: told('company', 'string'),
      gender: told('gender', 'string'),
      country: told('country', 'string'),
      serviceKey: told('service_key', 'string'),
      scope: { ...scope, nameProvenance: 'documented' },
      state: told(null, 'string'),
      metadata: told(null, 'string'),
      enterprise: told(null, 'id'),
    },
  },
  listTickets: {
    method: 'GET',
    path: '/tickets',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'list',
    cache: shortLived(10 * SECOND),
    about: { tags: [TICKETS], rowTag: 'ticket {id}', rowScope: 'scope' },
    params: {
      since: told('since', 'datetime'),
      until: told('until', 'datetime'),
      startTime: told('startTime', 'datetime', { otherNames: ['start_time'] }),
      endTime: told('endTime', 'datetime', { otherNames: ['end_time'] }),
      search: told('search', 'string'),
      orderBy: told('orderby', 'string'),
      order: told('order', 'string'),
      limit: told('limit', 'integer'),
      offset: told('offset', 'integer'),
      user: told('user', 'id'),
      group: told('group', 'id'),
      reference: told('reference', 'string'),
      type: told('type', 'string'),
      requestor: told('requestor', 'id'),
      scope,
      serviceKey: told('service_key', 'string'),
      state: told(null, 'list'),
      enterprise: told(null, 'id'),
    },
  },
  getTicket: {
    method: 'GET',
    path: '/tickets/{ticketId}',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'item',
    cache: shortLived(15 * SECOND),
    about: { tags: [TICKET], isRow: true, rowScope: 'scope' },
    params: { ticketId, scope },
  },
  updateTicket: {
    // The verb is lost from the public page: PUT is our choice, PATCH the alternative.
    method: 'PUT',
    path: '/tickets/{ticketId}',
    kind: 'write',
    place: 'query',
    answers: 'none',
    circuit: 'write',
    about: { tags: [TICKET, TICKETS] },
    params: {
      ticketId,
      agent: told('agent', 'string'),
      state: told('state', 'string'),
      reference: told('reference', 'string'),
      description: told('description', 'string'),
      subject: told('subject', 'string'),
      group: told('group', 'id'),
    },
  },
  deleteTicket: {
    method: 'DELETE',
    path: '/tickets/{ticketId}',
    kind: 'write',
    place: 'query',
    answers: 'none',
    circuit: 'write',
    about: { tags: [TICKET, TICKETS] },
    params: { ticketId },
  },
  listMedias: {
    method: 'GET',
    path: '/tickets/{ticketId}/medias',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'nested',
    cache: shortLived(15 * SECOND, MINUTE),
    about: { tags: [TICKET] },
    params: {
      ticketId,
      status: told('status', 'list'),
      offset: told('offset', 'integer'),
      limit: told('limit', 'integer'),
      since: told('since', 'datetime'),
      until: told('until', 'datetime'),
      search: told('search', 'string'),
      orderBy: told('orderby', 'string'),
      order: told('order', 'string'),
      mediaType: told('media_type', 'string'),
      tag: told('tag', 'string'),
      user: told('user', 'id'),
      group: told('group', 'id'),
      sourceType: told('source_type', 'string'),
      download: told('download', 'boolean', { forFilesOnly: true }),
      filename: told('filename', 'string', { forFilesOnly: true }),
    },
  },
  listEvents: {
    method: 'GET',
    path: '/tickets/{ticketId}/events',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'nested',
    cache: shortLived(15 * SECOND),
    about: { tags: [TICKET] },
    params: { ticketId },
  },
  exportTicket: {
    method: 'POST',
    path: '/tickets/{ticketId}/export',
    kind: 'write',
    place: 'query',
    answers: 'json',
    circuit: 'write',
    about: { tags: [TICKET] },
    params: { ticketId, format: told('format', 'string'), timeline: told('timeline', 'boolean') },
  },
  currentUser: {
    method: 'GET',
    path: '/users/me',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'item',
    params: {},
  },
  listUsers: {
    method: 'GET',
    path: '/enterprises/{enterpriseId}/users',
    kind: 'read',
    place: 'query',
    answers: 'json',
    circuit: 'list',
    cache: { maxAgeMs: 5 * MINUTE, staleWhileRevalidateMs: 55 * MINUTE, staleIfErrorMs: 24 * 60 * MINUTE },
    params: {
      enterpriseId,
      limit: known('limit', 'integer', 'inferred', 'inferred'),
      offset: known('offset', 'integer', 'inferred', 'inferred'),
    },
  },
} as const satisfies Readonly<Record<string, OperationRow>>;

/** Names of the operations of the ticket API. */
export type OperationName = keyof typeof WIRE;

/** Logical parameter names of an operation, path ids included. */
export type ParameterName<O extends OperationName = OperationName> = O extends OperationName
  ? keyof (typeof WIRE)[O]['params'] & string
  : never;

/** A whole table, after overrides. */
export type ResolvedWire = Readonly<Record<OperationName, OperationRow>>;
