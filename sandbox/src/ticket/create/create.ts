import { randomBytes } from 'node:crypto';
import type { UserRow } from '../../db/schema.ts';
import type { Caller, Parameters } from '../../deps.ts';
import { notSelectable } from '../../errors.ts';
import { parse } from '../../http/parameters.ts';
import { plan } from '../../schedule/schedule.ts';
import { firstState, planned } from '../lifecycle.ts';
import type { TicketDeps } from '../room.ts';
import { searchable } from '../search.ts';
import { hasTemplate } from '../template.ts';
import { agentCard, record, stateEvent } from '../timeline.ts';
import { invite } from './invite.ts';
import { identityOf, people } from './recipients.ts';
import { type CreateInput, createShape, isMulti, promisedShape } from './shape.ts';

/**
 * Creates a ticket with its recipients, its first events and, if asked, its invitations: all or nothing.
 * Without `startTime` an invitation is for now; a ticket that is not sent yet has no start.
 * @param origin scheme and host for the links in the invitations
 * @returns the id
 * @throws ApiError 400 for a parameter that is missing or not valid
 */
export function createTicket(deps: TicketDeps, caller: Caller, given: Parameters, origin: string): number {
  const input = parse(createShape, given);
  const promised = deps.habits().promised ? parse(promisedShape, given) : {};
  const agent = input.agent === undefined ? undefined : agentOf(deps, caller, input.agent);
  const row = ticketRow(deps, caller, input, agent, promised);
  return deps.store.transaction(() => {
    const { id } = deps.store.run(deps.store.build.insertInto('tickets').values(row));
    addParticipants(deps, caller, id, input);
    record(deps.store, stateEvent(id, 'new', row.created, agent ?? deps.directory.user(caller.id)));
    if (agent !== undefined) assigned(deps, id, row.created, agent);
    if (input.invite) invite(deps, id, origin, row.created);
    plan(deps.store, id, row.created, origin);
    return id;
  });
}

/** @throws ApiError 400 unless the user (by login or id) is of the caller's enterprise */
export function agentOf(deps: TicketDeps, caller: Caller, nameOrId: string): UserRow {
  const agent = deps.directory.findUser(caller.enterprise, nameOrId);
  if (agent === undefined) throw notSelectable('agent');
  return agent;
}

/** @throws ApiError 400 unless the group is of the caller's enterprise */
export function groupOf(deps: TicketDeps, caller: Caller, id: number): number {
  if (deps.directory.group(caller.enterprise, id) === undefined) throw notSelectable('group');
  return id;
}

/** @throws ApiError 400 unless the service is of the caller's enterprise; the preferred one when no key is given */
export function serviceOf(deps: TicketDeps, caller: Caller, key: string | undefined): number {
  const service = key === undefined ? caller.service : deps.directory.serviceWithKey(caller.enterprise, key);
  if (service === undefined) throw notSelectable('service_key');
  return service;
}

/** Tells the timeline who treats the ticket now. */
export function assigned(deps: TicketDeps, ticket: number, at: number, agent: UserRow): void {
  const data = { agent: agentCard(agent) };
  record(deps.store, { ticket, name: 'ticket.assigned', source: 'agent', at, data });
}

/** @throws ApiError 400 unless the caller's enterprise has a template of this name */
function templateOf(
  { enterprise }: Caller,
  parameter: 'agentTemplate' | 'requestorTemplate',
  name: string | undefined,
): string | null {
  if (name !== undefined && !hasTemplate(enterprise, name)) throw notSelectable(parameter);
  return name ?? null;
}

function ticketRow(
  deps: TicketDeps,
  caller: Caller,
  input: CreateInput,
  agent: UserRow | undefined,
  promised: { state?: string | undefined; metadata?: string | undefined },
) {
  const now = deps.clock.seconds();
  const start = input.startTime ?? (input.invite ? now : null);
  return {
    enterprise: caller.enterprise,
    service: serviceOf(deps, caller, input.service_key),
    group: input.group === undefined ? null : groupOf(deps, caller, input.group),
    creator: caller.id,
    agent: agent?.id ?? null,
    owner: agent?.id ?? caller.id,
    state: promised.state ?? firstState(input.invite, agent !== undefined),
    type: input.type,
    subject: input.subject ?? null,
    reference: input.reference ?? null,
    description: input.description ?? null,
    language: input.language,
    created: now,
    modified: now,
    ...planned(start, input.duration),
    duration: input.duration,
    reminder: input.reminder ?? null,
    agent_template: templateOf(caller, 'agentTemplate', input.agentTemplate),
    requestor_template: templateOf(caller, 'requestorTemplate', input.requestorTemplate),
    invite_organizer: input.inviteOrganizer ? 1 : 0,
    agent_link: secret(),
    search: searchable([input.subject, input.reference, input.description]),
    metadata_json: promised.metadata === undefined ? null : asJson(promised.metadata),
  };
}

function addParticipants(deps: TicketDeps, caller: Caller, ticket: number, input: CreateInput): void {
  const { store } = deps;
  for (const person of people({ emails: input.email, phones: input.phone }, isMulti(input.type))) {
    const row = {
      ticket,
      contact: contactOf(deps, caller.enterprise, identityOf(person)),
      name: input.name ?? null,
      first_name: input.firstName ?? null,
      company: input.company ?? null,
      gender: input.gender ?? null,
      country: input.country ?? null,
      emails_json: JSON.stringify(person.emails),
      phones_json: JSON.stringify(person.phones),
      guest_link: secret(),
      search: searchable([input.name, input.firstName, input.company]),
    };
    store.run(store.build.insertInto('participants').values(row));
  }
}

/** The id of the enterprise's contact with this address, made if it is new. */
function contactOf({ store }: TicketDeps, enterprise: number, identity: string): number {
  const known = store.build.selectFrom('contacts').select('id');
  const found = store.first(known.where('enterprise', '=', enterprise).where('identity', '=', identity));
  return found?.id ?? store.run(store.build.insertInto('contacts').values({ enterprise, identity })).id;
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}

function asJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}
