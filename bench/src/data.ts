/** Rows of the mock, made from their number alone: a ticket is about 1 KB of JSON. */

const WORDS =
  'printer router modem screen cable firmware upgrade reset visit remote camera fibre box socket label photo report slow broken urgent'.split(
    ' ',
  );

const pick = <T>(values: readonly T[], at: number): T | undefined => values[at % values.length];
const time = (i: number): string =>
  new Date(1_700_000_000_000 + i * 61_000).toISOString().replace('.000Z', '+00:00');
const text = (i: number, words: number): string =>
  Array.from({ length: words }, (_, k) => pick(WORDS, i * 7 + k * 13 + (i >> 3))).join(' ');
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** A ticket has 6 to 15 medias. */
export const mediaCount = (id: number): number => 6 + ((id * 7) % 10);

/** A ticket has 4 to 12 events. */
export const eventCount = (id: number): number => 4 + ((id * 5) % 9);

/** The ticket with an id from 1. */
export const ticket = (i: number) => ({
  id: i,
  state: pick(['open', 'invited', 'inprogress', 'closed'], i),
  type: 'video-assistance',
  subject: text(i, 5),
  reference: `TCK-${digits(i, 6)}`,
  description: text(i + 3, 12),
  service_key: `service${digits(i % 7, 25)}`,
  language: pick(['en', 'fr', 'de'], i),
  created: time(i),
  modified: time(i + 500),
  start_time: time(i + 3),
  end_time: time(i + 33),
  duration: 15 + ((i * 37) % 60),
  agent: {
    id: 1 + (i % 211),
    username: `agent.${i % 211}`,
    firstname: 'Ana',
    lastname: `Agent${i % 211}`,
    name: `Agent ${i % 211}`,
    email: `a${i % 211}@example.org`,
    phone: `+3361111${digits(i % 211, 4)}`,
  },
  group: { id: 1 + (i % 17), name: `Team ${i % 17}` },
  requestor: {
    id: 1 + (i % 997),
    name: `Customer ${i % 997}`,
    firstname: 'Paul',
    company: `Company ${i % 53}`,
    gender: 'male',
    country: pick(['FR', 'DE', 'GB'], i),
    email: [`c${i % 997}@example.org`],
    phone: [`+3360000${digits(i % 10_000, 4)}`],
    url: `https://join.example.org/g/${i}`,
  },
  geoloc: { lat: 48 + (i % 1000) / 1000, lng: 2 + (i % 777) / 777 },
  conversation_id: `conv-${i * 17}`,
});

/** Media `k`, from 0, of a ticket. */
export const media = (id: number, k: number) => ({
  id: id * 100 + k,
  title: `media-${id}-${k}.jpg`,
  description: text(id + k, 3),
  status: 'completed',
  media_type: pick(['image', 'video', 'application'], id + k),
  mime_type: 'image/jpeg',
  source_type: pick(['snapshot', 'upload'], k),
  url: `https://media.example.org/t/${id}/${k}.jpg`,
  size: 10_000 + ((id * 31 + k * 977) % 900_000),
  created: time(id + 40 - k),
  tags: [pick(WORDS, id + k)],
  user: { id: 1 + ((id + k) % 211), name: `Agent ${(id + k) % 211}` },
});

/** Event `k`, from 0, of a ticket. */
export const event = (id: number, k: number) => ({
  id: id * 100 + k,
  eventName: pick(['create', 'invite', 'join', 'snapshot', 'leave', 'close'], k),
  timestamp: time(id + k * 3),
  source: pick(['agent', 'guest', 'system'], k),
  agent: { id: 1 + ((id + k) % 211), name: `Agent ${(id + k) % 211}` },
  comment: text(id + k, 8),
  duration: (id * k) % 600,
});

/** The user of token `bench-N`. */
export const user = (n: number) => ({
  id: 1 + n,
  username: `user.${n}`,
  first_name: 'Jane',
  last_name: `Doe${n}`,
  email: `u${n}@example.org`,
  phone: '+33600000000',
  enterprise_id: 7,
  created: time(1),
});
