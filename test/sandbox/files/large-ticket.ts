import { openRoom } from './room.ts';

/**
 * A process of its own with a ticket of many pictures: `large-ticket.ts <pictures> <uploads>`. Tells its parent the address
 * and the ticket, then answers `begin` (memory is counted from here) and `report` (bytes of memory by which it grew at most).
 */
const [pictures = 0, uploads = 0] = process.argv.slice(2).map(Number);
const room = await openRoom();
room.database.exec('begin');
room.give(
  room.ticket,
  Array.from({ length: pictures }, (_, seed) => ({ title: `picture ${seed}`, seed })),
);
for (let n = 0; n < uploads; n += 1) {
  const bytes = Buffer.alloc(4 * 1024 * 1024, n);
  room.give(room.ticket, [{ bytes, title: `upload ${n}`, media_type: 'video', mime_type: 'video/mp4' }]);
}
room.database.exec('commit');

let base = 0;
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5).unref();

process.on('message', async (message) => {
  if (message === 'begin') {
    base = process.memoryUsage.rss();
    peak = base;
  }
  process.send?.(message === 'report' ? { grown: Math.max(peak, process.memoryUsage.rss()) - base } : {});
});
process.once('disconnect', async () => {
  await room[Symbol.asyncDispose]();
});
process.send?.({ url: room.url, ticket: room.ticket });
