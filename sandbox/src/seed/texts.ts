import type { Dice } from '../files/random.ts';
import type { Lot } from './distribute.ts';
import type { Person } from './people.ts';
import { MATTERS, REMARKS, STREETS } from './subjects.ts';

/** What a ticket is about. */
export interface Texts {
  subject: string;
  description: string | null;
  reference: string | null;
}

/** Subject, description and reference of a ticket, in the language of the person it is for. */
export function texts(
  dice: Dice,
  { n, nth }: Pick<Lot, 'n' | 'nth'>,
  { language, city, company }: Person,
): Texts {
  const matters = MATTERS[language];
  // Dealt to each owner in turn, so that neighbours in a list differ; the street tells the next round apart.
  const { thing, symptoms } =
    matters[(nth * 3 + Math.floor(nth / matters.length)) % matters.length] ?? dice.pick(matters);
  const symptom = dice.pick(symptoms);
  const address = `${dice.between(1, 180)} ${dice.pick(STREETS[language])}`;
  const { since, tried, access } = REMARKS[language];
  const sentences = [
    `${thing} ${symptom}, ${address}, ${city}.`,
    dice.pick(since),
    dice.pick(tried),
    dice.pick(access),
  ];
  return {
    subject: dice.below(3) === 0 ? `${thing} ${symptom}, ${city}` : `${thing} ${symptom}, ${address}`,
    description: described(dice, sentences, company),
    reference: referenced(dice, n),
  };
}

/** Some are empty, and some hold HTML, as texts pasted from elsewhere do. */
function described(dice: Dice, sentences: readonly string[], company: string | null): string | null {
  const kind = dice.below(15);
  if (kind === 0) return null;
  const all = company === null ? sentences : [...sentences, `(${company})`];
  return kind === 1 ? `<p>${all.join('</p><p>')}</p>` : all.join(' ');
}

/** Case numbers in the ways of several callers; now and then there is none, and now and then two share one. */
function referenced(dice: Dice, n: number): string | null {
  const shared = n % 11 === 10 ? n - 1 : n;
  if (shared === n && dice.below(9) === 0) return null;
  const number = 40_000 + shared * 7;
  return (
    [`CASE-${number}`, `SAV-2026-${number}`, `INC${String(number).padStart(8, '0')}`, `DOS/${number}-B`][
      shared % 4
    ] ?? null
  );
}
