/** Measures what it costs to decode one row of each kind, in microseconds of CPU: the median of several rounds. */
import { event } from '../src/event/api.ts';
import { media } from '../src/media/api.ts';
import { ticket } from '../src/ticket/api.ts';

const ROUNDS = 7;
const ROWS = 100_000;

/** Most microseconds for a ticket, the largest row. */
const MOST = 3;

const person = {
  id: 7,
  firstname: 'Ana',
  lastname: 'Agent',
  email: 'ana@example.org',
  phone: '+33611110000',
};
const SAMPLES = {
  ticket: [
    ticket,
    {
      id: 4711,
      state: 'inprogress',
      type: 'video-assistance',
      subject: 'Boiler does not start',
      reference: 'TCK-004711',
      description: 'Error E04 after the last reset',
      service_key: 'service00000000000000000001',
      language: 'en',
      created: '2026-11-01T10:00:00Z',
      modified: '2026-11-02T10:00:00Z',
      start_time: '2026-11-03T10:00:00Z',
      end_time: '2026-11-03T10:30:00Z',
      duration: 30,
      agent: { ...person, username: 'ana', name: 'Ana Agent' },
      group: { id: 17, name: 'Team 17' },
      requestor: {
        ...person,
        company: 'Company',
        gender: 'male',
        country: 'FR',
        email: ['c@example.org'],
        phone: ['+33600000000'],
        url: 'https://join.example.org/g/4711',
      },
      geoloc: { lat: 48.1, lng: 2.3 },
      conversation_id: 'conv-4711',
    },
  ],
  media: [
    media,
    {
      id: 471101,
      title: 'boiler.jpg',
      description: 'The display',
      status: 'completed',
      media_type: 'image',
      mime_type: 'image/jpeg',
      source_type: 'snapshot',
      url: 'https://media.example.org/471101.jpg',
      size: 120_000,
      created: '2026-11-03T10:10:00Z',
      tags: ['boiler'],
      user: { id: 7, name: 'Ana Agent' },
    },
  ],
  event: [
    event,
    {
      id: 471102,
      eventName: 'ticket.assigned',
      timestamp: '2026-11-03T10:00:00Z',
      source: 'agent',
      data: { agent: person, comment: 'Taken over' },
    },
  ],
} as const;

for (const [name, [type, row]] of Object.entries(SAMPLES)) {
  const decode = type(() => undefined);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let at = 0; at < ROWS; at += 1) decode(row);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / ROWS;
  });
  const median = rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  process.stdout.write(`${name}: ${median.toFixed(2)} µs a row\n`);
  if (name === 'ticket' && !(median <= MOST)) process.exitCode = 1;
}
