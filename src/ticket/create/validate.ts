import { isCountryCode, isEmailAddress, isPhoneNumber, isValidDate } from '../../graphql/scalars.ts';
import { DATETIME_HINT } from '../../lists/epoch-seconds.ts';
import { isMultiParticipants } from '../enums.ts';
import type { InputIssue } from '../errors/errors.ts';
import type { NewTicket } from '../upstream/endpoints.ts';
import type { CreateInput } from './input.ts';

/** What has to hold jointly, or can be judged without the API. All faults at once. */
export function validateCreate(input: CreateInput): InputIssue[] {
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
  if (isMultiParticipants(type) && Object.values(recipient ?? {}).some((detail) => detail != null)) {
    fault('Multi-participant assistance takes no details of a single recipient.', 'recipient');
  }
  if (recipient?.country != null && !isCountryCode(recipient.country)) {
    fault('Write the country as two capital letters, such as FR.', 'recipient', 'country');
  }
  if (input.startTime != null && !isValidDate(input.startTime)) fault(DATETIME_HINT, 'startTime');
  if (input.durationMinutes != null && input.durationMinutes < 1) {
    fault('At least 1 minute.', 'durationMinutes');
  }
  if (input.reminderMinutes != null && (input.reminderMinutes < 1 || input.reminderMinutes > 60)) {
    fault('From 1 to 60 minutes.', 'reminderMinutes');
  }
  if (input.initialState === '') fault('UNKNOWN is no state to begin in.', 'initialState');
  return issues;
}

/** The input as the API takes it. The agent is the caller, by this id, unless said otherwise. */
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
