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

/** Ticket to delete, identified by exactly one of `id` and `ticketId`. */
export type DeleteTicketInput = {
  /** Global id. */
  id?: string | number | null | undefined;
  /** Id in the ticket API. */
  ticketId?: string | number | null | undefined;
};

/** Ticket to export, identified by exactly one of `id` and `ticketId`, and the options. */
export type ExportTicketInput = {
  /** File format. */
  format?: TicketExportFormat;
  /** Global id. */
  id?: string | number | null | undefined;
  /** Key that you choose for this request: 1 to 255 printable ASCII characters. The same request with the same key returns the same file until its link expires. Overrides the `Idempotency-Key` header. */
  idempotencyKey?: string | null | undefined;
  /** Include the events. On the wire: `timeline`. */
  includeTimeline?: boolean;
  /** Id in the ticket API. */
  ticketId?: string | number | null | undefined;
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

/** Sort order of media files. */
export type TicketMediaOrder = {
  /** Sort direction. On the wire: `order`. */
  direction?: TicketOrderDirection;
  /** Sort field. On the wire: `orderby`. */
  field?: TicketMediaOrderField;
};

/** Sort field. The ticket API documents only CREATED_AT; the others are inferred. */
export type TicketMediaOrderField =
  /** Creation time. */
  | 'CREATED_AT'
  /** Id in the ticket API. */
  | 'MEDIA_ID'
  /** Title. */
  | 'TITLE';

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

/** Sort order of tickets. */
export type TicketOrder = {
  /** Sort direction. On the wire: `order`. */
  direction?: TicketOrderDirection;
  /** Sort field. On the wire: `orderby`. */
  field?: TicketOrderField;
};

/** Sort direction. */
export type TicketOrderDirection =
  /** Ascending: smallest or oldest first. */
  | 'ASC'
  /** Descending: largest or newest first. */
  | 'DESC';

/** Sort field. The ticket API documents only START_TIME; the others are inferred. */
export type TicketOrderField =
  /** Creation time. Deep pages cost the fewest calls in this order. */
  | 'CREATED_AT'
  /** End time. */
  | 'END_TIME'
  /** Reference. */
  | 'REFERENCE'
  /** Start time. */
  | 'START_TIME'
  /** State. */
  | 'STATE'
  /** Id in the ticket API. */
  | 'TICKET_ID'
  /** Type. */
  | 'TYPE'
  /** Time of the last change. */
  | 'UPDATED_AT';

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

/** Location of a parameter in a request. */
export type TicketRequestPlace =
  /** In a form-encoded body. */
  | 'FORM'
  /** In a JSON body. */
  | 'JSON'
  /** In the path, in place of the name in braces. */
  | 'PATH'
  /** In the query string. */
  | 'QUERY';

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


export type InboxQuery = { tickets: { nodes: Array<{ id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, startTime: string | null, requestor: { name: string | null, firstName: string | null } | null, agent: { name: string | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, narrowing: { owner: TicketOwner, serviceKey: string | null } } | null };

export type DetailQueryVariables = Exact<{ [key: string]: never; }>;


export type DetailQuery = { tickets: { nodes: Array<{ ticketId: string, state: TicketState, stateRaw: string, transitions: Array<TicketState>, subject: string | null, description: string | null, language: string | null, durationMinutes: number | null, startTime: string | null, endTime: string | null, service: { serviceKey: string } | null, group: { groupId: string, name: string | null } | null, participants: Array<{ role: string, name: string | null, email: string | null, phone: string | null }>, geolocation: { latitude: number, longitude: number } | null, medias: { totalCount: number | null, statuses: Array<string>, nodes: Array<{ mediaId: string, title: string | null, mediaType: TicketMediaType | null, status: TicketMediaStatus | null, url: string | null, sizeBytes: number | null } | null> | null } | null, events: { totalCount: number | null, nodes: Array<{ name: TicketEventName, nameRaw: string, occurredAt: string | null, source: TicketEventSource | null } | null> | null } | null } | null> | null } | null };

export type FilterQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterQuery = { open: { scannedCount: number | null, nodes: Array<{ ticketId: string, state: TicketState, subject: string | null } | null> | null, pageInfo: { hasNextPage: boolean } } | null, search: { totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ ticketId: string, subject: string | null, createdAt: string | null } | null> | null } | null };

export type LookupQueryVariables = Exact<{ [key: string]: never; }>;


export type LookupQuery = { ticket: { id: string, ticketId: string, state: TicketState, subject: string | null, agent: { name: string | null, joinUrl: string | null } | null, requestor: { name: string | null, emails: Array<string>, phones: Array<string> } | null } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { maySeeAllTickets: boolean | null, user: { userId: string, username: string | null, firstName: string | null, lastName: string | null }, enterprise: { enterpriseId: string, users: { nodes: Array<{ userId: string, username: string | null } | null> | null } | null } | null } | null };

export type CreateMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateMutation = { createTicket:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', ticket: { id: string, ticketId: string, state: TicketState, requestor: { joinUrl: string | null } | null } | null }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketRateLimitError', code: TicketErrorCode, message: string, retryable: boolean }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type UpdateMutationVariables = Exact<{ [key: string]: never; }>;


export type UpdateMutation = { updateTicket:
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketOutcomeUnknownError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketRateLimitError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null } | null }
   | null };

export type ExportMutationVariables = Exact<{ [key: string]: never; }>;


export type ExportMutation = { exportTicket:
    | { __typename: 'ExportTicketSuccess', export: { url: string, filename: string | null, format: TicketExportFormat | null, expiresAt: string | null } }
    | { __typename: 'TicketConflictError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketForbiddenError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketIdempotencyError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketNotFoundError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketOutcomeUnknownError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketRateLimitError', code: TicketErrorCode, message: string }
    | { __typename: 'TicketValidationError', code: TicketErrorCode, message: string }
   | null };

export type BoardQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardQuery = { tickets: { nodes: Array<{ ticketId: string, state: TicketState, subject: string | null, requestor: { name: string | null, firstName: string | null } | null, medias: { nodes: Array<{ title: string | null, mediaType: TicketMediaType | null } | null> | null } | null, events: { nodes: Array<{ name: TicketEventName, occurredAt: string | null } | null> | null } | null } | null> | null } | null };

export type TimelineQueryVariables = Exact<{
  ticketId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { ticket: { events: { totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, edges: Array<{ cursor: string, node: { id: string, eventId: string | null, name: TicketEventName, nameRaw: string, occurredAt: string | null, source: TicketEventSource | null, sourceRaw: string | null, data: Record<string, unknown> | null, agent: { name: string | null, email: string | null, joinUrl: string | null } | null, geolocation: { latitude: number, longitude: number } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MediasQueryVariables = Exact<{
  ticketId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TicketMediaFilter | null | undefined;
  orderBy?: TicketMediaOrder;
}>;


export type MediasQuery = { ticket: { medias: { statuses: Array<string>, totalCount: number | null, nodes: Array<{ id: string, mediaId: string, title: string | null, description: string | null, status: TicketMediaStatus | null, statusRaw: string | null, mediaType: TicketMediaType | null, mediaTypeRaw: string | null, mimeType: string | null, source: TicketMediaSource | null, sourceRaw: string | null, url: string | null, sizeBytes: number | null, createdAt: string | null, tags: Array<string>, userName: string | null, geolocation: { latitude: number, longitude: number } | null, user: { userId: string } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

type Trouble_TicketConflictError_Fragment = { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null };

type Trouble_TicketForbiddenError_Fragment = { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean };

type Trouble_TicketIdempotencyError_Fragment = { __typename: 'TicketIdempotencyError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean };

type Trouble_TicketNotFoundError_Fragment = { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean };

type Trouble_TicketOutcomeUnknownError_Fragment = { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null };

type Trouble_TicketRateLimitError_Fragment = { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean };

type Trouble_TicketValidationError_Fragment = { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> };

export type TroubleFragment =
  | Trouble_TicketConflictError_Fragment
  | Trouble_TicketForbiddenError_Fragment
  | Trouble_TicketIdempotencyError_Fragment
  | Trouble_TicketNotFoundError_Fragment
  | Trouble_TicketOutcomeUnknownError_Fragment
  | Trouble_TicketRateLimitError_Fragment
  | Trouble_TicketValidationError_Fragment
;

export type ShownFragment = { method: string, path: string, parameters: Array<{ name: string, value: string | null, place: TicketRequestPlace }> };

export type CreateOnceMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type CreateOnceMutation = { createTicket:
    | { __typename: 'CreateTicketPreview', request: { method: string, path: string, parameters: Array<{ name: string, value: string | null, place: TicketRequestPlace }> } }
    | { __typename: 'CreateTicketSuccess', ticketId: string, replayed: boolean, ticket: { ticketId: string, state: TicketState, subject: string | null, reference: string | null } | null }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type CreateTwoMutationVariables = Exact<{
  one: CreateTicketInput;
  two: CreateTicketInput;
}>;


export type CreateTwoMutation = { one:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', ticketId: string, replayed: boolean }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null, two:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', ticketId: string, replayed: boolean }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type UpdateExpectedMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type UpdateExpectedMutation = { updateTicket:
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview', request: { method: string, path: string, parameters: Array<{ name: string, value: string | null, place: TicketRequestPlace }> } }
    | { __typename: 'UpdateTicketSuccess', ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, agent: { username: string | null } | null } | null }
   | null };

export type DeleteOnceMutationVariables = Exact<{
  input: DeleteTicketInput;
}>;


export type DeleteOnceMutation = { deleteTicket:
    | { __typename: 'DeleteTicketSuccess', deletedTicketId: string }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type ExportOnceMutationVariables = Exact<{
  input: ExportTicketInput;
}>;


export type ExportOnceMutation = { exportTicket:
    | { __typename: 'ExportTicketSuccess', replayed: boolean, export: { url: string, expiresAt: string | null } }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean, ticket: { ticketId: string, state: TicketState, description: string | null, updatedAt: string | null, transitions: Array<TicketState> } | null }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean, searched: { reference: string, serviceKey: string | null, owner: TicketOwner, createdAfter: string, looks: number } | null }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type TicketRowFragment = { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null };

export type TicketsFlatQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
  orderBy?: TicketOrder;
}>;


export type TicketsFlatQuery = { tickets: { scannedCount: number | null, edges: Array<{ cursor: string, node: { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, narrowing: { owner: TicketOwner, userId: string | null, serviceKey: string | null }, repair: { inserted: number, removed: number } } | null };

export type TicketsNestedQueryVariables = Exact<{
  first: number;
}>;


export type TicketsNestedQuery = { tickets: { nodes: Array<{ ticketId: string, medias: { nodes: Array<{ mediaId: string, title: string | null } | null> | null } | null, events: { nodes: Array<{ name: TicketEventName, occurredAt: string | null } | null> | null } | null } | null> | null } | null };

export type OneTicketFourWaysQueryVariables = Exact<{
  id: string | number;
  ticketId: string | number;
}>;


export type OneTicketFourWaysQuery = { byId: { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null } | null, byTicketId: { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null } | null, node:
    | { subject: string | null, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null, nodes: Array<
    | { subject: string | null, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> | null };

export type TicketByApiIdQueryVariables = Exact<{
  ticketId: string | number;
}>;


export type TicketByApiIdQuery = { ticket: { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null } | null };

export type TicketByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketByIdQuery = { ticket: { id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null } | null };

export type WholeTicketQueryVariables = Exact<{
  ticketId: string | number;
}>;


export type WholeTicketQuery = { ticket: { stateRaw: string, transitions: Array<TicketState>, type: TicketType | null, typeRaw: string | null, description: string | null, language: string | null, updatedAt: string | null, endTime: string | null, durationMinutes: number | null, conversationId: string | null, id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null, service: { serviceKey: string } | null, group: { groupId: string, name: string | null } | null, agent: { name: string | null, username: string | null, firstName: string | null, lastName: string | null, email: string | null, phone: string | null, user: { userId: string } | null } | null, requestor: { requestorId: string | null, name: string | null, firstName: string | null, company: string | null, gender: TicketGender | null, genderRaw: string | null, country: string | null, emails: Array<string>, phones: Array<string>, joinUrl: string | null } | null, participants: Array<{ role: string, name: string | null, email: string | null, phone: string | null }>, geolocation: { latitude: number, longitude: number } | null } | null };

export type TicketsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
  orderBy?: TicketOrder;
}>;


export type TicketsQuery = { tickets: { scannedCount: number | null, totalCount: number | null, totalCountPrecision: TicketCountPrecision | null, nodes: Array<{ stateRaw: string, type: TicketType | null, typeRaw: string | null, updatedAt: string | null, endTime: string | null, id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null, group: { groupId: string } | null, service: { serviceKey: string } | null, requestor: { requestorId: string | null } | null, agent: { username: string | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, narrowing: { owner: TicketOwner, userId: string | null, serviceKey: string | null } } | null };

export type TicketsWithAccountsQueryVariables = Exact<{
  first: number;
  filter?: TicketFilter | null | undefined;
}>;


export type TicketsWithAccountsQuery = { tickets: { nodes: Array<{ agent: { username: string | null, user: { username: string | null, email: string | null } | null } | null } | null> | null } | null };

export type TicketWithLinksQueryVariables = Exact<{
  ticketId: string | number;
}>;


export type TicketWithLinksQuery = { ticket: { subject: string | null, agent: { name: string | null, joinUrl: string | null } | null, requestor: { joinUrl: string | null } | null } | null };

export type TicketsWithLinksQueryVariables = Exact<{
  first: number;
}>;


export type TicketsWithLinksQuery = { tickets: { nodes: Array<{ subject: string | null, agent: { joinUrl: string | null } | null } | null> | null } | null };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { user: { userId: string } } | null };

export type WholeViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type WholeViewerQuery = { viewer: { user: { id: string, userId: string, username: string | null, firstName: string | null, lastName: string | null, email: string | null, phone: string | null, createdAt: string | null }, enterprise: { enterpriseId: string } | null } | null };

export type MayItQueryVariables = Exact<{ [key: string]: never; }>;


export type MayItQuery = { viewer: { maySeeAllTickets: boolean | null } | null };

export type AccountsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { viewer: { enterprise: { users: { totalCount: number | null, nodes: Array<{ username: string | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null } | null };

type Failure_TicketConflictError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketForbiddenError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketIdempotencyError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketNotFoundError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketOutcomeUnknownError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketRateLimitError_Fragment = { retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean };

type Failure_TicketValidationError_Fragment = { message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> };

export type FailureFragment =
  | Failure_TicketConflictError_Fragment
  | Failure_TicketForbiddenError_Fragment
  | Failure_TicketIdempotencyError_Fragment
  | Failure_TicketNotFoundError_Fragment
  | Failure_TicketOutcomeUnknownError_Fragment
  | Failure_TicketRateLimitError_Fragment
  | Failure_TicketValidationError_Fragment
;

export type CreateTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type CreateTicketMutation = { createTicket:
    | { __typename: 'CreateTicketPreview' }
    | { __typename: 'CreateTicketSuccess', ticket: { type: TicketType | null, language: string | null, description: string | null, durationMinutes: number | null, endTime: string | null, id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null, service: { serviceKey: string } | null, group: { groupId: string } | null, agent: { username: string | null } | null, requestor: { name: string | null, firstName: string | null, company: string | null, gender: TicketGender | null, country: string | null, emails: Array<string>, phones: Array<string>, joinUrl: string | null } | null } | null }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type UpdateTicketMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type UpdateTicketMutation = { updateTicket:
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { description: string | null, id: string, ticketId: string, state: TicketState, subject: string | null, reference: string | null, createdAt: string | null, startTime: string | null, group: { groupId: string } | null, agent: { username: string | null } | null } | null }
   | null };

export type UpdateTicketForIdsMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type UpdateTicketForIdsMutation = { updateTicket:
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'UpdateTicketPreview' }
    | { __typename: 'UpdateTicketSuccess', ticket: { id: string, ticketId: string } | null }
   | null };

export type DeleteTicketMutationVariables = Exact<{
  input: DeleteTicketInput;
}>;


export type DeleteTicketMutation = { deleteTicket:
    | { __typename: 'DeleteTicketSuccess', deletedId: string, deletedTicketId: string }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

export type ExportTicketMutationVariables = Exact<{
  input: ExportTicketInput;
}>;


export type ExportTicketMutation = { exportTicket:
    | { __typename: 'ExportTicketSuccess', export: { url: string, filename: string | null, format: TicketExportFormat | null, formatRaw: string | null, expiresAt: string | null }, ticket: { ticketId: string } | null }
    | { __typename: 'TicketConflictError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketForbiddenError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketIdempotencyError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketNotFoundError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketOutcomeUnknownError', message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketRateLimitError', retryAfter: number | null, message: string, code: TicketErrorCode, retryable: boolean }
    | { __typename: 'TicketValidationError', message: string, code: TicketErrorCode, retryable: boolean, issues: Array<{ path: Array<string>, message: string }> }
   | null };

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
export const TroubleFragmentDoc = new TypedDocumentString(`
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}
    `, {"fragmentName":"Trouble"}) as unknown as TypedDocumentString<TroubleFragment, unknown>;
export const ShownFragmentDoc = new TypedDocumentString(`
    fragment Shown on TicketRequest {
  method
  path
  parameters {
    name
    value
    place
  }
}
    `, {"fragmentName":"Shown"}) as unknown as TypedDocumentString<ShownFragment, unknown>;
export const TicketRowFragmentDoc = new TypedDocumentString(`
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}
    `, {"fragmentName":"TicketRow"}) as unknown as TypedDocumentString<TicketRowFragment, unknown>;
export const FailureFragmentDoc = new TypedDocumentString(`
    fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}
    `, {"fragmentName":"Failure"}) as unknown as TypedDocumentString<FailureFragment, unknown>;
export const InboxDocument = new TypedDocumentString(`
    query Inbox {
  tickets(first: 20) {
    nodes {
      id
      ticketId
      state
      subject
      reference
      startTime
      requestor {
        name
        firstName
      }
      agent {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    narrowing {
      owner
      serviceKey
    }
  }
}
    `) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const DetailDocument = new TypedDocumentString(`
    query Detail {
  tickets(first: 1, orderBy: {field: CREATED_AT, direction: DESC}) {
    nodes {
      ticketId
      state
      stateRaw
      transitions
      subject
      description
      language
      durationMinutes
      startTime
      endTime
      service {
        serviceKey
      }
      group {
        groupId
        name
      }
      participants {
        role
        name
        email
        phone
      }
      geolocation {
        latitude
        longitude
      }
      medias(first: 10) {
        totalCount
        statuses
        nodes {
          mediaId
          title
          mediaType
          status
          url
          sizeBytes
        }
      }
      events(first: 20) {
        totalCount
        nodes {
          name
          nameRaw
          occurredAt
          source
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DetailQuery, DetailQueryVariables>;
export const FilterDocument = new TypedDocumentString(`
    query Filter {
  open: tickets(first: 5, filter: {states: [OPEN, INPROGRESS]}) {
    nodes {
      ticketId
      state
      subject
    }
    scannedCount
    pageInfo {
      hasNextPage
    }
  }
  search: tickets(
    first: 5
    filter: {search: "a", type: "video-assistance"}
    orderBy: {field: CREATED_AT, direction: ASC}
  ) {
    totalCount
    totalCountPrecision
    nodes {
      ticketId
      subject
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<FilterQuery, FilterQueryVariables>;
export const LookupDocument = new TypedDocumentString(`
    query Lookup {
  ticket(ticketId: "82001") {
    id
    ticketId
    state
    subject
    agent {
      name
      joinUrl
    }
    requestor {
      name
      emails
      phones
    }
  }
}
    `) as unknown as TypedDocumentString<LookupQuery, LookupQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    user {
      userId
      username
      firstName
      lastName
    }
    enterprise {
      enterpriseId
      users(first: 5) {
        nodes {
          userId
          username
        }
      }
    }
    maySeeAllTickets
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const CreateDocument = new TypedDocumentString(`
    mutation Create {
  createTicket(
    input: {emails: ["paul@example.com"], phones: ["+33612345678"], recipient: {name: "Martin", firstName: "Paul", country: "FR"}, type: "video-assistance", language: "fr", subject: "Boiler does not start", reference: "CASE-1234", invite: true}
  ) {
    __typename
    ... on CreateTicketSuccess {
      ticket {
        id
        ticketId
        state
        requestor {
          joinUrl
        }
      }
    }
    ... on TicketValidationError {
      issues {
        path
        message
      }
    }
    ... on TicketError {
      code
      message
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<CreateMutation, CreateMutationVariables>;
export const UpdateDocument = new TypedDocumentString(`
    mutation Update {
  updateTicket(
    input: {ticketId: "82198", description: "Customer reports error E04."}
  ) {
    __typename
    ... on UpdateTicketSuccess {
      ticket {
        ticketId
        state
        description
        updatedAt
      }
    }
    ... on TicketError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateMutation, UpdateMutationVariables>;
export const ExportDocument = new TypedDocumentString(`
    mutation Export {
  exportTicket(input: {ticketId: "82001", format: ZIP, includeTimeline: true}) {
    __typename
    ... on ExportTicketSuccess {
      export {
        url
        filename
        format
        expiresAt
      }
    }
    ... on TicketError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExportMutation, ExportMutationVariables>;
export const BoardDocument = new TypedDocumentString(`
    query Board {
  tickets(first: 3) {
    nodes {
      ticketId
      state
      subject
      requestor {
        name
        firstName
      }
      medias(first: 3) {
        nodes {
          title
          mediaType
        }
      }
      events(last: 2) {
        nodes {
          name
          occurredAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const TimelineDocument = new TypedDocumentString(`
    query Timeline($ticketId: ID!, $first: Int, $after: String) {
  ticket(ticketId: $ticketId) {
    events(first: $first, after: $after) {
      totalCount
      totalCountPrecision
      edges {
        cursor
        node {
          id
          eventId
          name
          nameRaw
          occurredAt
          source
          sourceRaw
          agent {
            name
            email
            joinUrl
          }
          geolocation {
            latitude
            longitude
          }
          data
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TimelineQuery, TimelineQueryVariables>;
export const MediasDocument = new TypedDocumentString(`
    query Medias($ticketId: ID!, $first: Int, $after: String, $filter: TicketMediaFilter, $orderBy: TicketMediaOrder! = {field: CREATED_AT, direction: DESC}) {
  ticket(ticketId: $ticketId) {
    medias(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      statuses
      totalCount
      nodes {
        id
        mediaId
        title
        description
        status
        statusRaw
        mediaType
        mediaTypeRaw
        mimeType
        source
        sourceRaw
        url
        sizeBytes
        createdAt
        tags
        geolocation {
          latitude
          longitude
        }
        user {
          userId
        }
        userName
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MediasQuery, MediasQueryVariables>;
export const CreateOnceDocument = new TypedDocumentString(`
    mutation CreateOnce($input: CreateTicketInput!) {
  createTicket(input: $input) {
    __typename
    ... on CreateTicketSuccess {
      ticketId
      replayed
      ticket {
        ticketId
        state
        subject
        reference
      }
    }
    ... on CreateTicketPreview {
      request {
        ...Shown
      }
    }
    ...Trouble
  }
}
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}
fragment Shown on TicketRequest {
  method
  path
  parameters {
    name
    value
    place
  }
}`) as unknown as TypedDocumentString<CreateOnceMutation, CreateOnceMutationVariables>;
export const CreateTwoDocument = new TypedDocumentString(`
    mutation CreateTwo($one: CreateTicketInput!, $two: CreateTicketInput!) {
  one: createTicket(input: $one) {
    __typename
    ... on CreateTicketSuccess {
      ticketId
      replayed
    }
    ...Trouble
  }
  two: createTicket(input: $two) {
    __typename
    ... on CreateTicketSuccess {
      ticketId
      replayed
    }
    ...Trouble
  }
}
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}`) as unknown as TypedDocumentString<CreateTwoMutation, CreateTwoMutationVariables>;
export const UpdateExpectedDocument = new TypedDocumentString(`
    mutation UpdateExpected($input: UpdateTicketInput!) {
  updateTicket(input: $input) {
    __typename
    ... on UpdateTicketSuccess {
      ticket {
        ticketId
        state
        description
        updatedAt
        agent {
          username
        }
      }
    }
    ... on UpdateTicketPreview {
      request {
        ...Shown
      }
    }
    ...Trouble
  }
}
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}
fragment Shown on TicketRequest {
  method
  path
  parameters {
    name
    value
    place
  }
}`) as unknown as TypedDocumentString<UpdateExpectedMutation, UpdateExpectedMutationVariables>;
export const DeleteOnceDocument = new TypedDocumentString(`
    mutation DeleteOnce($input: DeleteTicketInput!) {
  deleteTicket(input: $input) {
    __typename
    ... on DeleteTicketSuccess {
      deletedTicketId
    }
    ...Trouble
  }
}
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}`) as unknown as TypedDocumentString<DeleteOnceMutation, DeleteOnceMutationVariables>;
export const ExportOnceDocument = new TypedDocumentString(`
    mutation ExportOnce($input: ExportTicketInput!) {
  exportTicket(input: $input) {
    __typename
    ... on ExportTicketSuccess {
      replayed
      export {
        url
        expiresAt
      }
    }
    ...Trouble
  }
}
    fragment Trouble on TicketError {
  __typename
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
  ... on TicketIdempotencyError {
    retryAfter
  }
  ... on TicketConflictError {
    ticket {
      ticketId
      state
      description
      updatedAt
      transitions
    }
  }
  ... on TicketOutcomeUnknownError {
    retryAfter
    searched {
      reference
      serviceKey
      owner
      createdAfter
      looks
    }
  }
}`) as unknown as TypedDocumentString<ExportOnceMutation, ExportOnceMutationVariables>;
export const TicketsFlatDocument = new TypedDocumentString(`
    query TicketsFlat($first: Int, $after: String, $last: Int, $before: String, $filter: TicketFilter, $orderBy: TicketOrder! = {field: START_TIME, direction: DESC}) {
  tickets(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
  ) {
    edges {
      cursor
      node {
        ...TicketRow
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    narrowing {
      owner
      userId
      serviceKey
    }
    repair {
      inserted
      removed
    }
    scannedCount
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<TicketsFlatQuery, TicketsFlatQueryVariables>;
export const TicketsNestedDocument = new TypedDocumentString(`
    query TicketsNested($first: Int!) {
  tickets(first: $first) {
    nodes {
      ticketId
      medias(first: 10) {
        nodes {
          mediaId
          title
        }
      }
      events(first: 50) {
        nodes {
          name
          occurredAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TicketsNestedQuery, TicketsNestedQueryVariables>;
export const OneTicketFourWaysDocument = new TypedDocumentString(`
    query OneTicketFourWays($id: ID!, $ticketId: ID!) {
  byId: ticket(id: $id) {
    ...TicketRow
  }
  byTicketId: ticket(ticketId: $ticketId) {
    ...TicketRow
  }
  node(id: $id) {
    id
    ... on Ticket {
      subject
    }
  }
  nodes(ids: [$id, $id]) {
    id
    ... on Ticket {
      subject
    }
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<OneTicketFourWaysQuery, OneTicketFourWaysQueryVariables>;
export const TicketByApiIdDocument = new TypedDocumentString(`
    query TicketByApiId($ticketId: ID!) {
  ticket(ticketId: $ticketId) {
    ...TicketRow
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<TicketByApiIdQuery, TicketByApiIdQueryVariables>;
export const TicketByIdDocument = new TypedDocumentString(`
    query TicketById($id: ID!) {
  ticket(id: $id) {
    ...TicketRow
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<TicketByIdQuery, TicketByIdQueryVariables>;
export const WholeTicketDocument = new TypedDocumentString(`
    query WholeTicket($ticketId: ID!) {
  ticket(ticketId: $ticketId) {
    ...TicketRow
    stateRaw
    transitions
    type
    typeRaw
    description
    language
    updatedAt
    endTime
    durationMinutes
    conversationId
    service {
      serviceKey
    }
    group {
      groupId
      name
    }
    agent {
      name
      username
      firstName
      lastName
      email
      phone
      user {
        userId
      }
    }
    requestor {
      requestorId
      name
      firstName
      company
      gender
      genderRaw
      country
      emails
      phones
      joinUrl
    }
    participants {
      role
      name
      email
      phone
    }
    geolocation {
      latitude
      longitude
    }
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<WholeTicketQuery, WholeTicketQueryVariables>;
export const TicketsDocument = new TypedDocumentString(`
    query Tickets($first: Int, $after: String, $filter: TicketFilter, $orderBy: TicketOrder! = {field: START_TIME, direction: DESC}) {
  tickets(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      ...TicketRow
      stateRaw
      type
      typeRaw
      updatedAt
      endTime
      group {
        groupId
      }
      service {
        serviceKey
      }
      requestor {
        requestorId
      }
      agent {
        username
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    narrowing {
      owner
      userId
      serviceKey
    }
    scannedCount
    totalCount
    totalCountPrecision
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}`) as unknown as TypedDocumentString<TicketsQuery, TicketsQueryVariables>;
export const TicketsWithAccountsDocument = new TypedDocumentString(`
    query TicketsWithAccounts($first: Int!, $filter: TicketFilter) {
  tickets(first: $first, filter: $filter) {
    nodes {
      agent {
        username
        user {
          username
          email
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TicketsWithAccountsQuery, TicketsWithAccountsQueryVariables>;
export const TicketWithLinksDocument = new TypedDocumentString(`
    query TicketWithLinks($ticketId: ID!) {
  ticket(ticketId: $ticketId) {
    subject
    agent {
      name
      joinUrl
    }
    requestor {
      joinUrl
    }
  }
}
    `) as unknown as TypedDocumentString<TicketWithLinksQuery, TicketWithLinksQueryVariables>;
export const TicketsWithLinksDocument = new TypedDocumentString(`
    query TicketsWithLinks($first: Int!) {
  tickets(first: $first) {
    nodes {
      subject
      agent {
        joinUrl
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TicketsWithLinksQuery, TicketsWithLinksQueryVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  viewer {
    user {
      userId
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const WholeViewerDocument = new TypedDocumentString(`
    query WholeViewer {
  viewer {
    user {
      id
      userId
      username
      firstName
      lastName
      email
      phone
      createdAt
    }
    enterprise {
      enterpriseId
    }
  }
}
    `) as unknown as TypedDocumentString<WholeViewerQuery, WholeViewerQueryVariables>;
export const MayItDocument = new TypedDocumentString(`
    query MayIt {
  viewer {
    maySeeAllTickets
  }
}
    `) as unknown as TypedDocumentString<MayItQuery, MayItQueryVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($first: Int, $after: String) {
  viewer {
    enterprise {
      users(first: $first, after: $after) {
        totalCount
        nodes {
          username
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const CreateTicketDocument = new TypedDocumentString(`
    mutation CreateTicket($input: CreateTicketInput!) {
  createTicket(input: $input) {
    __typename
    ... on CreateTicketSuccess {
      ticket {
        ...TicketRow
        type
        language
        description
        durationMinutes
        endTime
        service {
          serviceKey
        }
        group {
          groupId
        }
        agent {
          username
        }
        requestor {
          name
          firstName
          company
          gender
          country
          emails
          phones
          joinUrl
        }
      }
    }
    ...Failure
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}
fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}`) as unknown as TypedDocumentString<CreateTicketMutation, CreateTicketMutationVariables>;
export const UpdateTicketDocument = new TypedDocumentString(`
    mutation UpdateTicket($input: UpdateTicketInput!) {
  updateTicket(input: $input) {
    __typename
    ... on UpdateTicketSuccess {
      ticket {
        ...TicketRow
        description
        group {
          groupId
        }
        agent {
          username
        }
      }
    }
    ...Failure
  }
}
    fragment TicketRow on Ticket {
  id
  ticketId
  state
  subject
  reference
  createdAt
  startTime
}
fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}`) as unknown as TypedDocumentString<UpdateTicketMutation, UpdateTicketMutationVariables>;
export const UpdateTicketForIdsDocument = new TypedDocumentString(`
    mutation UpdateTicketForIds($input: UpdateTicketInput!) {
  updateTicket(input: $input) {
    __typename
    ... on UpdateTicketSuccess {
      ticket {
        ... on Node {
          id
        }
        ticketId
      }
    }
    ...Failure
  }
}
    fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}`) as unknown as TypedDocumentString<UpdateTicketForIdsMutation, UpdateTicketForIdsMutationVariables>;
export const DeleteTicketDocument = new TypedDocumentString(`
    mutation DeleteTicket($input: DeleteTicketInput!) {
  deleteTicket(input: $input) {
    __typename
    ... on DeleteTicketSuccess {
      deletedId
      deletedTicketId
    }
    ...Failure
  }
}
    fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}`) as unknown as TypedDocumentString<DeleteTicketMutation, DeleteTicketMutationVariables>;
export const ExportTicketDocument = new TypedDocumentString(`
    mutation ExportTicket($input: ExportTicketInput!) {
  exportTicket(input: $input) {
    __typename
    ... on ExportTicketSuccess {
      export {
        url
        filename
        format
        formatRaw
        expiresAt
      }
      ticket {
        ticketId
      }
    }
    ...Failure
  }
}
    fragment Failure on TicketError {
  message
  code
  retryable
  ... on TicketValidationError {
    issues {
      path
      message
    }
  }
  ... on TicketRateLimitError {
    retryAfter
  }
}`) as unknown as TypedDocumentString<ExportTicketMutation, ExportTicketMutationVariables>;