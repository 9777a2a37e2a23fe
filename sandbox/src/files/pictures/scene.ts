import { type Dice, diceOf } from '../random.ts';

/** What a generated picture shows: enough to draw it, and to tell in words what it shows. */
export interface Scene {
  readonly subject: 'pressure gauge' | 'boiler display' | 'water meter';
  /** The number on show, as digits and at most one point, such as `1.4` or `04217`. */
  readonly reading: string;
  readonly unit: 'bar' | '°C' | 'm³';
  /** In pixels: 640 by 480 as most are taken, or 480 by 640 when the phone was held upright. */
  readonly width: number;
  readonly height: number;
  /** Hue of the wall and of the casing, 0 to 359 degrees. */
  readonly hue: number;
  /** Where the lamp stands, from 0 (left) to 1 (right). */
  readonly light: number;
}

const SUBJECTS = ['pressure gauge', 'boiler display', 'water meter'] as const;

/** The scene of a seed. Cheap (no drawing), the same for the same seed, never fails. */
export function sceneOf(seed: number): Scene {
  const dice = diceOf(seed);
  const subject = dice.pick(SUBJECTS);
  const upright = dice.below(4) === 0;
  return {
    subject,
    ...readingOf(subject, dice),
    width: upright ? 480 : 640,
    height: upright ? 640 : 480,
    hue: dice.below(360),
    light: dice.below(101) / 100,
  };
}

function readingOf(subject: Scene['subject'], dice: Dice): Pick<Scene, 'reading' | 'unit'> {
  switch (subject) {
    case 'pressure gauge':
      return { reading: (dice.between(2, 38) / 10).toFixed(1), unit: 'bar' };
    case 'boiler display':
      return { reading: (dice.between(180, 899) / 10).toFixed(1), unit: '°C' };
    case 'water meter':
      return { reading: String(dice.between(0, 99_999)).padStart(5, '0'), unit: 'm³' };
  }
}
