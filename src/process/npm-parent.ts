import { readFileSync } from 'node:fs';

/** How often the parents are checked, in milliseconds. */
const LOOK_MS = 500;

/**
 * The parents of this process: npm runs scripts through a shell, and either may end first. The third counts where `node
 * --watch` stands between the shell and this process.
 */
function lineage(): (number | null)[] {
  const second = parentOf(process.ppid);
  return [process.ppid, second, second === null ? null : parentOf(second)];
}

/** Read when this module is loaded, so that a parent that ends during the start is noticed. */
const atStart = lineage();

/**
 * Calls `end` once npm, or the shell in between, is gone: npm does not pass signals on, and the server would hold its port.
 * With `watched`, ends `node --watch` instead, which would wait for the next change. It does not keep the process alive.
 */
export function endWithNpm(end: () => void, watched: boolean): void {
  const levels = watched ? 3 : 2;
  const timer = setInterval(() => {
    const now = lineage();
    if (now.slice(0, levels).join() === atStart.slice(0, levels).join()) return;
    clearInterval(timer);
    if (watched && now[0] === atStart[0]) process.kill(process.ppid, 'SIGTERM');
    else end();
  }, LOOK_MS).unref();
}

/** The parent of another process, on Linux; else null. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process is in brackets and may hold anything, brackets too.
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
  } catch {
    return null;
  }
}
