import { UNKNOWN } from '../../graphql/open-enum.ts';
import { isCountryCode, isEmailAddress, isPhoneNumber, isValidDate } from '../../graphql/scalars.ts';
import { DATETIME_HINT } from '../../lists/epoch-seconds.ts';
import { isMultiParticipants } from '../enums.ts';
import type { InputIssue } from '../errors/errors.ts';
import type { CreateInput } from './input.ts';
import { refusedRecipients } from './recipient-allowlist.ts';

/**
 * All problems of an input that can be found without the API.
 * @param allowlist patterns of the recipients that may be invited; empty: all
 */
export function validateCreate(input: CreateInput, allowlist: readonly string[]): InputIssue[] {
  const issues: InputIssue[] = [];
  const report = (message: string, ...path: string[]) => issues.push({ path: ['input', ...path], message });
  const emails = input.emails ?? [];
  const phones = input.phones ?? [];
  if (emails.length === 0 && phones.length === 0) {
    report('Send at least one email address or phone number.', 'emails');
  }
  emails.forEach((email, at) => {
    if (!isEmailAddress(email)) report('This is not an email address.', 'emails', String(at));
  });
  phones.forEach((phone, at) => {
    if (!isPhoneNumber(phone)) report('Write phone numbers like +33612345678.', 'phones', String(at));
  });
  const { recipient, type } = input;
  if (isMultiParticipants(type) && Object.values(recipient ?? {}).some((detail) => detail != null)) {
    report('A ticket with several participants takes no recipient details.', 'recipient');
  }
  if (recipient?.country != null && !isCountryCode(recipient.country)) {
    report('Write a country as two capital letters, such as FR.', 'recipient', 'country');
  }
  if (input.startTime != null && !isValidDate(input.startTime)) report(DATETIME_HINT, 'startTime');
  if (input.durationMinutes != null && input.durationMinutes < 1) {
    report('The minimum is 1 minute.', 'durationMinutes');
  }
  if (input.reminderMinutes != null && (input.reminderMinutes < 1 || input.reminderMinutes > 60)) {
    report('Send 1 to 60 minutes.', 'reminderMinutes');
  }
  if (input.initialState === UNKNOWN) report('UNKNOWN is not a state.', 'initialState');
  return [...issues, ...refusedRecipients(input, allowlist)];
}
