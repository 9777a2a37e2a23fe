import { childSeed, type Dice, diceOf } from '../files/random.ts';
import type { State } from '../ticket/lifecycle.ts';
import { MEMBERS, type Member } from './users.ts';

/** Where one seeded ticket stands among all: whose it is, how old, in which state. */
export interface Lot {
  /** Place among all tickets, from 0, oldest first. */
  n: number;
  owner: Member;
  /** How many tickets its owner has before it. */
  nth: number;
  state: State;
  /** Seconds since 1970. */
  created: number;
}

/** By age, dealt in turn: what is old is mostly closed, what is young mostly under way, and sessions run only among the latest. */
const DECKS: readonly { upTo: number; states: readonly State[] }[] = [
  {
    upTo: 0.55,
    states: [
      ...(['closed', 'closed', 'closed', 'closed', 'closed', 'closed'] as const),
      ...(['done', 'done', 'cancelled', 'expired', 'declined', 'rejected'] as const),
    ],
  },
  { upTo: 0.88, states: ['new', 'open', 'invited', 'done', 'open', 'invited', 'closed', 'open'] },
  { upTo: 1, states: ['inprogress', 'new', 'invited', 'open'] },
];

const DAY = 86_400;
/** How far back the oldest ticket lies, in days. */
const DAYS_BACK = 540;

/** Alice has at least this many (if there are as many), or a third of all. */
const ALICE_LEAST = 70;

/**
 * Deals `count` tickets, oldest first: to alice every third (or the first 70 of a small lot, evenly spread), the others to the rest.
 * @param midnight the day of seeding began then, in seconds since 1970: nothing was created later
 */
export function* deal(count: number, seed: number, midnight: number): Generator<Lot> {
  const dice = diceOf(childSeed(seed, 1));
  const [alice, ...others] = MEMBERS;
  const aliceCount = Math.min(count, Math.max(ALICE_LEAST, Math.ceil(count / 3)));
  const dealt = new Map<string, number>();
  const next = (pile: string) => {
    const place = dealt.get(pile) ?? 0;
    dealt.set(pile, place + 1);
    return place;
  };
  for (let n = 0; n < count; n += 1) {
    const isAlices = Math.floor(((n + 1) * aliceCount) / count) > Math.floor((n * aliceCount) / count);
    const owner = isAlices && alice !== undefined ? alice : pickOther(dice, others);
    const deck = DECKS.find(({ upTo }) => n < count * upTo) ?? DECKS[0];
    const states = deck?.states ?? [];
    const state = states[next(`${owner.id} ${deck?.upTo}`) % states.length] ?? 'new';
    const nth = next(`${owner.id}`);
    yield { n, owner, nth, state, created: createdAt((n + 1) / (count + 1), midnight) };
  }
}

/** bob and erin have more than their colleagues: tests read them. */
function pickOther(dice: Dice, others: readonly Member[]): Member {
  const favourite = dice.below(4) === 0 ? dice.pick(['bob', 'erin']) : undefined;
  return others.find(({ username }) => username === favourite) ?? dice.pick(others);
}

/** Later tickets lie closer together, and all were made between 8 and 19 o'clock. `share` runs from 0 (oldest) to 1. */
function createdAt(share: number, midnight: number): number {
  const days = DAYS_BACK * (1 - (1 - share) ** 3);
  const whole = Math.min(Math.floor(days), DAYS_BACK - 1);
  const start = midnight - (DAYS_BACK - whole) * DAY;
  return start + 8 * 3600 + Math.floor((days - whole) * 11 * 3600);
}
