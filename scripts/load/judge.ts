import type { Filled } from './fill.ts';

/** What a run came to; times in milliseconds. */
export interface Outcome {
  /** Null where an earlier run had filled the file. */
  readonly filled: Filled | null;
  /** The load average before anything was done here. */
  readonly load: number;
  /** Of the server that does nothing but the queries. */
  readonly bareP99: number;
  readonly listP99: number;
}

/** Filling is held to its limit at this size alone. */
const FULL = 100_000;
const MOST_SECONDS = 20;
const MOST_RATIO = 3;
const MOST_P99 = 50;
/** With more to do, a machine says nothing of how long one waits. */
const QUIET = 1.5;

/** How a run stands to its limits, in a line for each; what is over one is in `missed` as well. */
export function judge({ filled, load, bareP99, listP99 }: Outcome): { lines: string[]; missed: string[] } {
  const missed: string[] = [];
  const held = (what: string, value: number, most: number): string => {
    const line = `${what}: ${value.toFixed(value < 10 ? 2 : 1)} (at most ${most})`;
    // Whatever is no number is over its limit.
    if (!(value <= most)) missed.push(line);
    return line;
  };
  const lines = [
    filled?.tickets === FULL
      ? held('seconds to fill', filled.seconds, MOST_SECONDS)
      : `seconds to fill: not judged, as ${filled === null ? 'the file was there' : `${filled.tickets} tickets are not ${FULL}`}`,
    held('ratio of the p99', listP99 / bareP99, MOST_RATIO),
    load < QUIET
      ? held('ms p99 of the list', listP99, MOST_P99)
      : `ms p99 of the list: not judged, as the load average was ${load.toFixed(1)} (below ${QUIET} it is)`,
  ];
  return { lines, missed };
}
