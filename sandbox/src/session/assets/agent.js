import { byId, keep, show, write } from './page.js';

const WAITING = ['new', 'open', 'invited'];

const act = keep({ address: (action) => `/agent/${action}${location.search}`, view, lost });

function view({ id, state, stage, subject, description, enterprise, guests, place, events, start_time }) {
  const isOpen = WAITING.includes(state) || state === 'inprogress';
  show({
    ...{ actions: true, facts: true, log: true },
    approve: state === 'new',
    join: isOpen && stage !== 'joined',
    leave: stage === 'joined',
    complete: state === 'inprogress',
    reject: WAITING.includes(state),
  });
  document.title = `Ticket ${id}`;
  write({
    ...{ state, description, title: `Ticket ${id}` },
    subject: [enterprise, subject, start_time && `starts ${start_time}`].filter(Boolean).join(' · '),
    place: place === null ? '' : `Position ${place.lat}, ${place.lng}`,
  });
  list(
    'guests',
    guests.map(({ name, stage: where }) => `${name ?? 'Guest'}: ${where}`),
  );
  list(
    'events',
    events.map(({ at, name, source }) => `${at.slice(11, 19)} ${name} (${source})`),
  );
}

function list(id, lines) {
  byId(id).replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }),
  );
}

function lost() {
  show({ actions: false, facts: false, log: false });
  write({ title: 'This link leads nowhere (any more).', state: '', subject: '', description: '' });
}

for (const action of ['approve', 'join', 'leave', 'complete', 'reject']) {
  byId(action).addEventListener('click', () => act(action));
}
