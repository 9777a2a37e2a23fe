import { readFileSync } from 'node:fs';

/** How often is looked whether npm is still there, in milliseconds. */
const LOOK_MS = 500;

/** Who started this process, and who started that: npm runs scripts through a shell, and either may be the one to go. */
const lineage = (): string => `${process.ppid} ${parentOf(process.ppid)}`;

/** Taken as early as this module is loaded: whoever goes while the process starts is missed as well. */
const atStart = lineage();

/**
 * Calls `end` once when npm, or the shell in between, is gone: npm does not hand a signal on to what its shell runs, and
 * the server would stay on its port for good. Does not keep the process alive.
 */
export function endWithNpm(end: () => void): void {
  const timer = setInterval(() => {
    if (lineage() === atStart) return;
    clearInterval(timer);
    end();
  }, LOOK_MS).unref();
}

/** The parent of another process, where the system tells (Linux); else null. */
function parentOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process is in brackets and may hold anything, brackets too.
    return stat.slice(stat.lastIndexOf(')')).split(' ')[2] ?? null;
  } catch {
    return null;
  }
}
