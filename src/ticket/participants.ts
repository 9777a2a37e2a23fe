import { builder } from '../graphql/builder.ts';
import { costs } from '../graphql/cost.ts';
import { GraphError } from '../graphql/errors.ts';
import { openEnumFields, recordFields } from '../graphql/record-fields.ts';
import { User } from '../user/model.ts';
import type { AgentRecord, RequestorRecord, TicketRecord } from './api.ts';
import { genders, TicketContact } from './enums.ts';
import type { AgentModel } from './model.ts';
import { REQUIRES_SCOPE } from './read/scope-fallback.ts';

/** The agent of a ticket. */
export const TicketAgent = builder.objectRef<AgentModel>('TicketAgent').implement({
  description: 'The agent who handles the ticket. The ticket API may send only a name.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: 'Display name: the name, or first and last name, or the login name.',
      resolve: ({ record }) => agentName(record),
    }),
    ...recordFields(t, ({ record }) => record, {
      username: ['String', 'Login name.'],
      firstName: ['String', 'First name. On the wire: `firstname`.'],
      lastName: ['String', 'Last name. On the wire: `lastname`.'],
      email: ['EmailAddress', 'Email address.'],
      phone: ['PhoneNumber', 'Phone number.'],
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Account of the agent. Null if the API sent no user id.',
      extensions: costs(() => ({ rowsLoaded: false })),
      resolve: ({ record }) => (record.id === null ? null : new User(record.id)),
    }),
    joinUrl: t.field({
      type: 'URL',
      nullable: true,
      description:
        'Link for the agent to join. It logs a person in: keep it secret. Needs an extra scope of the ticket API; null, ' +
        'with an error, if the API refuses the scope. On the wire: `url`.',
      extensions: { [REQUIRES_SCOPE]: true },
      resolve: ({ record, ticket }) => {
        if (ticket?.scope !== 'refused') return ticket === null ? null : record.url;
        throw new GraphError('FORBIDDEN', 'The ticket API does not give your user the join links of agents.');
      },
    }),
  }),
});

/** The guest of a ticket. */
export const TicketRequestor = builder.objectRef<RequestorRecord>('TicketRequestor').implement({
  description: 'The guest of the ticket: a contact of the enterprise.',
  fields: (t) => ({
    requestorId: t.exposeID('id', {
      nullable: true,
      description: 'Contact id, for the `requestorId` filter of `tickets`.',
    }),
    contact: t.field({
      type: TicketContact,
      nullable: true,
      description: 'The contact, which other subgraphs may extend. Null if the API sent no contact id.',
      resolve: ({ id }) => (id === null ? null : { contactId: id }),
    }),
    ...recordFields(t, (requestor) => requestor, {
      name: ['String', 'Last name or full name.'],
      firstName: ['String', 'First name.'],
      company: ['String', 'Company.'],
      country: ['CountryCode', 'Country.'],
    }),
    ...openEnumFields(t, (requestor) => requestor, {
      gender: [genders, 'gender', 'Gender.', 'Gender as the API sent it.'],
    }),
    emails: t.field({
      type: ['EmailAddress'],
      nullable: false,
      description: 'Email addresses. On the wire: `email`.',
      resolve: ({ emails }) => [...emails],
    }),
    phones: t.field({
      type: ['PhoneNumber'],
      nullable: false,
      description: 'Phone numbers. On the wire: `phone`.',
      resolve: ({ phones }) => [...phones],
    }),
    joinUrl: t.expose('url', {
      type: 'URL',
      nullable: true,
      description: 'Link for the guest to join. Keep it secret. On the wire: `url`.',
    }),
  }),
});

/** A person in the session. */
export interface Participant {
  readonly role: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** The requestor, the agent and the other participants of a row, in this order. */
export function participantsOf({ requestor, agent, participants }: TicketRecord): Participant[] {
  const all: Participant[] = [];
  if (requestor !== null) {
    const name = fullName(requestor.firstName, requestor.name);
    all.push({ role: 'requestor', name, ...firstAddresses(requestor) });
  }
  if (agent !== null) {
    all.push({ role: 'agent', name: agentName(agent), email: agent.email, phone: agent.phone });
  }
  for (const other of participants) {
    const name = other.name ?? fullName(other.firstName, other.lastName) ?? other.username;
    all.push({ role: other.role ?? 'participant', name, ...firstAddresses(other) });
  }
  return all;
}

const firstAddresses = ({ emails, phones }: Pick<RequestorRecord, 'emails' | 'phones'>) => ({
  email: emails[0] ?? null,
  phone: phones[0] ?? null,
});

/** A participant in the graph. */
export const TicketParticipant = builder.objectRef<Participant>('TicketParticipant').implement({
  description: 'A participant of the session.',
  fields: (t) => ({
    role: t.exposeString('role', {
      nullable: false,
      description: '`requestor`, `agent`, or another role that the API sent.',
    }),
    ...recordFields(t, (participant) => participant, {
      name: ['String', 'Display name.'],
      email: ['EmailAddress', 'First email address.'],
      phone: ['PhoneNumber', 'First phone number.'],
    }),
  }),
});

const fullName = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(' ') || null;

const agentName = (agent: AgentRecord): string | null =>
  agent.name ?? fullName(agent.firstName, agent.lastName) ?? agent.username;
