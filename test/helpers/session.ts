import { openStore } from '../../src/sandbox/db/store.ts';
import { planMedia } from '../../src/sandbox/files/seed-media.ts';
import { createWriter } from '../../src/sandbox/seed/writer.ts';

/** Where the guest of a held session stands. */
export const PLACE = { lat: 48.65, lng: -3.36 };

/**
 * What the platform itself does while a session is held, and no call of its API can: the guest joins, and pictures are
 * taken. Written into the database of a running sandbox, as the platform would.
 * @param file the database
 * @param pictures how many
 */
export async function holdSession(file: string, ticketId: string, pictures: number): Promise<void> {
  const store = await openStore(file);
  const writer = createWriter(store);
  const [ticket, at] = [Number(ticketId), Math.floor(Date.now() / 1000)];
  const tell = (name: string, source: 'agent' | 'guest' | 'system', data: object = {}) =>
    writer.event({ ticket, name, source, at, data_json: JSON.stringify(data) });
  store.transaction(() => {
    tell('ticket.invitationClicked', 'guest');
    tell('consent.accepted', 'guest');
    tell('session.established', 'system');
    tell('geo.ansAllowed', 'guest', { geoloc: PLACE });
    for (let ordinal = 0; ordinal < pictures; ordinal += 1) {
      const { tags, geoloc, ...media } = {
        ...planMedia(1, 0, PLACE),
        title: `picture ${ordinal}`,
        seed: ordinal,
      };
      writer.media({ ticket, ...media, ...geoloc, tags_json: JSON.stringify(tags), created: at, user: 1201 });
      tell('media.pictureTaken', 'agent', { title: media.title });
    }
    tell('session.userLeft', 'guest');
  });
  store.close();
}
