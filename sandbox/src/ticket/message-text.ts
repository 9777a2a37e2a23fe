import type { OutboxKind, TicketRow } from '../db/schema.ts';
import { laidOut } from './template.ts';
import { WORDS, type Words } from './translations.ts';

/** Who a message is for. */
export type Reader = 'guest' | 'agent';

/** Whom and how a message reaches. */
export interface Addressed {
  channel: 'email' | 'sms';
  reader: Reader;
  template: string | null;
  /** Name of the reader, where it is known. */
  name: string | null;
}

/**
 * What a message of a ticket says, in the ticket's language and the template named. The ticket's own subject goes before
 * the built-in one, but a reminder says that it is one; a text message has no subject.
 */
export function noticeText(
  ticket: Pick<TicketRow, 'language' | 'subject' | 'enterprise'>,
  kind: OutboxKind,
  { channel, reader, template, name }: Addressed,
): { subject: string | null; body: string } {
  const words = wordsOf(ticket.language);
  const soon = kind === 'reminder';
  const line = { guest: soon ? words.guestSoon : words.guest, agent: soon ? words.agentSoon : words.agent };
  const body = laidOut(ticket.enterprise, template, { ...words, line: line[reader], name });
  const builtIn = soon ? words.reminder : words.subject;
  const own = soon && ticket.subject !== null ? `${builtIn} · ${ticket.subject}` : ticket.subject;
  return { subject: channel === 'sms' ? null : (own ?? builtIn), body };
}

/** Creation takes no other language; one that was written past the API gets English. */
function wordsOf(language: string): Words {
  const known: Readonly<Record<string, Words>> = WORDS;
  return known[language] ?? WORDS.en;
}
