import { builder } from '../graphql/builder.ts';
import { costs } from '../graphql/cost.ts';
import { GraphError } from '../graphql/errors.ts';
import { User } from '../user/model.ts';
import { genders, TicketContact, TicketGender } from './enums.ts';
import type { AgentModel as AgentOf } from './model.ts';
import { REQUIRES_SCOPE } from './read/scope-fallback.ts';
import type { AgentRecord, RequestorRecord, TicketRecord } from './upstream/record.ts';

/** Whoever treats the ticket. */
export const TicketAgent = builder.objectRef<AgentOf>('TicketAgent').implement({
  description: 'The person who treats the ticket, as the ticket names them: perhaps by nothing but a name.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: 'How to call them: the bare name, else given and family name, else the login.',
      resolve: ({ record }) => agentName(record),
    }),
    username: t.string({ nullable: true, description: 'Login.', resolve: ({ record }) => record.username }),
    firstName: t.string({
      nullable: true,
      description: 'Given name. On the wire: `firstname`.',
      resolve: ({ record }) => record.firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: 'Family name. On the wire: `lastname`.',
      resolve: ({ record }) => record.lastName,
    }),
    email: t.field({
      type: 'EmailAddress',
      nullable: true,
      description: 'Email address.',
      resolve: ({ record }) => record.email,
    }),
    phone: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'Phone number.',
      resolve: ({ record }) => record.phone,
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The account behind the name; null if the API gave no id.',
      extensions: costs(() => ({ rowsLoaded: false })),
      resolve: ({ record }) => (record.id === null ? null : new User(record.id)),
    }),
    joinUrl: t.field({
      type: 'URL',
      nullable: true,
      description:
        'Link by which the agent joins: it logs a person in, so keep it secret. Asks the API for an extra scope; ' +
        'null with one coded error where the API refuses it. On the wire: `url`.',
      extensions: { [REQUIRES_SCOPE]: true },
      resolve: ({ record, ticket }) => {
        if (ticket?.scope !== 'refused') return ticket === null ? null : record.url;
        throw new GraphError('FORBIDDEN', 'The ticket API gives no join links of agents to this user.');
      },
    }),
  }),
});

/** Whom the ticket is for. */
export const TicketRequestor = builder.objectRef<RequestorRecord>('TicketRequestor').implement({
  description: 'The guest the ticket is for: a contact of the enterprise.',
  fields: (t) => ({
    requestorId: t.exposeID('id', {
      nullable: true,
      description: 'Contact id; what the `requestorId` filter of the list takes.',
    }),
    contact: t.field({
      type: TicketContact,
      nullable: true,
      description: 'The contact by that id, for other graphs to hang on; null if the API gave no id.',
      resolve: ({ id }) => (id === null ? null : { contactId: id }),
    }),
    name: t.exposeString('name', { nullable: true, description: 'Family or full name.' }),
    firstName: t.exposeString('firstName', { nullable: true, description: 'Given name.' }),
    company: t.exposeString('company', { nullable: true, description: 'Company.' }),
    gender: t.field({
      type: TicketGender,
      nullable: true,
      description: 'Gender.',
      resolve: ({ gender }) => genders.from(gender),
    }),
    genderRaw: t.exposeString('gender', { nullable: true, description: 'Gender as the API sent it.' }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Country.',
      resolve: ({ country }) => country,
    }),
    emails: t.field({
      type: ['EmailAddress'],
      nullable: false,
      description: 'Email addresses; none is an empty list. On the wire: `email`.',
      resolve: ({ emails }) => [...emails],
    }),
    phones: t.field({
      type: ['PhoneNumber'],
      nullable: false,
      description: 'Phone numbers; none is an empty list. On the wire: `phone`.',
      resolve: ({ phones }) => [...phones],
    }),
    joinUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'Link by which the guest joins: keep it secret. On the wire: `url`.',
      resolve: ({ url }) => url,
    }),
  }),
});

/** Somebody in the session, whatever their part. */
export interface Participant {
  readonly role: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** The requestor, the agent, and whoever else the row lists, in that order. */
export function participantsOf({ requestor, agent, participants }: TicketRecord): Participant[] {
  const all: Participant[] = [];
  if (requestor !== null) {
    const [email = null, phone = null] = [requestor.emails[0], requestor.phones[0]];
    all.push({ role: 'requestor', name: fullName(requestor.firstName, requestor.name), email, phone });
  }
  if (agent !== null) {
    all.push({ role: 'agent', name: agentName(agent), email: agent.email, phone: agent.phone });
  }
  for (const other of participants) {
    const [email = null, phone = null] = [other.emails[0], other.phones[0]];
    const name = other.name ?? fullName(other.firstName, other.lastName) ?? other.username;
    all.push({ role: other.role ?? 'participant', name, email, phone });
  }
  return all;
}

/** The participant in the graph. */
export const TicketParticipant = builder.objectRef<Participant>('TicketParticipant').implement({
  description: 'Somebody who takes part in the session.',
  fields: (t) => ({
    role: t.exposeString('role', {
      nullable: false,
      description: '`requestor`, `agent`, or what the API says.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'How to call them.' }),
    email: t.field({
      type: 'EmailAddress',
      nullable: true,
      description: 'Email address, the first if there are several.',
      resolve: ({ email }) => email,
    }),
    phone: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'Phone number, the first if there are several.',
      resolve: ({ phone }) => phone,
    }),
  }),
});

const fullName = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(' ') || null;

const agentName = (agent: AgentRecord): string | null =>
  agent.name ?? fullName(agent.firstName, agent.lastName) ?? agent.username;
