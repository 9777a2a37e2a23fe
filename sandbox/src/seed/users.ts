import { hashPassword } from '../auth/password.ts';
import { hashToken } from '../auth/tokens.ts';
import type { Schema } from '../db/schema.ts';

/** A token that always works, and whose it is. */
export interface FixedToken {
  /** Login. */
  name: string;
  token: string;
  role: 'agent' | 'admin';
  /** Name of the enterprise. */
  enterprise: string;
}

/** Everybody's password. */
const PASSWORD = 'sandbox';

/** Two customers that must never see each other. */
export const ENTERPRISES = [
  { id: 3573, name: 'Hestia Home Services', domain: 'hestia.example' },
  { id: 3608, name: 'Baltica Insurance', domain: 'baltica.example' },
] as const;

/** Two services each; the first is the preferred one of most. */
export const SERVICES = [
  { id: 401, enterprise: 3573, key: 'sfa6mdbzx9vigfvryihfokt9khux8qan', name: 'Home repairs' },
  { id: 402, enterprise: 3573, key: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf', name: 'Meters and networks' },
  { id: 403, enterprise: 3608, key: 'b7n3r5t8w1y4k6m9p2d0f5h8j1l3v6xz', name: 'Claims' },
  { id: 404, enterprise: 3608, key: 'g4c8s2a6e9i1o5u7q3z0x8v4n6b2m1kw', name: 'Expert visits' },
] as const;

/** User groups. */
export const GROUPS = [
  { id: 77, enterprise: 3573, name: 'Level 1' },
  { id: 78, enterprise: 3573, name: 'Level 2' },
  { id: 79, enterprise: 3573, name: 'Field' },
  { id: 91, enterprise: 3608, name: 'Assessors' },
] as const;

/** Somebody with a login. */
export interface Member {
  id: number;
  enterprise: number;
  username: string;
  first_name: string;
  last_name: string;
  role: 'agent' | 'admin';
  service: number;
  groups: readonly number[];
}

const member = (
  id: number,
  [first_name, last_name]: readonly [string, string],
  groups: readonly number[],
  {
    role = 'agent',
    service = 401,
    enterprise = 3573,
    login = first_name.toLowerCase(),
  }: Partial<Member> & { login?: string } = {},
): Member => ({ id, enterprise, username: login, first_name, last_name, role, service, groups });

const BALTICA = { enterprise: 3608, service: 403 };

/** Everybody with a login. alice, bob, dana and erin have tokens that always work. */
export const MEMBERS: readonly Member[] = [
  member(1201, ['Alice', 'Martin'], [77]),
  member(1202, ['Bob', 'Keller'], [78]),
  member(1203, ['Dana', 'Moreau'], [77, 78, 79], { role: 'admin' }),
  member(1204, ['Clara', 'Petit'], [77], { login: 'clara.petit' }),
  member(1205, ['Hugo', 'Bernard'], [77, 79], { login: 'hugo.bernard' }),
  member(1206, ['Maya', 'Olsen'], [78], { login: 'maya.olsen' }),
  member(1207, ['Théo', 'Garnier'], [78], { login: 'theo.garnier', service: 402 }),
  member(1208, ['Priya', 'Nair'], [79], { login: 'priya.nair', service: 402 }),
  member(1209, ['Lucas', 'Roux'], [79], { login: 'lucas.roux', service: 402 }),
  member(1210, ['Ines', 'Carvalho'], [77], { login: 'ines.carvalho' }),
  member(1211, ['Oskar', 'Lindqvist'], [78], { login: 'oskar.lindqvist' }),
  member(1212, ['Nora', 'Fischer'], [79], { login: 'nora.fischer', service: 402 }),
  member(1301, ['Erin', 'Walsh'], [91], BALTICA),
  member(1302, ['Frank', 'Sauer'], [91], { ...BALTICA, role: 'admin' }),
  member(1303, ['Greta', 'Holm'], [91], { ...BALTICA, login: 'greta.holm' }),
  member(1304, ['Jonas', 'Weber'], [], { ...BALTICA, login: 'jonas.weber', service: 404 }),
];

/** The tokens that always work: `sandbox-` and the login. */
export const FIXED_TOKENS: readonly FixedToken[] = MEMBERS.filter(({ username }) =>
  ['alice', 'bob', 'dana', 'erin'].includes(username),
).map(({ username, role, enterprise }) => ({
  name: username,
  token: `sandbox-${username}`,
  role,
  enterprise: ENTERPRISES.find(({ id }) => id === enterprise)?.name ?? '',
}));

/** An account as it is stored. */
export function userRow(of: Member, created: number): Schema['users'] {
  const { groups: _groups, ...account } = of;
  const domain = ENTERPRISES.find(({ id }) => id === of.enterprise)?.domain ?? '';
  const mailbox = `${of.first_name}.${of.last_name}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    ...account,
    password: hashPassword(of.username, PASSWORD),
    email: `${mailbox}@${domain}`,
    // A range that is reserved for films and examples.
    phone: `+331995600${String(of.id % 100).padStart(2, '0')}`,
    created,
  };
}

/** A fixed token as it is stored. */
export function tokenRow({ name, token }: FixedToken, created: number): Schema['tokens'] {
  const user = MEMBERS.find(({ username }) => username === name)?.id ?? 0;
  return { hash: hashToken(token), user, created, expires: null };
}
