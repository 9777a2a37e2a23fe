import { createHash } from 'node:crypto';
import { planSeeded } from '../db/migrations.ts';
import type { Store } from '../db/store.ts';
import { childSeed, diceOf } from '../files/random.ts';
import { TYPES } from '../ticket/lifecycle.ts';
import { deal, type Lot } from './distribute.ts';
import { live } from './history.ts';
import { type Person, person } from './people.ts';
import { texts } from './texts.ts';
import { ENTERPRISES, FIXED_TOKENS, GROUPS, MEMBERS, SERVICES, tokenRow, userRow } from './users.ts';
import { createWriter, type Writer } from './writer.ts';

const DAY = 86_400;

/** The ids that come first: like those of a service that has been running for a while. */
const FIRST_IDS = { tickets: 82_001, contacts: 5001, medias: 4401 };

/** Medias that a session left, dealt in turn to each owner's sessions: some none, some 25. */
const RICH = [3, 0, 25, 1, 6, 2, 0, 4, 9, 1];
/** The same for an owner's later hundreds, so that a large seed stays quick. */
const SPARSE = [1, 0, 2, 0, 1, 0];
const RICH_TICKETS = 300;

/** The members' accounts as events show them: worked out once, since their passwords are hashed. */
const AGENTS: ReadonlyMap<number, ReturnType<typeof userRow>> = new Map(
  MEMBERS.map((of) => [of.id, userRow(of, 0)]),
);

/**
 * Fills an empty database: the cast, and `tickets` tickets with their people, timelines and medias, all decided by
 * `seed`; times count from the beginning of the (UTC) day of `now`. A database that has content is left alone.
 */
export function seed(store: Store, options: { tickets: number; seed: number | string; now: number }): void {
  const { build } = store;
  if (store.first(build.selectFrom('enterprises').select('id')) !== undefined) return;
  const midnight = Math.floor(options.now / DAY) * DAY;
  const number = seedNumber(options.seed);
  store.transaction(() => {
    writeCast(store, midnight - 600 * DAY);
    const writer = createWriter(store);
    const people = Math.max(30, Math.floor(options.tickets * 0.6));
    withoutIndexes(store, () => {
      for (const lot of deal(options.tickets, number, midnight))
        writeTicket(writer, lot, { seed: number, midnight, people });
    });
    store.prepare(planSeeded(String(options.now))).run();
  });
}

/** It is faster to create indexes at the end than to update them through 100,000 insertions. */
function withoutIndexes(store: Store, work: () => void): void {
  const indexes = store
    .prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null`)
    .all();
  for (const { name } of indexes) store.prepare(`drop index ${name}`).run();
  work();
  for (const { sql } of indexes) store.prepare(String(sql)).run();
}

function writeCast(store: Store, founded: number): void {
  const { build } = store;
  const enterprises = ENTERPRISES.map(({ id, name }) => ({ id, name, created: founded }));
  store.run(build.insertInto('enterprises').values(enterprises));
  store.run(build.insertInto('services').values([...SERVICES]));
  store.run(build.insertInto('groups').values([...GROUPS]));
  store.run(build.insertInto('users').values(MEMBERS.map((of) => userRow(of, founded))));
  const memberships = MEMBERS.flatMap(({ id, groups }) => groups.map((group) => ({ user: id, group })));
  store.run(build.insertInto('memberships').values(memberships));
  store.run(build.insertInto('tokens').values(FIXED_TOKENS.map((token) => tokenRow(token, founded))));
  const sequence = store.prepare('insert into sqlite_sequence (name, seq) values (?, ?)');
  for (const [table, first] of Object.entries(FIRST_IDS)) sequence.run(table, first - 1);
}

function writeTicket(
  writer: Writer,
  lot: Lot,
  all: { seed: number; midnight: number; people: number },
): void {
  const { n, nth, owner, state, created } = lot;
  const own = childSeed(all.seed, n + 1000);
  const dice = diceOf(own);
  const guest = person(all.seed, dice.below(all.people));
  const rich = nth < RICH_TICKETS ? RICH : SPARSE;
  const medias = rich[nth % rich.length] ?? 0;
  const place = { lat: guest.lat, lng: guest.lng };
  const life = live(
    { state, created, midnight: all.midnight, agent: AGENTS.get(owner.id), place, medias, seed: own },
    dice,
  );
  const several = dice.below(12) === 0;
  const ticket = writer.ticket({
    enterprise: owner.enterprise,
    service: nth % 13 === 12 ? otherService(owner.service) : owner.service,
    group: dice.below(10) === 0 ? dice.pick(groupsOf(owner.enterprise)) : (owner.groups[0] ?? null),
    creator: owner.id,
    agent: state === 'new' || state === 'rejected' ? null : owner.id,
    owner: owner.id,
    state,
    type: TYPES[several ? 1 : 0],
    ...texts(dice, lot, guest),
    language: guest.language,
    created,
    modified: life.modified,
    start_time: life.start_time,
    end_time: life.end_time,
    duration: life.duration,
    reminder: dice.below(4) === 0 ? 15 : null,
    ...(life.place ?? {}),
    conversation: life.met ? `conv-${own.toString(16)}` : null,
    agent_link: linkOf(own, 'agent'),
  });
  const others = several
    ? [person(all.seed, dice.below(all.people))].filter(({ email }) => email !== guest.email)
    : [];
  writeGuests(writer, { ticket, enterprise: owner.enterprise, seed: own, several }, [guest, ...others]);
  for (const event of life.events) writer.event({ ticket, ...event });
  for (const { tags, geoloc, ...media } of life.medias) {
    writer.media({ ticket, ...media, tags_json: JSON.stringify(tags), ...geoloc });
  }
}

function writeGuests(
  writer: Writer,
  of: { ticket: number; enterprise: number; seed: number; several: boolean },
  guests: readonly Person[],
): void {
  for (const [place, guest] of guests.entries()) {
    const { email, phone, name, first_name, company, gender, country } = guest;
    const details = of.several ? {} : { name, first_name, company, gender, country };
    const contact = writer.contact({ enterprise: of.enterprise, identity: email });
    // Some are known by their phone alone.
    const addresses =
      of.seed % 9 === 0
        ? { emails: [], phones: [phone] }
        : { emails: [email], phones: of.several ? [] : [phone] };
    const guest_link = linkOf(of.seed, `guest ${place}`);
    writer.participant({ ticket: of.ticket, contact, ...details, ...addresses, guest_link });
  }
}

function otherService(service: number): number {
  const enterprise = SERVICES.find(({ id }) => id === service)?.enterprise;
  return SERVICES.find(({ id, enterprise: of }) => of === enterprise && id !== service)?.id ?? service;
}

function groupsOf(enterprise: number): number[] {
  return GROUPS.filter((group) => group.enterprise === enterprise).map(({ id }) => id);
}

/** Secret part of a seeded link: as long as the others, yet the same for the same seed. */
function linkOf(ticketSeed: number, whose: string): string {
  return digest(`link ${whose} ${ticketSeed}`).toString('base64url').slice(0, 24);
}

/** Any seed as the integer that dice are fed with. */
function seedNumber(of: number | string): number {
  return digest(`seed ${of}`).readUInt32BE(0) & 0x7fffffff;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
