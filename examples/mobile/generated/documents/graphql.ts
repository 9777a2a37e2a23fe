/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A new ticket. Requires at least one email address or phone number. */
export type CreateTicketInput = {
  /** Login name or id of the agent. Default: the current user, because the ticket API may require an agent. Null sends none. */
  agent?: string | null | undefined;
  /** Email and SMS template for the agent. */
  agentTemplate?: string | null | undefined;
  /** Free text. */
  description?: string | null | undefined;
  /** Duration in minutes, at least 1. Default: 30. On the wire: `duration`. */
  durationMinutes?: number | null | undefined;
  /** Email addresses of the guests. On the wire: `email`. */
  emails?: Array<string> | null | undefined;
  /** User group whose agents may handle the ticket. On the wire: `group`. */
  groupId?: string | number | null | undefined;
  /** Key that you choose for this request, such as a UUID: 1 to 255 printable ASCII characters. For 24 hours, the same request with the same key creates one ticket. Overrides the `Idempotency-Key` header. */
  idempotencyKey?: string | null | undefined;
  /** Initial state. Rejected unless the operator configured its parameter name. */
  initialState?: TicketState | null | undefined;
  /** Send the invitation now. If false, send `requestor.joinUrl` to the guest yourself. */
  invite?: boolean;
  /** Also invite the organizer. Only for tickets with several participants. */
  inviteOrganizer?: boolean | null | undefined;
  /** Language of the notifications (ISO 639-1), such as `fr`. */
  language?: string | null | undefined;
  /** Metadata. Rejected unless the operator configured its parameter name. */
  metadata?: Array<TicketMetadataInput> | null | undefined;
  /** Phone numbers of the guests, for SMS. On the wire: `phone`. */
  phones?: Array<string> | null | undefined;
  /** Details of the guest, if there is only one. */
  recipient?: TicketRecipientInput | null | undefined;
  /** Your reference, such as a case number. The ticket API may cut it to 50 characters. */
  reference?: string | null | undefined;
  /** Send an email reminder this many minutes before the start, 1 to 60. On the wire: `reminder`. */
  reminderMinutes?: number | null | undefined;
  /** Email and SMS template for the guest. */
  requestorTemplate?: string | null | undefined;
  /** Service. Default: the preferred service of the current user. On the wire: `service_key`. */
  serviceKey?: string | number | null | undefined;
  /** Start of the session. */
  startTime?: string | null | undefined;
  /** Subject of the invitation email. */
  subject?: string | null | undefined;
  /** Type, as the ticket API spells it. Default: chosen by the ticket API. */
  type?: string | null | undefined;
  /** Only return the request that would be sent (CreateTicketPreview). Nothing is sent. */
  validateOnly?: boolean;
};

/** Precision of `totalCount`. */
export type TicketCountPrecision =
  /** The list has this number of rows or more. An exact count would cost more upstream calls. */
  | 'AT_LEAST'
  /** The list has exactly this number of rows. */
  | 'EXACT';

/** Error codes, as in `extensions.code` of an error. */
export type TicketErrorCode =
  /** The cursor does not belong to this list. */
  | 'BAD_CURSOR'
  /** The request is not a GraphQL request. */
  | 'BAD_REQUEST'
  /** The ticket API rejected the input. */
  | 'BAD_USER_INPUT'
  /** The request was cancelled before the response. */
  | 'CANCELLED'
  /** The object has changed. Read it again before you retry. */
  | 'CONFLICT'
  /** The request may come from another site. */
  | 'CSRF'
  /** This gateway runs only the documents of its manifests. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The ticket API does not allow this for your user. */
  | 'FORBIDDEN'
  /** The document is not valid GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not match the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The same request is still running. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** This idempotency key was used with other arguments. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The gateway failed. */
  | 'INTERNAL_SERVER_ERROR'
  /** Use POST for mutations. */
  | 'METHOD_NOT_ALLOWED'
  /** The change was sent, but its outcome is unknown. Check before you send it again. */
  | 'MUTATION_OUTCOME_UNKNOWN'
  /** The object does not exist, or your user cannot see it. */
  | 'NOT_FOUND'
  /** The gateway is overloaded. Retry shortly. */
  | 'OVERLOADED'
  /** The request body is too large. */
  | 'PAYLOAD_TOO_LARGE'
  /** Unknown document id. Send the document. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The operation exceeds a limit. */
  | 'QUERY_TOO_COMPLEX'
  /** No calls to the ticket API are left. Retry after retryAfter seconds. */
  | 'RATE_LIMITED'
  /** Send a valid token of the ticket API as Authorization: Bearer <token>. */
  | 'UNAUTHENTICATED'
  /** Send application/json. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** The ticket API sent an unreadable response. */
  | 'UPSTREAM_BAD_RESPONSE'
  /** The response of the ticket API does not match the request. */
  | 'UPSTREAM_CONTRACT_DRIFT'
  /** The ticket API failed. */
  | 'UPSTREAM_ERROR'
  /** The ticket API did not respond in time. Retry. */
  | 'UPSTREAM_TIMEOUT'
  /** The ticket API is unavailable. Retry. */
  | 'UPSTREAM_UNAVAILABLE';

/** Kind of an event. The API may add values. */
export type TicketEventName =
  /** The guest accepted the terms. On the wire: `consent.accepted`. */
  | 'CONSENT_ACCEPTED'
  /** The guest allowed access to their position. On the wire: `geo.ansAllowed`. */
  | 'GEO_ANS_ALLOWED'
  /** The guest denied access to their position. On the wire: `geo.ansDisallowed`. */
  | 'GEO_ANS_DISALLOWED'
  /** The guest allowed camera and microphone. On the wire: `mediaDevice.allowed`. */
  | 'MEDIA_DEVICE_ALLOWED'
  /** The guest allowed the camera. On the wire: `mediaDevice.cameraAllowed`. */
  | 'MEDIA_DEVICE_CAMERA_ALLOWED'
  /** The guest denied the camera. On the wire: `mediaDevice.cameraDisallowed`. */
  | 'MEDIA_DEVICE_CAMERA_DISALLOWED'
  /** The guest denied camera and microphone. On the wire: `mediaDevice.disallowed`. */
  | 'MEDIA_DEVICE_DISALLOWED'
  /** The guest allowed the microphone. On the wire: `mediaDevice.micAllowed`. */
  | 'MEDIA_DEVICE_MIC_ALLOWED'
  /** The guest denied the microphone. On the wire: `mediaDevice.micDisallowed`. */
  | 'MEDIA_DEVICE_MIC_DISALLOWED'
  /** Text was extracted from a picture. On the wire: `media.OCRDone`. */
  | 'MEDIA_OCR_DONE'
  /** A picture was sent. On the wire: `media.pictureSent`. */
  | 'MEDIA_PICTURE_SENT'
  /** A picture was taken. On the wire: `media.pictureTaken`. */
  | 'MEDIA_PICTURE_TAKEN'
  /** The agent was contacted. On the wire: `session.agentContacted`. */
  | 'SESSION_AGENT_CONTACTED'
  /** The agent left. On the wire: `session.agentLeft`. */
  | 'SESSION_AGENT_LEFT'
  /** The session was established. On the wire: `session.established`. */
  | 'SESSION_ESTABLISHED'
  /** The guest left. On the wire: `session.userLeft`. */
  | 'SESSION_USER_LEFT'
  /** The guest answered the survey. On the wire: `survey.answered`. */
  | 'SURVEY_ANSWERED'
  /** The ticket was approved. On the wire: `ticket.approved`. */
  | 'TICKET_APPROVED'
  /** The ticket was assigned to an agent. On the wire: `ticket.assigned`. */
  | 'TICKET_ASSIGNED'
  /** The ticket was cancelled. On the wire: `ticket.cancelled`. */
  | 'TICKET_CANCELLED'
  /** The ticket was closed. On the wire: `ticket.closed`. */
  | 'TICKET_CLOSED'
  /** The ticket was completed. On the wire: `ticket.completed`. */
  | 'TICKET_COMPLETED'
  /** The guest accepted the invitation. On the wire: `ticket.invitationAccepted`. */
  | 'TICKET_INVITATION_ACCEPTED'
  /** The guest opened the invitation link. On the wire: `ticket.invitationClicked`. */
  | 'TICKET_INVITATION_CLICKED'
  /** The guest declined the invitation. On the wire: `ticket.invitationDeclined`. */
  | 'TICKET_INVITATION_DECLINED'
  /** The invitation expired. On the wire: `ticket.invitationExpired`. */
  | 'TICKET_INVITATION_EXPIRED'
  /** The guest did not open the invitation link. On the wire: `ticket.invitationNotclicked`. */
  | 'TICKET_INVITATION_NOTCLICKED'
  /** The invitation was sent again. On the wire: `ticket.invitationResent`. */
  | 'TICKET_INVITATION_RESENT'
  /** The invitation was sent. On the wire: `ticket.invitationSent`. */
  | 'TICKET_INVITATION_SENT'
  /** The ticket was created. On the wire: `ticket.new`. */
  | 'TICKET_NEW'
  /** The priority changed. On the wire: `ticket.priorityChanged`. */
  | 'TICKET_PRIORITY_CHANGED'
  /** The session started. On the wire: `ticket.sessionStarted`. */
  | 'TICKET_SESSION_STARTED'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN';

/** Who caused an event. The API may add values. */
export type TicketEventSource =
  /** The agent. On the wire: `agent`. */
  | 'AGENT'
  /** The guest. On the wire: `guest`. */
  | 'GUEST'
  /** The platform. On the wire: `system`. */
  | 'SYSTEM'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN';

/** Format of an export. */
export type TicketExportFormat =
  /** PDF document. On the wire: `pdf`. */
  | 'PDF'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN'
  /** ZIP archive with all media files. On the wire: `zip`. */
  | 'ZIP';

/** Filter for tickets. An absent field does not filter, except `owner` and `serviceKey`, which have defaults. */
export type TicketFilter = {
  /** Created after this time. On the wire: `since`. */
  createdAfter?: string | null | undefined;
  /** Created before this time. On the wire: `until`. */
  createdBefore?: string | null | undefined;
  /** Ends at or before this time. On the wire: `endTime`. */
  endsBy?: string | null | undefined;
  /** Enterprise. Rejected unless the operator configured its parameter name. */
  enterpriseId?: string | number | null | undefined;
  /** User group id in the ticket API. On the wire: `group`. */
  groupId?: string | number | null | undefined;
  /** Whose tickets. Default: USER with `userId`, else VIEWER. */
  owner?: TicketOwner | null | undefined;
  /** Exact reference. On the wire: `reference`. */
  reference?: string | null | undefined;
  /** Contact id of the guest. On the wire: `requestor`. */
  requestorId?: string | number | null | undefined;
  /** Text search. On the wire: `search`. */
  search?: string | null | undefined;
  /** Service. Default: the default service of the current user. On the wire: `service_key`. */
  serviceKey?: string | number | null | undefined;
  /** Starts at or after this time. On the wire: `startTime`. */
  startsFrom?: string | null | undefined;
  /** One of these states. The ticket API has no such filter: unless the operator configured one, the gateway reads up to a few hundred rows per page and filters them (see `scannedCount`), and pages forward only. */
  states?: Array<TicketState> | null | undefined;
  /** Type, as the ticket API spells it. On the wire: `type`. */
  type?: string | null | undefined;
  /** User id in the ticket API, for `owner: USER`. On the wire: `user`. */
  userId?: string | number | null | undefined;
};

/** Gender of a guest. The API may add values. */
export type TicketGender =
  /** Female. On the wire: `female`. */
  | 'FEMALE'
  /** Male. On the wire: `male`. */
  | 'MALE'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN';

/** Filter for media files. */
export type TicketMediaFilter = {
  /** Created after this time. On the wire: `since`. */
  createdAfter?: string | null | undefined;
  /** Created before this time. On the wire: `until`. */
  createdBefore?: string | null | undefined;
  /** User group id in the ticket API. On the wire: `group`. */
  groupId?: string | number | null | undefined;
  /** Broad type: `image`, `video`, `audio`, `text`, `application`. On the wire: `media_type`. */
  mediaType?: string | null | undefined;
  /** Text search. On the wire: `search`. */
  search?: string | null | undefined;
  /** Origin: `snapshot`, `capture`, `recording`, `upload`. On the wire: `source_type`. */
  sourceType?: string | null | undefined;
  /** Statuses, as the ticket API spells them. Default: `completed`. On the wire: `status`. */
  statuses?: Array<string> | null | undefined;
  /** Tag. On the wire: `tag`. */
  tag?: string | null | undefined;
  /** User id of the author in the ticket API; `all` requires the admin role. On the wire: `user`. */
  userId?: string | number | null | undefined;
};

/** Origin of a media file. The API may add values. */
export type TicketMediaSource =
  /** Screen capture. On the wire: `capture`. */
  | 'CAPTURE'
  /** Recording of the session. On the wire: `recording`. */
  | 'RECORDING'
  /** Picture taken during the session. On the wire: `snapshot`. */
  | 'SNAPSHOT'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN'
  /** Uploaded file. On the wire: `upload`. */
  | 'UPLOAD';

/** Whether a media file is ready. The API may add values. */
export type TicketMediaStatus =
  /** The file is ready. On the wire: `completed`. */
  | 'COMPLETED'
  /** Processing failed. On the wire: `error`. */
  | 'ERROR'
  /** The file is being processed. On the wire: `processing`. */
  | 'PROCESSING'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN';

/** Broad type of a media file. The API may add values. */
export type TicketMediaType =
  /** Document or other file. On the wire: `application`. */
  | 'APPLICATION'
  /** Audio recording. On the wire: `audio`. */
  | 'AUDIO'
  /** Image. On the wire: `image`. */
  | 'IMAGE'
  /** Text. On the wire: `text`. */
  | 'TEXT'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN'
  /** Video. On the wire: `video`. */
  | 'VIDEO';

/** A metadata entry. */
export type TicketMetadataInput = {
  /** Key. */
  key: string;
  /** Value. */
  value: string;
};

/** Whose tickets a list includes. */
export type TicketOwner =
  /** Tickets of the whole enterprise. Requires the admin role. On the wire: `user=all`. */
  | 'ENTERPRISE'
  /** Tickets of one user: see `userId`. */
  | 'USER'
  /** Tickets of the current user (the default of the ticket API). */
  | 'VIEWER';

/** Details of a single recipient. Not for tickets with several participants. */
export type TicketRecipientInput = {
  /** Company. */
  company?: string | null | undefined;
  /** Country. */
  country?: string | null | undefined;
  /** First name. */
  firstName?: string | null | undefined;
  /** Gender: `male`, `female`, or another value that the ticket API accepts. */
  gender?: string | null | undefined;
  /** Last name or full name. */
  name?: string | null | undefined;
};

/** State of a ticket. */
export type TicketState =
  /** Cancelled. On the wire: `cancelled`. */
  | 'CANCELLED'
  /** Archived. The ticket accepts no changes. On the wire: `closed`. */
  | 'CLOSED'
  /** Declined by the guest. On the wire: `declined`. */
  | 'DECLINED'
  /** The session is over. On the wire: `done`. */
  | 'DONE'
  /** The invitation expired. On the wire: `expired`. */
  | 'EXPIRED'
  /** The session is running. On the wire: `inprogress`. */
  | 'INPROGRESS'
  /** The guest was invited. On the wire: `invited`. */
  | 'INVITED'
  /** Created, not yet taken by an agent. On the wire: `new`. */
  | 'NEW'
  /** Ready for an agent. On the wire: `open`. */
  | 'OPEN'
  /** Rejected by the agent. On the wire: `rejected`. */
  | 'REJECTED'
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN';

/** Type of a ticket. The API may add values. */
export type TicketType =
  /** A value that this gateway does not know: see the raw field. */
  | 'UNKNOWN'
  /** One guest and one agent. On the wire: `video-assistance`. */
  | 'VIDEO_ASSISTANCE'
  /** Several participants. Takes no `recipient` details. On the wire: `video-assistance-multi-participants`. */
  | 'VIDEO_ASSISTANCE_MULTI_PARTICIPANTS';

/** Changes of a ticket, identified by exactly one of `id` and `ticketId`. Absent fields stay unchanged. An empty string clears a field. Null is rejected: the ticket API does not support it. */
export type UpdateTicketInput = {
  /** Login name or id of the new agent. */
  agent?: string | null | undefined;
  /** New description. */
  description?: string | null | undefined;
  /** Change the ticket only if it is in this state. Costs 1 upstream call, to read it first. Best effort: another change may come between the read and the write. */
  expectedState?: TicketState | null | undefined;
  /** Change the ticket only if its `updatedAt` is this. Best effort, as for `expectedState`. */
  expectedUpdatedAt?: string | null | undefined;
  /** Id of the new user group. On the wire: `group`. */
  groupId?: string | number | null | undefined;
  /** Global id. */
  id?: string | number | null | undefined;
  /** New reference. */
  reference?: string | null | undefined;
  /** New state. The ticket API decides whether it may follow. */
  state?: TicketState | null | undefined;
  /** New subject. */
  subject?: string | null | undefined;
  /** Id in the ticket API. */
  ticketId?: string | number | null | undefined;
  /** Only return the request that would be sent (UpdateTicketPreview). Nothing is read or sent. */
  validateOnly?: boolean;
};

export type InboxQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type InboxScrollQueryVariables = Exact<{
  after: string;
}>;


export type InboxScrollQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', repair: { __typename: 'TicketPageRepair', inserted: number, removed: number }, edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type RefreshQueryVariables = Exact<{ [key: string]: never; }>;


export type RefreshQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null, open: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, scannedCount: number | null, nodes: Array<{ __typename: 'Ticket', id: string, state: TicketState } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null, inProgress: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, scannedCount: number | null, nodes: Array<{ __typename: 'Ticket', id: string, state: TicketState } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type BadgeFragment = { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, scannedCount: number | null, nodes: Array<{ __typename: 'Ticket', id: string, state: TicketState } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } };

export type FilterSheetQueryVariables = Exact<{
  filter: TicketFilter;
  after?: string | null | undefined;
  count?: boolean;
}>;


export type FilterSheetQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', totalCount?: number | null, totalCountPrecision?: TicketCountPrecision | null, scannedCount: number | null, narrowing: { __typename: 'TicketNarrowing', owner: TicketOwner, userId: string | null, serviceKey: string | null }, edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type BoardQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardQuery = { __typename: 'Query', mine: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null } | null, everybody: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null } | null, levelOne: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null } | null, levelTwo: { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null } | null };

export type ColumnFragment = { __typename: 'TicketConnection', totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null };

export type DetailQueryVariables = Exact<{
  id?: string | number | null | undefined;
  ticketId?: string | number | null | undefined;
}>;


export type DetailQuery = { __typename: 'Query', ticket: { __typename: 'Ticket', transitions: Array<TicketState>, type: TicketType | null, typeRaw: string | null, description: string | null, language: string | null, endTime: string | null, durationMinutes: number | null, conversationId: string | null, id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, service: { __typename: 'TicketService', serviceKey: string } | null, group: { __typename: 'TicketGroup', groupId: string, name: string | null } | null, geolocation: { __typename: 'TicketGeolocation', latitude: number, longitude: number } | null, agent: { __typename: 'TicketAgent', username: string | null, email: string | null, phone: string | null, joinUrl: string | null, name: string | null } | null, requestor: { __typename: 'TicketRequestor', requestorId: string | null, gender: TicketGender | null, country: string | null, emails: Array<string>, phones: Array<string>, joinUrl: string | null, name: string | null, firstName: string | null, company: string | null } | null, participants: Array<{ __typename: 'TicketParticipant', role: string, name: string | null, email: string | null, phone: string | null }> } & ({ __typename: 'Ticket', medias: { __typename: 'TicketMediaConnection', totalCount: number | null, edges: Array<{ __typename: 'TicketMediaEdge', cursor: string, node: { __typename: 'TicketMedia', id: string, title: string | null, mediaType: TicketMediaType | null, mediaTypeRaw: string | null, status: TicketMediaStatus | null, url: string | null, createdAt: string | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | { __typename: 'Ticket', medias?: never }) & ({ __typename: 'Ticket', events: { __typename: 'TicketEventConnection', totalCount: number | null, edges: Array<{ __typename: 'TicketEventEdge', cursor: string, node: { __typename: 'TicketEvent', id: string, name: TicketEventName, nameRaw: string, source: TicketEventSource | null, sourceRaw: string | null, occurredAt: string | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | { __typename: 'Ticket', events?: never }) | null, budget: { __typename: 'TicketBudget', pollSeconds: number, remaining: number | null } | null };

export type DetailMediasFragment = { __typename: 'Ticket', medias: { __typename: 'TicketMediaConnection', totalCount: number | null, edges: Array<{ __typename: 'TicketMediaEdge', cursor: string, node: { __typename: 'TicketMedia', id: string, title: string | null, mediaType: TicketMediaType | null, mediaTypeRaw: string | null, status: TicketMediaStatus | null, url: string | null, createdAt: string | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type DetailTimelineFragment = { __typename: 'Ticket', events: { __typename: 'TicketEventConnection', totalCount: number | null, edges: Array<{ __typename: 'TicketEventEdge', cursor: string, node: { __typename: 'TicketEvent', id: string, name: TicketEventName, nameRaw: string, source: TicketEventSource | null, sourceRaw: string | null, occurredAt: string | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type LookupQueryVariables = Exact<{
  reference: string;
}>;


export type LookupQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', totalCount: number | null, nodes: Array<{ __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } | null };

export type MediaGalleryQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TicketMediaFilter | null | undefined;
  count?: boolean;
}>;


export type MediaGalleryQuery = { __typename: 'Query', ticket: { __typename: 'Ticket', id: string, medias: { __typename: 'TicketMediaConnection', totalCount?: number | null, totalCountPrecision?: TicketCountPrecision | null, statuses: Array<string>, edges: Array<{ __typename: 'TicketMediaEdge', cursor: string, node: { __typename: 'TicketMedia', id: string, title: string | null, mediaType: TicketMediaType | null, mediaTypeRaw: string | null, mimeType: string | null, source: TicketMediaSource | null, sourceRaw: string | null, status: TicketMediaStatus | null, statusRaw: string | null, url: string | null, sizeBytes: number | null, createdAt: string | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type TimelineQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { __typename: 'Query', ticket: { __typename: 'Ticket', id: string, events: { __typename: 'TicketEventConnection', edges: Array<{ __typename: 'TicketEventEdge', cursor: string, node: { __typename: 'TicketEvent', data: Record<string, unknown> | null, id: string, name: TicketEventName, nameRaw: string, source: TicketEventSource | null, sourceRaw: string | null, occurredAt: string | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type TimelineEntryFragment = { __typename: 'TicketEvent', id: string, name: TicketEventName, nameRaw: string, source: TicketEventSource | null, sourceRaw: string | null, occurredAt: string | null, agent: { __typename: 'TicketAgent', name: string | null } | null };

export type NewTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type NewTicketMutation = { __typename: 'Mutation', createTicket:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', replayed: boolean, ticketId: string, ticket: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', joinUrl: string | null, name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean, searched: { __typename: 'TicketSearch', reference: string, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
   | null };

export type TakeOverMutationVariables = Exact<{
  id: string | number;
  agent: string;
}>;


export type TakeOverMutation = { __typename: 'Mutation', updateTicket:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean, ticket: { __typename: 'Ticket', transitions: Array<TicketState>, id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', transitions: Array<TicketState>, id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
   | null };

export type CloseMutationVariables = Exact<{
  id: string | number;
  result: string;
}>;


export type CloseMutation = { __typename: 'Mutation', updateTicket:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', transitions: Array<TicketState>, description: string | null, id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
   | null };

export type CancelMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelMutation = { __typename: 'Mutation', updateTicket:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', transitions: Array<TicketState>, id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
   | null };

export type DeleteMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteMutation = { __typename: 'Mutation', deleteTicket:
    | { __typename: 'DeleteTicketSuccess', deletedId: string }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
   | null };

export type ExportMutationVariables = Exact<{
  id: string | number;
  includeTimeline: boolean;
  format?: TicketExportFormat;
  key?: string | null | undefined;
}>;


export type ExportMutation = { __typename: 'Mutation', exportTicket:
    | { __typename: 'ExportTicketSuccess', replayed: boolean, export: { __typename: 'TicketExport', url: string, filename: string | null, format: TicketExportFormat | null, expiresAt: string | null } }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
   | null };

export type BackgroundSyncQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type BackgroundSyncQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null }
    | { __typename: 'TicketEvent', id: string }
    | { __typename: 'TicketMedia', id: string }
    | { __typename: 'User', id: string }
   | null> | null };

export type OldInboxQueryVariables = Exact<{ [key: string]: never; }>;


export type OldInboxQuery = { __typename: 'Query', tickets: { __typename: 'TicketConnection', edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, state: TicketState, subject: string | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type OutboxMutationVariables = Exact<{
  first: UpdateTicketInput;
  second: UpdateTicketInput;
  third: CreateTicketInput;
}>;


export type OutboxMutation = { __typename: 'Mutation', first:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
   | null, second:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
   | null, third:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', ticketId: string, replayed: boolean, ticket: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> }
   | null };

type Updated_TicketConflictError_Fragment = { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean };

type Updated_TicketForbiddenError_Fragment = { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean };

type Updated_TicketNotFoundError_Fragment = { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean };

type Updated_TicketOutcomeUnknownError_Fragment = { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean };

type Updated_TicketRateLimitError_Fragment = { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean };

type Updated_TicketValidationError_Fragment = { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> };

type Updated_UpdateTicketPreview_Fragment = { __typename: 'UpdateTicketPreview' };

type Updated_UpdateTicketSuccess_Fragment = { __typename: 'UpdateTicketSuccess', ticket: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null };

export type UpdatedFragment =
  | Updated_TicketConflictError_Fragment
  | Updated_TicketForbiddenError_Fragment
  | Updated_TicketNotFoundError_Fragment
  | Updated_TicketOutcomeUnknownError_Fragment
  | Updated_TicketRateLimitError_Fragment
  | Updated_TicketValidationError_Fragment
  | Updated_UpdateTicketPreview_Fragment
  | Updated_UpdateTicketSuccess_Fragment
;

export type TicketSummaryFragment = { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null };

export type TicketPageFragment = { __typename: 'TicketConnection', edges: Array<{ __typename: 'TicketEdge', cursor: string, node: { __typename: 'Ticket', id: string, ticketId: string, state: TicketState, stateRaw: string, subject: string | null, reference: string | null, startTime: string | null, createdAt: string | null, updatedAt: string | null, requestor: { __typename: 'TicketRequestor', name: string | null, firstName: string | null, company: string | null } | null, agent: { __typename: 'TicketAgent', name: string | null } | null } | null } | null> | null, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } };

export type PageEndsFragment = { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

type MutationFailure_TicketConflictError_Fragment = { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketForbiddenError_Fragment = { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketIdempotencyError_Fragment = { __typename: 'TicketIdempotencyError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketNotFoundError_Fragment = { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketOutcomeUnknownError_Fragment = { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketRateLimitError_Fragment = { __typename: 'TicketRateLimitError', retryAfter: number | null, code: TicketErrorCode, message: string, retryable: boolean };

type MutationFailure_TicketValidationError_Fragment = { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ __typename: 'TicketInputIssue', path: Array<string>, message: string }> };

export type MutationFailureFragment =
  | MutationFailure_TicketConflictError_Fragment
  | MutationFailure_TicketForbiddenError_Fragment
  | MutationFailure_TicketIdempotencyError_Fragment
  | MutationFailure_TicketNotFoundError_Fragment
  | MutationFailure_TicketOutcomeUnknownError_Fragment
  | MutationFailure_TicketRateLimitError_Fragment
  | MutationFailure_TicketValidationError_Fragment
;

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const BadgeFragmentDoc = new TypedDocumentString(`
    fragment Badge on TicketConnection {
  __typename
  totalCount
  totalCountPrecision
  nodes {
    __typename
    id
    state
  }
  scannedCount
  pageInfo {
    __typename
    hasNextPage
    endCursor
  }
}
    `, {"fragmentName":"Badge"}) as unknown as TypedDocumentString<BadgeFragment, unknown>;
export const TicketSummaryFragmentDoc = new TypedDocumentString(`
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
    `, {"fragmentName":"TicketSummary"}) as unknown as TypedDocumentString<TicketSummaryFragment, unknown>;
export const ColumnFragmentDoc = new TypedDocumentString(`
    fragment Column on TicketConnection {
  __typename
  totalCount
  totalCountPrecision
  nodes {
    __typename
    ...TicketSummary
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}`, {"fragmentName":"Column"}) as unknown as TypedDocumentString<ColumnFragment, unknown>;
export const PageEndsFragmentDoc = new TypedDocumentString(`
    fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, {"fragmentName":"PageEnds"}) as unknown as TypedDocumentString<PageEndsFragment, unknown>;
export const DetailMediasFragmentDoc = new TypedDocumentString(`
    fragment DetailMedias on Ticket {
  __typename
  medias(first: 10) {
    __typename
    totalCount
    edges {
      __typename
      cursor
      node {
        __typename
        id
        title
        mediaType
        mediaTypeRaw
        status
        url
        createdAt
      }
    }
    pageInfo {
      __typename
      ...PageEnds
    }
  }
}
    fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"fragmentName":"DetailMedias"}) as unknown as TypedDocumentString<DetailMediasFragment, unknown>;
export const TimelineEntryFragmentDoc = new TypedDocumentString(`
    fragment TimelineEntry on TicketEvent {
  __typename
  id
  name
  nameRaw
  source
  sourceRaw
  occurredAt
  agent {
    __typename
    name
  }
}
    `, {"fragmentName":"TimelineEntry"}) as unknown as TypedDocumentString<TimelineEntryFragment, unknown>;
export const DetailTimelineFragmentDoc = new TypedDocumentString(`
    fragment DetailTimeline on Ticket {
  __typename
  events(first: 50) {
    __typename
    totalCount
    edges {
      __typename
      cursor
      node {
        __typename
        ...TimelineEntry
      }
    }
    pageInfo {
      __typename
      ...PageEnds
    }
  }
}
    fragment TimelineEntry on TicketEvent {
  __typename
  id
  name
  nameRaw
  source
  sourceRaw
  occurredAt
  agent {
    __typename
    name
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"fragmentName":"DetailTimeline"}) as unknown as TypedDocumentString<DetailTimelineFragment, unknown>;
export const MutationFailureFragmentDoc = new TypedDocumentString(`
    fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}
    `, {"fragmentName":"MutationFailure"}) as unknown as TypedDocumentString<MutationFailureFragment, unknown>;
export const UpdatedFragmentDoc = new TypedDocumentString(`
    fragment Updated on UpdateTicketResult {
  __typename
  ... on UpdateTicketSuccess {
    __typename
    ticket {
      __typename
      ...TicketSummary
    }
  }
  ...MutationFailure
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"fragmentName":"Updated"}) as unknown as TypedDocumentString<UpdatedFragment, unknown>;
export const TicketPageFragmentDoc = new TypedDocumentString(`
    fragment TicketPage on TicketConnection {
  __typename
  edges {
    __typename
    cursor
    node {
      __typename
      ...TicketSummary
    }
  }
  pageInfo {
    __typename
    ...PageEnds
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"fragmentName":"TicketPage"}) as unknown as TypedDocumentString<TicketPageFragment, unknown>;
export const InboxDocument = new TypedDocumentString(`
    query Inbox {
  __typename
  tickets(first: 20) {
    __typename
    ...TicketPage
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment TicketPage on TicketConnection {
  __typename
  edges {
    __typename
    cursor
    node {
      __typename
      ...TicketSummary
    }
  }
  pageInfo {
    __typename
    ...PageEnds
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:5fa6a2160447fe6123d34275ced3233d44d6edc418885b66e4b024332a672531"}) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const InboxScrollDocument = new TypedDocumentString(`
    query InboxScroll($after: String!) {
  __typename
  tickets(first: 20, after: $after) {
    __typename
    ...TicketPage
    repair {
      __typename
      inserted
      removed
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment TicketPage on TicketConnection {
  __typename
  edges {
    __typename
    cursor
    node {
      __typename
      ...TicketSummary
    }
  }
  pageInfo {
    __typename
    ...PageEnds
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:8a715210e86c3ee06740e02ce7cfdc7f71dce620134b984feb42f85640e62b28"}) as unknown as TypedDocumentString<InboxScrollQuery, InboxScrollQueryVariables>;
export const RefreshDocument = new TypedDocumentString(`
    query Refresh {
  __typename
  tickets(first: 20) {
    __typename
    ...TicketPage
  }
  open: tickets(first: 100, filter: {states: [OPEN]}) {
    __typename
    ...Badge
  }
  inProgress: tickets(first: 100, filter: {states: [INPROGRESS]}) {
    __typename
    ...Badge
  }
}
    fragment Badge on TicketConnection {
  __typename
  totalCount
  totalCountPrecision
  nodes {
    __typename
    id
    state
  }
  scannedCount
  pageInfo {
    __typename
    hasNextPage
    endCursor
  }
}
fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment TicketPage on TicketConnection {
  __typename
  edges {
    __typename
    cursor
    node {
      __typename
      ...TicketSummary
    }
  }
  pageInfo {
    __typename
    ...PageEnds
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:d9963a74411bf22af5cf463c50afabba41788a92ef1df58628fc4d5d40eb4c3f"}) as unknown as TypedDocumentString<RefreshQuery, RefreshQueryVariables>;
export const FilterSheetDocument = new TypedDocumentString(`
    query FilterSheet($filter: TicketFilter!, $after: String, $count: Boolean! = true) {
  __typename
  tickets(first: 20, filter: $filter, after: $after) {
    __typename
    totalCount @include(if: $count)
    totalCountPrecision @include(if: $count)
    scannedCount
    ...TicketPage
    narrowing {
      __typename
      owner
      userId
      serviceKey
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment TicketPage on TicketConnection {
  __typename
  edges {
    __typename
    cursor
    node {
      __typename
      ...TicketSummary
    }
  }
  pageInfo {
    __typename
    ...PageEnds
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:c3d2ec03bff67711cb1b221af7b2094654318fcbfaeba318fbc4db5d0846c2ed"}) as unknown as TypedDocumentString<FilterSheetQuery, FilterSheetQueryVariables>;
export const BoardDocument = new TypedDocumentString(`
    query Board {
  __typename
  mine: tickets(first: 10, filter: {owner: VIEWER}) {
    __typename
    ...Column
  }
  everybody: tickets(first: 20, filter: {owner: ENTERPRISE}) {
    __typename
    ...Column
  }
  levelOne: tickets(first: 10, filter: {owner: ENTERPRISE, groupId: "77"}) {
    __typename
    ...Column
  }
  levelTwo: tickets(first: 10, filter: {owner: ENTERPRISE, groupId: "78"}) {
    __typename
    ...Column
  }
}
    fragment Column on TicketConnection {
  __typename
  totalCount
  totalCountPrecision
  nodes {
    __typename
    ...TicketSummary
  }
}
fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}`, {"hash":"sha256:26f2ed6a5de3d07f694a73ab64aa51f1b0a99dbf465d7e890c23551ac427d7b1"}) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const DetailDocument = new TypedDocumentString(`
    query Detail($id: ID, $ticketId: ID) {
  __typename
  ticket(id: $id, ticketId: $ticketId) {
    __typename
    ...TicketSummary
    transitions
    type
    typeRaw
    description
    language
    endTime
    durationMinutes
    conversationId
    service {
      __typename
      serviceKey
    }
    group {
      __typename
      groupId
      name
    }
    geolocation {
      __typename
      latitude
      longitude
    }
    agent {
      __typename
      username
      email
      phone
      joinUrl
    }
    requestor {
      __typename
      requestorId
      gender
      country
      emails
      phones
      joinUrl
    }
    participants {
      __typename
      role
      name
      email
      phone
    }
    ...DetailMedias @defer(label: "medias")
    ...DetailTimeline @defer(label: "timeline")
  }
  budget {
    __typename
    pollSeconds
    remaining
  }
}
    fragment DetailMedias on Ticket {
  __typename
  medias(first: 10) {
    __typename
    totalCount
    edges {
      __typename
      cursor
      node {
        __typename
        id
        title
        mediaType
        mediaTypeRaw
        status
        url
        createdAt
      }
    }
    pageInfo {
      __typename
      ...PageEnds
    }
  }
}
fragment DetailTimeline on Ticket {
  __typename
  events(first: 50) {
    __typename
    totalCount
    edges {
      __typename
      cursor
      node {
        __typename
        ...TimelineEntry
      }
    }
    pageInfo {
      __typename
      ...PageEnds
    }
  }
}
fragment TimelineEntry on TicketEvent {
  __typename
  id
  name
  nameRaw
  source
  sourceRaw
  occurredAt
  agent {
    __typename
    name
  }
}
fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:c9b2f85ecf8e05acdc2f5cc5622e19d793bc9b138ff63dd7ead3ab97ffd482a1","deferredFields":{"DetailMedias":["__typename","medias"],"DetailTimeline":["__typename","events"]}}) as unknown as TypedDocumentString<DetailQuery, DetailQueryVariables>;
export const LookupDocument = new TypedDocumentString(`
    query Lookup($reference: String!) {
  __typename
  tickets(first: 5, filter: {reference: $reference}) {
    __typename
    totalCount
    nodes {
      __typename
      ...TicketSummary
    }
    pageInfo {
      __typename
      hasNextPage
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}`, {"hash":"sha256:c9fea9acd77a43e07703ff3648ca57dddd92f8157a51ba98dd28891494813cd9"}) as unknown as TypedDocumentString<LookupQuery, LookupQueryVariables>;
export const MediaGalleryDocument = new TypedDocumentString(`
    query MediaGallery($id: ID!, $first: Int = 12, $after: String, $filter: TicketMediaFilter, $count: Boolean! = true) {
  __typename
  ticket(id: $id) {
    __typename
    id
    medias(first: $first, after: $after, filter: $filter) {
      __typename
      totalCount @include(if: $count)
      totalCountPrecision @include(if: $count)
      statuses
      edges {
        __typename
        cursor
        node {
          __typename
          id
          title
          mediaType
          mediaTypeRaw
          mimeType
          source
          sourceRaw
          status
          statusRaw
          url
          sizeBytes
          createdAt
        }
      }
      pageInfo {
        __typename
        ...PageEnds
      }
    }
  }
}
    fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:fec930ac8df084922b9125c5a3f43d024dc4d3c42298a2587203ac90af09a4ef"}) as unknown as TypedDocumentString<MediaGalleryQuery, MediaGalleryQueryVariables>;
export const TimelineDocument = new TypedDocumentString(`
    query Timeline($id: ID!, $after: String) {
  __typename
  ticket(id: $id) {
    __typename
    id
    events(first: 50, after: $after) {
      __typename
      edges {
        __typename
        cursor
        node {
          __typename
          ...TimelineEntry
          data
        }
      }
      pageInfo {
        __typename
        ...PageEnds
      }
    }
  }
}
    fragment TimelineEntry on TicketEvent {
  __typename
  id
  name
  nameRaw
  source
  sourceRaw
  occurredAt
  agent {
    __typename
    name
  }
}
fragment PageEnds on PageInfo {
  __typename
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"hash":"sha256:86df5b7df1e6dac6ac7fefc8ed6c12fd42af6151f3a3c98a9d08f1e24f92dc1e"}) as unknown as TypedDocumentString<TimelineQuery, TimelineQueryVariables>;
export const NewTicketDocument = new TypedDocumentString(`
    mutation NewTicket($input: CreateTicketInput!) {
  __typename
  createTicket(input: $input) {
    __typename
    ... on CreateTicketSuccess {
      __typename
      replayed
      ticketId
      ticket {
        __typename
        ...TicketSummary
        requestor {
          __typename
          joinUrl
        }
      }
    }
    ...MutationFailure
    ... on TicketOutcomeUnknownError {
      __typename
      searched {
        __typename
        reference
        owner
        createdAfter
        looks
      }
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:4a3db4f363b198bd5996eaff4946bf8dd180289cca5a2ef440be8508e7530d15"}) as unknown as TypedDocumentString<NewTicketMutation, NewTicketMutationVariables>;
export const TakeOverDocument = new TypedDocumentString(`
    mutation TakeOver($id: ID!, $agent: String!) {
  __typename
  updateTicket(
    input: {id: $id, agent: $agent, state: INPROGRESS, expectedState: OPEN}
  ) {
    __typename
    ... on UpdateTicketSuccess {
      __typename
      ticket {
        __typename
        ...TicketSummary
        transitions
      }
    }
    ...MutationFailure
    ... on TicketConflictError {
      __typename
      ticket {
        __typename
        ...TicketSummary
        transitions
      }
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:941e2683f2358fee438019634772a916eaa3f6de577ebf659be03e5fc18dd545"}) as unknown as TypedDocumentString<TakeOverMutation, TakeOverMutationVariables>;
export const CloseDocument = new TypedDocumentString(`
    mutation Close($id: ID!, $result: String!) {
  __typename
  updateTicket(input: {id: $id, state: CLOSED, description: $result}) {
    __typename
    ... on UpdateTicketSuccess {
      __typename
      ticket {
        __typename
        ...TicketSummary
        transitions
        description
      }
    }
    ...MutationFailure
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:754fb73acfe99fe43f71034d3f84b6a4d0d39d0742b39bf056b2de834ea8d335"}) as unknown as TypedDocumentString<CloseMutation, CloseMutationVariables>;
export const CancelDocument = new TypedDocumentString(`
    mutation Cancel($id: ID!) {
  __typename
  updateTicket(input: {id: $id, state: CANCELLED}) {
    __typename
    ... on UpdateTicketSuccess {
      __typename
      ticket {
        __typename
        ...TicketSummary
        transitions
      }
    }
    ...MutationFailure
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:1f18450eafac45507bb9ed7321c5a9f94a667a95f4d6400d20b55240fa14cb98"}) as unknown as TypedDocumentString<CancelMutation, CancelMutationVariables>;
export const DeleteDocument = new TypedDocumentString(`
    mutation Delete($id: ID!) {
  __typename
  deleteTicket(input: {id: $id}) {
    __typename
    ... on DeleteTicketSuccess {
      __typename
      deletedId
    }
    ...MutationFailure
  }
}
    fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:d2cfa69914cee2e50df04e59278271c8fac36616491c3556df7c17b794c8ba82"}) as unknown as TypedDocumentString<DeleteMutation, DeleteMutationVariables>;
export const ExportDocument = new TypedDocumentString(`
    mutation Export($id: ID!, $includeTimeline: Boolean!, $format: TicketExportFormat! = PDF, $key: String) {
  __typename
  exportTicket(
    input: {id: $id, format: $format, includeTimeline: $includeTimeline, idempotencyKey: $key}
  ) {
    __typename
    ... on ExportTicketSuccess {
      __typename
      replayed
      export {
        __typename
        url
        filename
        format
        expiresAt
      }
    }
    ...MutationFailure
  }
}
    fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:8170afaab04e8572f6cc2ded5b9316f88c1417b9654c5f9b9a2f569d3b151359"}) as unknown as TypedDocumentString<ExportMutation, ExportMutationVariables>;
export const BackgroundSyncDocument = new TypedDocumentString(`
    query BackgroundSync($ids: [ID!]!) {
  __typename
  nodes(ids: $ids) {
    __typename
    id
    ... on Ticket {
      __typename
      ...TicketSummary
    }
  }
}
    fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}`, {"hash":"sha256:dce3fb6b61908d4acb8d26593b846e773290759b987bc6cc1da91ed2adc10658"}) as unknown as TypedDocumentString<BackgroundSyncQuery, BackgroundSyncQueryVariables>;
export const OldInboxDocument = new TypedDocumentString(`
    query OldInbox {
  __typename
  tickets(first: 10) {
    __typename
    edges {
      __typename
      cursor
      node {
        __typename
        id
        state
        subject
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:cbff9ba4f099ecbeed632ad97af8a347245b6d68d45e15c5589f937795e5354f"}) as unknown as TypedDocumentString<OldInboxQuery, OldInboxQueryVariables>;
export const OutboxDocument = new TypedDocumentString(`
    mutation Outbox($first: UpdateTicketInput!, $second: UpdateTicketInput!, $third: CreateTicketInput!) {
  __typename
  first: updateTicket(input: $first) {
    __typename
    ...Updated
  }
  second: updateTicket(input: $second) {
    __typename
    ...Updated
  }
  third: createTicket(input: $third) {
    __typename
    ... on CreateTicketSuccess {
      __typename
      ticketId
      replayed
      ticket {
        __typename
        ...TicketSummary
      }
    }
    ...MutationFailure
  }
}
    fragment Updated on UpdateTicketResult {
  __typename
  ... on UpdateTicketSuccess {
    __typename
    ticket {
      __typename
      ...TicketSummary
    }
  }
  ...MutationFailure
}
fragment TicketSummary on Ticket {
  __typename
  id
  ticketId
  state
  stateRaw
  subject
  reference
  startTime
  createdAt
  updatedAt
  requestor {
    __typename
    name
    firstName
    company
  }
  agent {
    __typename
    name
  }
}
fragment MutationFailure on TicketError {
  __typename
  code
  message
  retryable
  ... on TicketRateLimitError {
    __typename
    retryAfter
  }
  ... on TicketOutcomeUnknownError {
    __typename
    retryAfter
  }
  ... on TicketIdempotencyError {
    __typename
    retryAfter
  }
  ... on TicketValidationError {
    __typename
    issues {
      __typename
      path
      message
    }
  }
}`, {"hash":"sha256:374742d909fdeb2517a92cb92da8d84716dcb3200e6b29115eaa8ae95ce34a7f"}) as unknown as TypedDocumentString<OutboxMutation, OutboxMutationVariables>;