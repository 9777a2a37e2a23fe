import { childSeed, diceOf } from '../files/random.ts';
import { CITIES, COMPANIES, FIRST_NAMES, LAST_NAMES } from './names.ts';

/** Somebody who needs help, and where they live. */
export interface Person {
  name: string;
  first_name: string;
  gender: 'male' | 'female';
  company: string | null;
  country: string;
  language: 'fr' | 'en';
  email: string;
  phone: string;
  city: string;
  lat: number;
  lng: number;
}

/** The n-th person of a seed: the same arguments, the same person; another `n`, other addresses. */
export function person(seed: number, n: number): Person {
  const dice = diceOf(childSeed(seed, n));
  const language = dice.below(2) === 0 ? 'fr' : 'en';
  const gender = dice.below(2) === 0 ? 'male' : 'female';
  const first_name = dice.pick(FIRST_NAMES[language][gender]);
  const name = dice.pick(LAST_NAMES[language]);
  const [city, country, lat, lng] = dice.pick(CITIES[language]);
  // About a kilometre around the middle of the city.
  const near = () => (dice.between(0, 20_000) - 10_000) / 1_000_000;
  return {
    name,
    first_name,
    gender,
    company: dice.below(5) === 0 ? dice.pick(COMPANIES) : null,
    country,
    language,
    email: `${plain(first_name)}.${plain(name)}${n}@example.${dice.pick(['com', 'net', 'org'])}`,
    phone: language === 'fr' ? `+3363998${digits(n, 4)}` : `+447700900${digits(n, 3)}`,
    city,
    lat: round(lat + near()),
    lng: round(lng + near()),
  };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** Both prefixes are ranges that regulators keep free for films and examples. */
function digits(n: number, width: number): string {
  return String(n % 10 ** width).padStart(width, '0');
}

function round(degrees: number): number {
  return Number(degrees.toFixed(6));
}
