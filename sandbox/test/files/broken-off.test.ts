import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRoom, type Room } from './room.ts';

let room: Room;
const upload = Buffer.alloc(3_000_000, 'x');

beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

/** The addresses at which a ticket's files are made while they are sent. */
async function addresses(ticket: number): Promise<string[]> {
  const link = async (format: string): Promise<string> => {
    const path = `/tickets/${ticket}/export?timeline=1&format=${format}`;
    return (await (await room.call(path, { method: 'POST' })).json()).url;
  };
  const { data } = await (await room.call(`/tickets/${ticket}/medias`)).json();
  return [await link('zip'), await link('pdf'), `/tickets/${ticket}/medias?download=1`, data[0].url];
}

describe('The sandbox goes on as if nothing had happened', () => {
  test('after clients have left in the middle of a file', async () => {
    const ticket = await room.newTicket();
    room.give(ticket, [
      { bytes: upload, media_type: 'video', mime_type: 'video/mp4', created: 2_000_000_000 },
      ...Array.from({ length: 12 }, (_, seed) => ({ seed })),
    ]);
    for (const address of await addresses(ticket)) {
      for await (const piece of (await room.call(address)).body ?? []) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }
    expect((await room.call(`/tickets/${ticket}`)).status).toBe(200);
  });

  test('after the bytes of a media have gone, which breaks the file off rather than end it', async () => {
    const ticket = await room.newTicket();
    const [media = 0] = room.give(ticket, [{ bytes: upload, created: 2_000_000_000 }]);
    const [zip = '', pdf = '', download = '', file = ''] = await addresses(ticket);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    room.database.prepare('delete from media_blobs where media = ?').run(media);
    for (const address of [zip, pdf, download, file]) {
      const answer = await room.call(address);
      await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
    }
    // What the server prints of it names no link.
    for (const [error] of printed.mock.calls) expect(String(error)).not.toContain('signature');
    printed.mockRestore();
    expect((await room.call(`/tickets/${ticket}`)).status).toBe(200);
  });

  test('when the ticket is deleted while its export is read', async () => {
    const ticket = await room.newTicket();
    room.give(
      ticket,
      Array.from({ length: 12 }, (_, seed) => ({ seed })),
    );
    const [zip = ''] = await addresses(ticket);
    const answer = await room.call(zip);
    expect((await room.call(`/tickets/${ticket}`, { method: 'DELETE' })).status).toBe(200);
    // What is drawn needs no more than its seed.
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(12 * 300_000);
    expect((await room.call(zip)).status).toBe(404);
  });
});
