import { builder } from '../../graphql/builder.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import { createTicket, type NewTicket } from '../api.ts';
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

const RECIPIENT_FIELDS = new Set(['name', 'firstName', 'company', 'gender', 'country']);

/** Parameters whose input field has another name. */
const INPUT_NAMES: Readonly<Record<string, string>> = {
  email: 'emails',
  phone: 'phones',
  group: 'groupId',
  duration: 'durationMinutes',
  reminder: 'reminderMinutes',
  state: 'initialState',
};

/** The input field behind each parameter of the API. */
export const PARAM_TO_INPUT: ParamToInput = Object.fromEntries(
  Object.keys(createTicket.params).map((param) => [
    param,
    RECIPIENT_FIELDS.has(param) ? ['input', 'recipient', param] : ['input', INPUT_NAMES[param] ?? param],
  ]),
);

/** The input as parameters of the API. The default agent is the caller. */
export function newTicket(input: CreateInput, callerId: string): NewTicket {
  const { recipient, metadata, agent, ...fields } = input;
  const given = new Map(Object.entries({ ...fields, ...recipient }));
  const params = Object.entries(PARAM_TO_INPUT).flatMap(([param, path]) => {
    const value = given.get(path.at(-1) ?? '');
    return value == null ? [] : [[param, value]];
  });
  return {
    ...Object.fromEntries(params),
    agent: agent === undefined ? callerId : (agent ?? undefined),
    metadata: metadata == null ? undefined : metadataText(metadata),
  };
}

const metadataText = (entries: readonly { key: string; value: string }[]): string =>
  JSON.stringify(Object.fromEntries(entries.map(({ key, value }) => [key, value])));
