import { wordsOf } from './guest-words.js';
import { byId, keep, show, write } from './page.js';

const OPEN = ['new', 'open', 'invited', 'inprogress'];

let words = wordsOf(navigator.language.slice(0, 2));
let cameraAnswered = false;

const act = keep({ address: (action) => `${location.pathname}/${action}`, view, lost });

function view({ state, stage, language, subject, enterprise, agent, agentIsThere, answered }) {
  words = wordsOf(language);
  document.documentElement.lang = language;
  document.title = words.title;
  const isOpen = OPEN.includes(state);
  const isIn = isOpen && stage === 'joined';
  show({
    answer: isOpen && stage === 'away',
    enter: isOpen && (stage === 'accepted' || stage === 'left'),
    session: isIn,
    ask: !cameraAnswered,
    after: (stage === 'joined' || stage === 'left') && !isIn && !answered && state !== 'closed',
  });
  byId('join').disabled = stage === 'accepted' && !byId('consent').checked;
  if (!isIn) darken();
  const { accept, decline, join, snapshot, leave } = words;
  write({
    ...{ accept, decline, join, snapshot, leave, state, title: words.title, consentText: words.consent },
    ...{ cameraYes: words.camera, cameraNo: words.noCamera, placeTitle: words.place },
    ...{ placeYes: words.givePlace, placeNo: words.noPlace, surveyTitle: words.survey },
    subject: [enterprise, agent, subject].filter(Boolean).join(' · '),
    says: says(isOpen, stage, agentIsThere, answered),
  });
  byId('comment').placeholder = words.comment;
}

function says(isOpen, stage, agentIsThere, answered) {
  if (answered) return words.thanks;
  if (stage === 'declined') return words.declined;
  if (!isOpen) return words.over;
  if (stage === 'left') return words.left;
  if (stage === 'joined') return agentIsThere ? words.together : words.waiting;
  return words.invited;
}

function lost() {
  show({ answer: false, enter: false, session: false, after: false });
  write({ title: words.title, says: words.lost, state: '', subject: '' });
}

/** Opens the camera. Where there is none a test picture stands in, so that the rest can be tried. */
async function openCamera() {
  try {
    byId('video').srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await byId('video').play();
    return true;
  } catch (error) {
    if (error.name === 'NotAllowedError') return false;
    drawTestPicture();
    show({ video: false, canvas: true });
    return true;
  }
}

function drawTestPicture() {
  const canvas = byId('canvas');
  const pen = canvas.getContext('2d');
  const colours = ['#c0c0c0', '#c0c000', '#00c0c0', '#00c000', '#c000c0', '#c00000', '#0000c0'];
  colours.forEach((colour, at) => {
    pen.fillStyle = colour;
    pen.fillRect((at * canvas.width) / 7, 0, canvas.width / 7 + 1, canvas.height);
  });
}

function darken() {
  for (const track of byId('video').srcObject?.getTracks() ?? []) track.stop();
  byId('video').srcObject = null;
  cameraAnswered = false;
  show({ picture: false, video: true, canvas: false });
  write({ taken: '', placed: '' });
}

/** What the camera sees now, as PNG. */
function picture() {
  const canvas = byId('canvas');
  const video = byId('video');
  if (video.srcObject !== null) {
    canvas.width = video.videoWidth || 640;
    canvas.height = video.videoHeight || 480;
    canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function answerCamera(wanted) {
  const allowed = wanted && (await openCamera());
  cameraAnswered = true;
  show({ picture: allowed, ask: false });
  await act('camera', { allowed });
}

/** The fields go before the device, which a test machine has none of. */
async function sharePlace() {
  const typed = [byId('lat'), byId('lng')];
  if (typed.some(({ value }) => value === '')) {
    const { coords } = await new Promise((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(resolve, reject),
    );
    typed[0].value = coords.latitude;
    typed[1].value = coords.longitude;
  }
  const [lat, lng] = typed.map(({ value }) => Number(value));
  if (await act('location', { allowed: true, lat, lng })) write({ placed: words.thanks });
}

const on = (id, work) =>
  byId(id).addEventListener('click', () => work().catch((error) => write({ refusal: error.message })));

on('accept', () => act('accept'));
on('decline', () => act('decline'));
on('join', () => act('join', { consent: byId('consent').checked }));
on('cameraYes', () => answerCamera(true));
on('cameraNo', () => answerCamera(false));
on('snapshot', async () => {
  write({ taken: '' });
  if (await act('snapshot', await picture())) write({ taken: words.taken });
});
on('placeYes', sharePlace);
on('placeNo', () => act('location', { allowed: false }));
on('leave', () => act('leave'));
byId('consent').addEventListener('change', ({ target }) => {
  byId('join').disabled = !target.checked;
});
for (const button of document.querySelectorAll('[data-score]')) {
  button.addEventListener('click', () =>
    act('survey', { score: Number(button.dataset.score), comment: byId('comment').value }),
  );
}
