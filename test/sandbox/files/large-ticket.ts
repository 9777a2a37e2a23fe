import { performance } from 'node:perf_hooks';
import { openRoom } from './room.ts';

/**
 * A process of its own with a ticket of many medias: `large-ticket.ts <pictures> <uploads of 4 MB>`. It tells its parent
 * the address and the ticket, and then answers
 * - `begin`: memory is counted from here;
 * - `report`: by how many bytes the process grew at most since, and how busy it was since it was last asked (0 to 1).
 */
const [pictures = 0, uploads = 0] = process.argv.slice(2).map(Number);
const UPLOAD = 4 * 1024 * 1024;

const room = await openRoom();
room.database.exec('begin');
room.give(
  room.ticket,
  Array.from({ length: pictures }, (_, seed) => ({ title: `picture ${seed}`, seed })),
);
for (let n = 0; n < uploads; n += 1) {
  const bytes = Buffer.alloc(UPLOAD, n);
  room.give(room.ticket, [{ bytes, title: `upload ${n}`, media_type: 'video', mime_type: 'video/mp4' }]);
}
room.database.exec('commit');

let base = 0;
let peak = 0;
let loop = performance.eventLoopUtilization();
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);

process.on('message', (message) => {
  const now = process.memoryUsage.rss();
  peak = Math.max(peak, now);
  if (message === 'begin') [base, peak] = [now, now];
  const busy = performance.eventLoopUtilization(loop).utilization;
  loop = performance.eventLoopUtilization();
  process.send?.({ grown: peak - base, busy });
});
process.once('disconnect', async () => {
  clearInterval(watch);
  await room[Symbol.asyncDispose]();
});
process.send?.({ url: room.url, ticket: room.ticket });
