import { performance } from 'node:perf_hooks';
import { snapshot } from '../../src/files/pictures/snapshot.ts';
import { openRoom } from './room.ts';

/**
 * `large-ticket.ts fill <folder> <drawn> <uploaded> <size>` makes a database with a ticket of so many pictures of 308 KB that are
 * drawn when they are asked for and so many uploaded ones (of that many bytes, or the same picture), and tells its parent the ticket. `large-ticket.ts serve <folder>`, a process of its own that has
 * done nothing before, tells the address, and then answers
 * - `begin`: memory is counted from here;
 * - `report`: by how many bytes the process grew at most since, and how busy it was since it was last asked (0 to 1).
 */
const [role, folder = '', drawn = 0, uploaded = 0, size] = process.argv.slice(2);
const room = await openRoom({ folder });

if (role === 'fill') {
  const bytes = size === undefined ? snapshot(1) : Buffer.alloc(Number(size), 'x');
  room.database.exec('begin');
  for (let seed = 0; seed < Number(drawn); seed += 1)
    room.give(room.ticket, [{ title: `drawn ${seed}`, seed }]);
  for (let n = 0; n < Number(uploaded); n += 1) room.give(room.ticket, [{ title: `uploaded ${n}`, bytes }]);
  room.database.exec('commit');
  await room[Symbol.asyncDispose]();
  process.send?.({ ticket: room.ticket });
} else {
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
  process.send?.({ url: room.url });
}
