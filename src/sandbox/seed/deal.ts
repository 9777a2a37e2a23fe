import { childSeed, type Dice, diceOf } from '../files/random.ts';
import type { State } from '../ticket/lifecycle.ts';
import { MEMBERS, type Member } from './cast.ts';

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

/** Most of what is old is closed; what is young is mostly under way. Together all ten states, dealt in turn. */
const OLD: readonly State[] = [
  ...['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'done', 'done'],
  ...['cancelled', 'expired', 'declined', 'rejected'],
] as const;
const YOUNG: readonly State[] = ['new', 'open', 'invited', 'inprogress', 'done', 'open', 'invited', 'closed'];
/** The share of tickets that is old. */
const OLD_SHARE = 0.55;

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
  const dealt = new Map<number, { all: number; old: number; young: number }>();
  for (let n = 0; n < count; n += 1) {
    const isAlices = Math.floor(((n + 1) * aliceCount) / count) > Math.floor((n * aliceCount) / count);
    const owner = isAlices && alice !== undefined ? alice : pickOther(dice, others);
    const hand = dealt.get(owner.id) ?? { all: 0, old: 0, young: 0 };
    dealt.set(owner.id, hand);
    const isOld = n < count * OLD_SHARE;
    const state = (isOld ? OLD[hand.old++ % OLD.length] : YOUNG[hand.young++ % YOUNG.length]) ?? 'new';
    yield { n, owner, nth: hand.all++, state, created: createdAt((n + 1) / (count + 1), midnight) };
  }
}

/** bob and erin have more than their colleagues: tests look at them. */
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
