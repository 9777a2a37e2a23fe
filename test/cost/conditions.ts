import { Random } from '../helpers/random.ts';
import type { Desk } from './workbench.ts';

/** How an API may be while operations run against it. */
export interface Weather {
  readonly name: string;
  /** Lists keep still and nothing fails: then no operation may cost more than was planned. */
  readonly still: boolean;
  /** Settings of the gateway. */
  readonly env?: Record<string, string>;
  /** How the API differs from its contract. */
  readonly habits: Record<string, unknown>;
  /** Share of calls before which a list moves. */
  readonly churn: number;
}

/** The kinds of weather that plans have to hold in. */
export const WEATHERS: readonly Weather[] = [
  { name: 'a stable list without faults', still: true, habits: {}, churn: 0 },
  {
    name: 'a stable list whose pages take several windows',
    still: true,
    env: { UPSTREAM_PAGE_CAP: '12' },
    habits: {},
    churn: 0,
  },
  {
    name: 'an API that hides totals and silently caps limits',
    still: false,
    habits: { hide: ['total', 'next_offset'], limitCap: 25 },
    churn: 0,
  },
  {
    name: 'changing lists, an API that sometimes fails and refuses the extra scope',
    still: false,
    habits: { refuseScope: true, boundsInclusive: true },
    churn: 0.3,
  },
];

/** Makes the weather at a desk; what it does is repeated by the same seed. */
export async function makeWeather(
  desk: Desk,
  { habits, churn, still }: Weather,
  seed: number,
): Promise<void> {
  const random = new Random(seed);
  const failing = { path: '*', status: 503, times: 1 };
  await desk.admin.habits(habits);
  const made: number[] = [];
  desk.before =
    churn === 0
      ? null
      : async () => {
          if (random.chance(0.02) && !still) await desk.admin.habits({ ...habits, fail: [failing] });
          if (!random.chance(churn)) return;
          if (made.length > 20) await desk.admin.remove(made.splice(random.below(made.length), 1));
          else made.push(...(await desk.admin.insert({ count: 1 + random.below(3), user: 'alice' })));
        };
}
