import type { Sandbox } from 'ticket-api-sandbox';

/** Where the guest of a held session stands. */
export const PLACE = { lat: 48.65, lng: -3.36 };

/**
 * What the platform itself does while a session is held, and no call of its API can: the guest joins, and pictures are
 * taken. Told by the sandbox's admin path.
 * @param pictures how many
 */
export async function simulateSession(sandbox: Sandbox, ticketId: string, pictures: number): Promise<void> {
  const ticket = Number(ticketId);
  const send = async (path: string, body: object): Promise<void> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const request = new Request(`http://sandbox.test/_sandbox${path}`, {
      ...init,
      body: JSON.stringify(body),
    });
    const answer = await sandbox.fetch(request);
    if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${await answer.text()}`);
  };
  const tell = (eventName: string, source: 'agent' | 'guest' | 'system', data: object = {}) =>
    send('/events', { ticket, eventName, source, data });
  await tell('ticket.invitationClicked', 'guest');
  await tell('consent.accepted', 'guest');
  await tell('session.established', 'system');
  await tell('geo.ansAllowed', 'guest', { geoloc: PLACE });
  for (let ordinal = 0; ordinal < pictures; ordinal += 1) {
    const title = `picture ${ordinal}`;
    await send('/medias', { ticket, title, seed: ordinal, geoloc: PLACE, user: 1201 });
    await tell('media.pictureTaken', 'agent', { title });
  }
  await tell('session.userLeft', 'guest');
}
