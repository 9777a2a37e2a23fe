import type { Context } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import { isCountryCode, isEmailAddress, isPhoneNumber } from '../graphql/scalars.ts';
import type { InputIssue } from './faults.ts';
import { TicketState } from './types.ts';
import type { NewTicket } from './upstream.ts';

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
    metadata: t.field({
      type: [MetadataInput],
      description: 'Metadata. Only where the wire table binds a name for it; refused otherwise.',
    }),
  }),
});

/** The input as a client sent it. */
export type CreateInput = typeof CreateTicketInput.$inferInput;

/** The input field behind each parameter of the API. */
export const INPUT_OF: Readonly<Record<string, readonly string[]>> = {
  email: ['emails'],
  phone: ['phones'],
  name: ['recipient', 'name'],
  firstName: ['recipient', 'firstName'],
  company: ['recipient', 'company'],
  gender: ['recipient', 'gender'],
  country: ['recipient', 'country'],
  type: ['type'],
  language: ['language'],
  subject: ['subject'],
  reference: ['reference'],
  description: ['description'],
  serviceKey: ['serviceKey'],
  group: ['groupId'],
  agent: ['agent'],
  invite: ['invite'],
  inviteOrganizer: ['inviteOrganizer'],
  agentTemplate: ['agentTemplate'],
  requestorTemplate: ['requestorTemplate'],
  startTime: ['startTime'],
  duration: ['durationMinutes'],
  reminder: ['reminderMinutes'],
  state: ['initialState'],
  metadata: ['metadata'],
};

/** What has to hold jointly, or can be judged without the API. All faults at once. */
export function issuesOf(input: CreateInput): InputIssue[] {
  const issues: InputIssue[] = [];
  const fault = (message: string, ...path: string[]) => issues.push({ path: ['input', ...path], message });
  const emails = input.emails ?? [];
  const phones = input.phones ?? [];
  if (emails.length === 0 && phones.length === 0) {
    fault('Give at least one email address or phone number.', 'emails');
  }
  emails.forEach((email, at) => {
    if (!isEmailAddress(email)) fault('This is not an email address.', 'emails', String(at));
  });
  phones.forEach((phone, at) => {
    if (!isPhoneNumber(phone)) fault('Write phone numbers as +33612345678.', 'phones', String(at));
  });
  const { recipient, type } = input;
  if (recipient != null && type != null && /multi-participants?$/.test(type)) {
    fault('Multi-participant assistance takes no details of a single recipient.', 'recipient');
  }
  if (recipient?.country != null && !isCountryCode(recipient.country)) {
    fault('Write the country as two capital letters, such as FR.', 'recipient', 'country');
  }
  if (input.durationMinutes != null && input.durationMinutes < 1) {
    fault('At least 1 minute.', 'durationMinutes');
  }
  if (input.reminderMinutes != null && (input.reminderMinutes < 1 || input.reminderMinutes > 60)) {
    fault('From 1 to 60 minutes.', 'reminderMinutes');
  }
  if (input.initialState === '') fault('UNKNOWN is no state to begin in.', 'initialState');
  return issues;
}

/** The input as the API takes it. The agent is the caller unless said otherwise. */
export async function newTicket(input: CreateInput, context: Context): Promise<NewTicket> {
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
    agent: input.agent === undefined ? (await context.caller()).user.id : (input.agent ?? undefined),
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
