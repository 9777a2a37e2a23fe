import { z } from 'zod';
import { invalid, tooEarlyOrLate } from '../errors.ts';
import { storeMedia } from '../files/media/store-media.ts';
import { readPng } from '../files/pictures/png-reader.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { enter } from '../ticket/set-state.ts';
import { record } from '../ticket/timeline.ts';
import { amend, establish, type Guest, guestsOf, mark, mustBe, mustBeOpen } from './participants.ts';

/** What a guest sends with an action: JSON read already, or the bytes of a picture. */
export type Sent = Readonly<Record<string, unknown>> | Uint8Array;

type Action = (deps: TicketDeps, of: Guest, sent: Sent, at: number) => void;

const consent = z.object({ consent: z.literal(true) });
const permission = z.object({ allowed: z.boolean() });
const location = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(false) }),
  z.object({
    allowed: z.literal(true),
    lat: z.number().min(-90).max(90),
    lng: z.number().min(-180).max(180),
  }),
]);
const survey = z.object({ score: z.int().min(1).max(5), comment: z.string().max(1000).optional() });

/** What a guest can do, by the last part of its path. Each throws ApiError 409 when it is not the time for it, 400 for what can't be read. */
export const GUEST_ACTIONS: Readonly<Record<string, Action>> = {
  accept(deps, { guest, ticket }, _sent, at) {
    mustBeOpen(ticket);
    mustBe(guest.stage, ['away'], 'The guest');
    mark(deps, guest, { stage: 'accepted' });
    tell(deps, ticket.id, 'ticket.invitationAccepted', at);
  },
  decline(deps, { guest, ticket }, _sent, at) {
    mustBeOpen(ticket);
    mustBe(guest.stage, ['away', 'accepted'], 'The guest');
    mark(deps, guest, { stage: 'declined' });
    const isOff = guestsOf(deps, ticket.id).every(({ stage }) => stage === 'declined');
    // One of several guests stays away: the timeline says so, and the others go on.
    if (isOff && ticket.state !== 'inprogress') enter(deps, ticket, 'declined', at);
    else tell(deps, ticket.id, 'ticket.invitationDeclined', at);
  },
  join(deps, { guest, ticket }, sent, at) {
    mustBeOpen(ticket);
    mustBe(guest.stage, ['accepted', 'left'], 'The guest');
    if (guest.stage === 'accepted') {
      checked(consent, sent);
      tell(deps, ticket.id, 'consent.accepted', at);
    }
    mark(deps, guest, { stage: 'joined' });
    if (ticket.agent_stage === 'joined') establish(deps, ticket, at);
    else tell(deps, ticket.id, 'session.agentContacted', at);
  },
  camera: device('camera'),
  microphone: device('mic'),
  location(deps, of, sent, at) {
    const given = checked(location, sent);
    mustBeThere(of);
    if (!given.allowed) return tell(deps, of.ticket.id, 'geo.ansDisallowed', at);
    const { lat, lng } = given;
    amend(deps, of.ticket, { lat, lng, modified: at });
    tell(deps, of.ticket.id, 'geo.ansAllowed', at, { geoloc: { lat, lng } });
  },
  snapshot(deps, of, sent, at) {
    mustBeThere(of);
    if (!(sent instanceof Uint8Array) || readPng(Buffer.from(sent)) === null)
      throw invalid('snapshot', 'must be a PNG.');
    const { id: ticket, lat, lng } = of.ticket;
    const medias = deps.store.build.selectFrom('medias').where('ticket', '=', ticket);
    const count = deps.store.first(medias.select((q) => q.fn.countAll<number>().as('all')))?.all ?? 0;
    const title = `Snapshot ${count + 1}`;
    storeMedia(deps.store, { ticket, title, created: at, lat, lng }, sent);
    tell(deps, ticket, 'media.pictureTaken', at, { title });
  },
  survey(deps, { guest, ticket }, sent, at) {
    const { score, comment } = checked(survey, sent);
    mustBe(guest.stage, ['joined', 'left'], 'The guest');
    if (guest.answered === 1 || ticket.state === 'closed') throw tooEarlyOrLate('The survey is over.');
    mark(deps, guest, { answered: 1 });
    tell(deps, ticket.id, 'survey.answered', at, { score, ...(comment ? { comment } : {}) });
  },
  leave(deps, { guest, ticket }, _sent, at) {
    mustBe(guest.stage, ['joined'], 'The guest');
    mark(deps, guest, { stage: 'left' });
    tell(deps, ticket.id, 'session.userLeft', at);
  },
};

/** The link was opened: one event for each guest, and only while the link works. */
export function clicked(deps: TicketDeps, { guest, ticket }: Guest, at: number): void {
  if (guest.clicked === 1 || !['new', 'open', 'invited', 'inprogress'].includes(ticket.state)) return;
  mark(deps, guest, { clicked: 1 });
  tell(deps, ticket.id, 'ticket.invitationClicked', at);
}

function device(name: 'camera' | 'mic'): Action {
  return (deps, of, sent, at) => {
    const { allowed } = checked(permission, sent);
    mustBeThere(of);
    tell(deps, of.ticket.id, `mediaDevice.${name}${allowed ? 'Allowed' : 'Disallowed'}`, at);
  };
}

function mustBeThere({ guest, ticket }: Guest): void {
  mustBeOpen(ticket);
  mustBe(guest.stage, ['joined'], 'The guest');
}

function tell(
  deps: TicketDeps,
  ticket: number,
  name: string,
  at: number,
  data: Record<string, unknown> = {},
) {
  record(deps.store, { ticket, name, source: 'guest', at, data });
}

function checked<Shape extends z.ZodType>(shape: Shape, sent: Sent): z.output<Shape> {
  const read = shape.safeParse(sent);
  if (read.success) return read.data;
  throw invalid(String(read.error.issues[0]?.path[0] ?? 'body'));
}
