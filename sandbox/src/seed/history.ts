import type { Insertable } from 'kysely';
import type { Schema } from '../db/schema.ts';
import { type PlannedMedia, planMedia } from '../files/media/seed-media.ts';
import type { Dice } from '../files/random.ts';
import { ENTRIES, planned, type State, type Times } from '../ticket/lifecycle.ts';
import { agentCard } from '../ticket/timeline.ts';

type Event = Omit<Insertable<Schema['events']>, 'ticket'>;
/** A media of a seeded ticket, with its time and who made it (null: the guest). */
type LivedMedia = PlannedMedia & { created: number; user: number | null };

/** A ticket before its history; times in seconds since 1970. */
export interface Birth {
  state: State;
  created: number;
  /** Nothing happens later than this; plans may. */
  midnight: number;
  agent: Schema['users'] | undefined;
  /** Where the guest is. */
  place: { lat: number; lng: number };
  /** How many medias its session left, if there was one. */
  medias: number;
  seed: number;
}

/** How a ticket came to be what it is: its timeline, times, medias and where its guest was last. */
export interface Life extends Times {
  events: Event[];
  medias: LivedMedia[];
  modified: number;
  duration: number;
  place: { lat: number; lng: number } | null;
  /** There was a session. */
  met: boolean;
}

/** Tells a ticket's life so that its events end in its state and none contradicts another. */
export function live(birth: Birth, dice: Dice): Life {
  const told: Event[] = [];
  let now = birth.created;
  const later = (low: number, high: number) => {
    now = Math.min(now + dice.between(low, high), birth.midnight);
    return now;
  };
  const tell = (name: string, source: Event['source'], data: object = {}) => {
    told.push({ name, source, at: now, data_json: JSON.stringify(data) });
  };
  const enter = (state: State) => {
    const { name, source, withAgent } = ENTRIES[state];
    const data = state === 'rejected' ? { state } : {};
    tell(name, source, withAgent ? { ...data, agent: agentCard(birth.agent) } : data);
  };

  enter('new');
  const path = PATHS[birth.state];
  const duration = dice.pick([15, 30, 30, 30, 45, 60]);
  const life: Life = {
    ...{ events: told, medias: [], modified: now, duration, place: null, met: false },
    ...planned(plannedStart(birth, dice), duration),
  };
  if (path.assigned) {
    later(20, 1200);
    tell('ticket.assigned', 'agent', { agent: agentCard(birth.agent) });
  }
  if (path.invited) {
    later(5, 600);
    enter('invited');
    later(60, 2400);
    tell(
      path.clicked ? 'ticket.invitationClicked' : 'ticket.invitationNotclicked',
      path.clicked ? 'guest' : 'system',
    );
  }
  if (path.met) meet(birth, dice, life, { tell, later, enter });
  if (path.ends) {
    // The guest did not come, which shows when the planned time is over.
    if (birth.state === 'expired') now = Math.max(now, life.end_time ?? now);
    later(30, 3600);
    enter(birth.state);
  }
  return { ...life, modified: now };
}

interface Telling {
  tell(name: string, source: Event['source'], data?: object): void;
  later(low: number, high: number): number;
  enter(state: State): void;
}

/** A session from the guest's yes to the agent's last word. */
function meet(birth: Birth, dice: Dice, life: Life, { tell, later, enter }: Telling): void {
  later(5, 120);
  tell('ticket.invitationAccepted', 'guest');
  tell('consent.accepted', 'guest');
  life.start_time = later(3, 60);
  life.end_time = life.start_time + life.duration * 60;
  life.met = true;
  enter('inprogress');
  tell('session.established', 'system');
  tell('mediaDevice.cameraAllowed', 'guest');
  tell(dice.below(6) === 0 ? 'mediaDevice.micDisallowed' : 'mediaDevice.micAllowed', 'guest');
  later(2, 30);
  life.place = dice.below(3) === 0 ? null : birth.place;
  if (life.place === null) tell('geo.ansDisallowed', 'guest');
  else tell('geo.ansAllowed', 'guest', { geoloc: life.place });
  for (let ordinal = 0; ordinal < birth.medias; ordinal += 1) {
    const plan = planMedia(birth.seed, ordinal, life.place);
    const byAgent = plan.source_type !== 'upload';
    life.medias.push({ ...plan, created: later(8, 90), user: byAgent ? (birth.agent?.id ?? null) : null });
    if (plan.media_type === 'image') {
      tell(byAgent ? 'media.pictureTaken' : 'media.pictureSent', byAgent ? 'agent' : 'guest', {
        title: plan.title,
      });
    }
  }
  if (birth.state === 'inprogress') return;
  later(60, 900);
  tell('session.userLeft', 'guest');
  tell('session.agentLeft', 'agent');
  life.end_time = later(10, 120);
  enter('done');
  if (dice.below(3) > 0) tell('survey.answered', 'guest', { score: dice.between(2, 5) });
}

/** The steps on the way to each state, and whether the state itself is one. */
const PATHS: Readonly<
  Record<State, { assigned: boolean; invited: boolean; clicked: boolean; met: boolean; ends: boolean }>
> = {
  new: { assigned: false, invited: false, clicked: false, met: false, ends: false },
  open: { assigned: true, invited: false, clicked: false, met: false, ends: true },
  invited: { assigned: true, invited: true, clicked: true, met: false, ends: false },
  inprogress: { assigned: true, invited: true, clicked: true, met: true, ends: false },
  done: { assigned: true, invited: true, clicked: true, met: true, ends: false },
  closed: { assigned: true, invited: true, clicked: true, met: true, ends: true },
  rejected: { assigned: false, invited: false, clicked: false, met: false, ends: true },
  declined: { assigned: true, invited: true, clicked: true, met: false, ends: true },
  expired: { assigned: true, invited: true, clicked: false, met: false, ends: true },
  cancelled: { assigned: true, invited: false, clicked: false, met: false, ends: true },
};

/** When it was, or is, to take place: on a quarter of an hour by day; null for what was never scheduled. */
function plannedStart({ state, created, midnight }: Birth, dice: Dice): number | null {
  const QUARTER = 900;
  const inHours = (from: number) => from + 8 * 3600 + dice.between(0, 40) * QUARTER;
  const day = 86_400;
  if (state === 'invited') return inHours(midnight + dice.between(1, 14) * day);
  if (state === 'open') return dice.below(2) === 0 ? null : inHours(midnight + dice.between(1, 14) * day);
  if (state === 'expired' || state === 'declined')
    return Math.floor(created / QUARTER) * QUARTER + dice.between(1, 8) * QUARTER;
  return null;
}
