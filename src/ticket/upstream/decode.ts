/** Rows of tickets, and the people in them, into records. Names on the left of each schema are the wire's. */
import { z } from 'zod';
import { type RowDecoder, rowDecoder } from '../../upstream/endpoint/decode.ts';
import {
  id,
  instant,
  integer,
  optionalId,
  optionalLink,
  orNull,
  point,
  text,
  texts,
} from '../../upstream/endpoint/fields.ts';
import type { AgentRecord, GroupRecord, ParticipantRecord, RequestorRecord, TicketRecord } from './record.ts';

export type * from './record.ts';

const NOBODY: AgentRecord = {
  id: null,
  username: null,
  firstName: null,
  lastName: null,
  name: null,
  email: null,
  phone: null,
  url: null,
};

/** Ticket rows say `firstname`, user rows `first_name`: both are read everywhere. */
const personNames = { firstname: text, first_name: text, lastname: text, last_name: text };

const agentSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name): AgentRecord => ({ ...NOBODY, name })),
  z.int().transform((number): AgentRecord => ({ ...NOBODY, id: String(number) })),
  z
    .object({
      id: optionalId,
      username: text,
      name: text,
      email: text,
      phone: text,
      url: optionalLink,
      ...personNames,
    })
    .transform(
      (row): AgentRecord => ({
        id: row.id,
        username: row.username,
        firstName: row.firstname ?? row.first_name,
        lastName: row.lastname ?? row.last_name,
        name: row.name,
        email: row.email,
        phone: row.phone,
        url: row.url,
      }),
    ),
]);

const requestorSchema = z
  .object({
    id: optionalId,
    name: text,
    company: text,
    gender: text,
    country: text,
    email: texts,
    phone: texts,
    url: optionalLink,
    ...personNames,
  })
  .transform(
    (row): RequestorRecord => ({
      id: row.id,
      name: row.name ?? row.lastname ?? row.last_name,
      firstName: row.firstname ?? row.first_name,
      company: row.company,
      gender: row.gender,
      country: row.country,
      emails: row.email,
      phones: row.phone,
      url: row.url,
    }),
  );

const participantSchema = z
  .object({
    id: optionalId,
    role: text,
    username: text,
    name: text,
    email: texts,
    phone: texts,
    url: optionalLink,
    ...personNames,
  })
  .transform(
    (row): ParticipantRecord => ({
      id: row.id,
      role: row.role,
      username: row.username,
      name: row.name,
      firstName: row.firstname ?? row.first_name,
      lastName: row.lastname ?? row.last_name,
      emails: row.email,
      phones: row.phone,
      url: row.url,
    }),
  );

const groupSchema = z.union([
  z.object({ id, name: text }),
  id.transform((groupId): GroupRecord => ({ id: groupId, name: null })),
]);

const ticketSchema = z
  .object({
    id,
    state: text,
    type: text,
    subject: text,
    reference: text,
    description: text,
    service_key: text,
    language: text,
    created: instant,
    modified: instant,
    start_time: instant,
    end_time: instant,
    duration: integer,
    agent: orNull(agentSchema),
    group: orNull(groupSchema),
    requestor: orNull(requestorSchema),
    participants: z.array(orNull(participantSchema)).catch([]),
    geoloc: point,
    conversation_id: text,
  })
  .transform(
    (row): TicketRecord => ({
      id: row.id,
      state: row.state ?? '',
      type: row.type,
      subject: row.subject,
      reference: row.reference,
      description: row.description,
      serviceKey: row.service_key,
      language: row.language,
      createdAt: row.created,
      updatedAt: row.modified,
      startTime: row.start_time,
      endTime: row.end_time,
      durationMinutes: row.duration,
      agent: row.agent,
      group: row.group,
      requestor: row.requestor,
      participants: row.participants.filter((participant) => participant !== null),
      geoloc: row.geoloc,
      conversationId: row.conversation_id,
    }),
  );

/** One ticket row; null without a usable id. */
export const decodeTicket: RowDecoder<TicketRecord> = rowDecoder(ticketSchema);

/** An agent as events tell one; null if it is none. */
export const decodeAgent: RowDecoder<AgentRecord> = rowDecoder(agentSchema);
