import { z } from 'zod';
import { commaList } from '../../http/fields.ts';

/** Local parts of shared mailboxes: an invitation there would reach the wrong person. */
const SHARED = new Set(
  `abuse accounts admin administrator billing contact enquiries facturation hello help helpdesk hostmaster info mail
   marketing no-reply noreply office postmaster reception root sales security service support team webmaster`.split(
    /\s+/,
  ),
);

/** Email addresses with commas between them; shared mailboxes are refused. */
export const emailList = commaList
  .refine(
    (list) => list.every((address) => z.email().safeParse(address).success),
    'must hold valid email addresses.',
  )
  .refine((list) => !list.some(isShared), 'must not hold a shared mailbox.');

/** Phone numbers in international form with commas between them, as digits after a plus. */
export const phoneList = commaList
  .transform((list) => list.map((number) => number.replace(/[\s.-]/g, '')))
  .refine(
    (list) => list.every((number) => /^\+[1-9]\d{6,14}$/.test(number)),
    'must hold numbers in international form.',
  );

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A country by its two capital letters. ZZ, which stands for none, and unassigned codes are refused. */
export const country = z
  .string()
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined,
    'must be a country code of two letters.',
  );

function isShared(address: string): boolean {
  return SHARED.has(address.split('@')[0]?.toLowerCase() ?? '');
}

/** What a ticket's recipients are made from. */
export interface Given {
  emails: readonly string[];
  phones: readonly string[];
}

/** The people behind the addresses: one for all of them, or one for each where several take part. */
export function people(given: Given, several: boolean): Given[] {
  if (!several) return [given];
  const byEmail = given.emails.map((email) => ({ emails: [email], phones: [] }));
  const byPhone = given.phones.map((phone) => ({ emails: [], phones: [phone] }));
  return [...byEmail, ...byPhone];
}

/** What a contact is recognised by: the first address given. */
export function identityOf({ emails, phones }: Given): string {
  return (emails[0] ?? phones[0] ?? '').toLowerCase();
}
