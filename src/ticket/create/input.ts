import { builder } from '../../graphql/builder.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import type { NewTicket } from '../api.ts';
import { TicketState } from '../enums.ts';

const RecipientInput = builder.inputType('TicketRecipientInput', {
  description: 'Details of a single recipient. Not for tickets with several participants.',
  fields: (t) => ({
    name: t.string({ description: 'Last name or full name.' }),
    firstName: t.string({ description: 'First name.' }),
    company: t.string({ description: 'Company.' }),
    gender: t.string({
      description: 'Gender: `male`, `female`, or another value that the ticket API accepts.',
    }),
    country: t.field({ type: 'CountryCode', description: 'Country.' }),
  }),
});

const MetadataInput = builder.inputType('TicketMetadataInput', {
  description: 'A metadata entry.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key.' }),
    value: t.string({ required: true, description: 'Value.' }),
  }),
});

/** A new ticket. */
export const CreateTicketInput = builder.inputType('CreateTicketInput', {
  description: 'A new ticket. Requires at least one email address or phone number.',
  fields: (t) => ({
    emails: t.field({
      type: ['EmailAddress'],
      description: 'Email addresses of the guests. On the wire: `email`.',
    }),
    phones: t.field({
      type: ['PhoneNumber'],
      description: 'Phone numbers of the guests, for SMS. On the wire: `phone`.',
    }),
    recipient: t.field({ type: RecipientInput, description: 'Details of the guest, if there is only one.' }),
    type: t.string({ description: 'Type, as the ticket API spells it. Default: chosen by the ticket API.' }),
    language: t.string({ description: 'Language of the notifications (ISO 639-1), such as `fr`.' }),
    subject: t.string({ description: 'Subject of the invitation email.' }),
    reference: t.string({
      description: 'Your reference, such as a case number. The ticket API may cut it to 50 characters.',
    }),
    description: t.string({ description: 'Free text.' }),
    serviceKey: t.id({
      description: 'Service. Default: the preferred service of the current user. On the wire: `service_key`.',
    }),
    groupId: t.id({
      description: 'User group whose agents may handle the ticket. On the wire: `group`.',
    }),
    agent: t.string({
      description:
        'Login name or id of the agent. Default: the current user, because the ticket API may require an agent. Null sends ' +
        'none.',
    }),
    invite: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Send the invitation now. If false, send `requestor.joinUrl` to the guest yourself.',
    }),
    inviteOrganizer: t.boolean({
      description: 'Also invite the organizer. Only for tickets with several participants.',
    }),
    agentTemplate: t.string({ description: 'Email and SMS template for the agent.' }),
    requestorTemplate: t.string({ description: 'Email and SMS template for the guest.' }),
    startTime: t.field({ type: 'DateTime', description: 'Start of the session.' }),
    durationMinutes: t.int({
      description: 'Duration in minutes, at least 1. Default: 30. On the wire: `duration`.',
    }),
    reminderMinutes: t.int({
      description:
        'Send an email reminder this many minutes before the start, 1 to 60. On the wire: `reminder`.',
    }),
    initialState: t.field({
      type: TicketState,
      description: 'Initial state. Rejected unless the operator configured its parameter name.',
    }),
    idempotencyKey: t.string({
      description:
        'Key that you choose for this request, such as a UUID: 1 to 255 printable ASCII characters. For 24 hours, the same ' +
        'request with the same key creates one ticket. Overrides the `Idempotency-Key` header.',
    }),
    validateOnly: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only return the request that would be sent (CreateTicketPreview). Nothing is sent.',
    }),
    metadata: t.field({
      type: [MetadataInput],
      description: 'Metadata. Rejected unless the operator configured its parameter name.',
    }),
  }),
});

/** The input, as a client sent it. */
export type CreateInput = typeof CreateTicketInput.$inferInput;

/** The input field behind each parameter of the API. */
export const PARAM_TO_INPUT: ParamToInput = {
  email: ['input', 'emails'],
  phone: ['input', 'phones'],
  name: ['input', 'recipient', 'name'],
  firstName: ['input', 'recipient', 'firstName'],
  company: ['input', 'recipient', 'company'],
  gender: ['input', 'recipient', 'gender'],
  country: ['input', 'recipient', 'country'],
  type: ['input', 'type'],
  language: ['input', 'language'],
  subject: ['input', 'subject'],
  reference: ['input', 'reference'],
  description: ['input', 'description'],
  serviceKey: ['input', 'serviceKey'],
  group: ['input', 'groupId'],
  agent: ['input', 'agent'],
  invite: ['input', 'invite'],
  inviteOrganizer: ['input', 'inviteOrganizer'],
  agentTemplate: ['input', 'agentTemplate'],
  requestorTemplate: ['input', 'requestorTemplate'],
  startTime: ['input', 'startTime'],
  duration: ['input', 'durationMinutes'],
  reminder: ['input', 'reminderMinutes'],
  state: ['input', 'initialState'],
  metadata: ['input', 'metadata'],
};

/** The input as parameters of the API. The default agent is the caller. */
export function newTicket(input: CreateInput, callerId: string): NewTicket {
  const { recipient } = input;
  return {
    email: input.emails ?? undefined,
    phone: input.phones ?? undefined,
    name: recipient?.name ?? undefined,
    firstName: recipient?.firstName ?? undefined,
    company: recipient?.company ?? undefined,
    gender: recipient?.gender ?? undefined,
    country: recipient?.country ?? undefined,
    type: input.type ?? undefined,
    language: input.language ?? undefined,
    subject: input.subject ?? undefined,
    reference: input.reference ?? undefined,
    description: input.description ?? undefined,
    serviceKey: input.serviceKey ?? undefined,
    group: input.groupId ?? undefined,
    agent: input.agent === undefined ? callerId : (input.agent ?? undefined),
    invite: input.invite,
    inviteOrganizer: input.inviteOrganizer ?? undefined,
    agentTemplate: input.agentTemplate ?? undefined,
    requestorTemplate: input.requestorTemplate ?? undefined,
    startTime: input.startTime ?? undefined,
    duration: input.durationMinutes ?? undefined,
    reminder: input.reminderMinutes ?? undefined,
    state: input.initialState ?? undefined,
    metadata: input.metadata == null ? undefined : metadataText(input.metadata),
  };
}

const metadataText = (entries: readonly { key: string; value: string }[]): string =>
  JSON.stringify(Object.fromEntries(entries.map(({ key, value }) => [key, value])));
