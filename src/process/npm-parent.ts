import { readFileSync } from 'node:fs';

/** How often is looked whether npm is still there, in milliseconds. */
const LOOK_MS = 500;

/**
 * Who started this process, who started that, and who that: npm runs scripts through a shell, and either may be the one to
 * go. The third counts where `node --watch` stands between the shell and this process.
 */
function lineage(): (number | null)[] {
  const second = parentOf(process.ppid);
  return [process.ppid, second, second === null ? null : parentOf(second)];
}

/** Taken as early as this module is loaded: whoever goes while the process starts is missed as well. */
const atStart = lineage();

/**
 * Calls `end` once when npm, or the shell in between, is gone: npm does not hand a signal on to what its shell runs, and
 * the server would stay on its port for good. If `watched`, `node --watch` is asked to end instead, which ends this process
 * too: by itself it would wait for the next change for good. Does not keep the process alive.
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

/** The parent of another process, where the system tells (Linux); else null. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process is in brackets and may hold anything, brackets too.
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
  } catch {
    return null;
  }
}
