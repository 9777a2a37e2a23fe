/** A number that was measured and may be over its limit. */
export interface Held {
  readonly what: string;
  readonly value: number;
  readonly most: number;
  /** The number as people read it. */
  readonly shown: string;
}

/** What is to be said of a measurement that missed a limit: at its first try, or at both. */
export interface Misses {
  readonly again: string[];
  readonly missed: string[];
}

/**
 * Measures, and once more where a number is over its limit: a machine that does something else for a moment is no failure of
 * what is measured. Answers the last numbers, and notes what was over its limit. Fails as the measuring does.
 */
export async function secondTry<Of extends readonly Held[]>(
  measure: () => Promise<Of>,
  misses: Misses,
): Promise<Of> {
  const first = await measure();
  const over = overLimit(first);
  if (over.length === 0) return first;
  misses.again.push(...over);
  const second = await measure();
  misses.missed.push(...overLimit(second));
  return second;
}

/** The number, marked if it is over its limit. */
export const marked = (held: Held): string => (isOver(held) ? `${held.shown} (!)` : held.shown);

// Whatever is no number is over its limit.
const isOver = ({ value, most }: Held): boolean => !(value <= most);

const overLimit = (numbers: readonly Held[]): string[] =>
  numbers.filter(isOver).map(({ what, shown, most }) => `${what}: ${shown} (at most ${most})`);
