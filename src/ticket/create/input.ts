import { builder } from '../../graphql/builder.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import { TicketState } from '../enums.ts';

const RecipientInput = builder.inputType('TicketRecipientInput', {
  description: 'Details of a single recipient. Not for multi-participant assistance.',
  fields: (t) => ({
    name: t.string({ description: 'Family or full name.' }),
    firstName: t.string({ description: 'Given name.' }),
    company: t.string({ description: 'Company.' }),
    gender: t.string({ description: '`male` or `female`; passed through as it is.' }),
    country: t.field({ type: 'CountryCode', description: 'Country.' }),
  }),
});

const MetadataInput = builder.inputType('TicketMetadataInput', {
  description: 'One entry of metadata.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Its key.' }),
    value: t.string({ required: true, description: 'Its value.' }),
  }),
});

/** A new ticket, as clients send it. */
export const CreateTicketInput = builder.inputType('CreateTicketInput', {
  description: 'A new ticket. At least one of `emails` and `phones` is needed.',
  fields: (t) => ({
    emails: t.field({
      type: ['EmailAddress'],
      description: 'Whom to invite by email. On the wire: `email`.',
    }),
    phones: t.field({ type: ['PhoneNumber'], description: 'Whom to invite by SMS. On the wire: `phone`.' }),
    recipient: t.field({ type: RecipientInput, description: 'Who the recipient is, if there is only one.' }),
    type: t.string({ description: 'Kind of ticket, as the API spells it. Default: chosen by the API.' }),
    language: t.string({ description: 'Language of the notifications, ISO 639-1, such as `fr`.' }),
    subject: t.string({ description: 'Subject of the email.' }),
    reference: t.string({ description: 'Your reference, such as a case number; the API may cut it at 50.' }),
    description: t.string({ description: 'Description.' }),
    serviceKey: t.id({
      description: 'Service. Default: the preferred one of the user. On the wire: `service_key`.',
    }),
    groupId: t.id({ description: 'User group whose agents may treat it. On the wire: `group`.' }),
    agent: t.string({
      description:
        'Login or id of the agent. Default: the user of the token, since a page of the API calls it required; ' +
        'null sends none.',
    }),
    invite: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Send the invitation now. Otherwise send `requestor.joinUrl` by a channel of your own.',
    }),
    inviteOrganizer: t.boolean({
      description: 'Multi-participant assistance only: also invite the organizer.',
    }),
    agentTemplate: t.string({ description: 'Email and SMS template for the agent.' }),
    requestorTemplate: t.string({ description: 'Email and SMS template for the guest.' }),
    startTime: t.field({ type: 'DateTime', description: 'When it takes place.' }),
    durationMinutes: t.int({
      description: 'Length in minutes, from 1. Default 30. On the wire: `duration`.',
    }),
    reminderMinutes: t.int({
      description: 'Email reminder that many minutes before, 1 to 60. On the wire: `reminder`.',
    }),
    initialState: t.field({
      type: TicketState,
      description: 'State to begin in. Only where the wire table binds a name for it; refused otherwise.',
    }),
    idempotencyKey: t.string({
      description:
        'Your name for this request, 1 to 255 printable ASCII characters, such as a UUID. The same request with the same key ' +
        'creates one ticket, for 24 hours, whatever happens in between. Comes before the `Idempotency-Key` header.',
    }),
    validateOnly: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only show the request that would be sent: CreateTicketPreview. Nothing is sent.',
    }),
    metadata: t.field({
      type: [MetadataInput],
      description: 'Metadata. Only where the wire table binds a name for it; refused otherwise.',
    }),
  }),
});

/** The input as a client sent it. */
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
