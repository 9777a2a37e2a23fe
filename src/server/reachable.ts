import type { Part } from './parts.ts';

/**
 * Brings parts into the form that every client reads: the first has `data`, all others `incremental`, be it empty (iOS
 * takes nothing else). A fragment within one that failed has nothing to be merged into, which ends some clients; it is
 * left out.
 */
export function reachableParts(): (part: Part) => Part {
  const sent: Sent[] = [];
  return (part) => {
    const hasNext = part.hasNext ?? false;
    if (part.data !== undefined) {
      sent.push({ path: [], data: part.data });
      return { ...part, hasNext };
    }
    const incremental = (part.incremental ?? []).filter(({ path = [], data }) => {
      const reached = sent.some((before) => leadsTo(before, path));
      if (reached) sent.push({ path, data });
      return reached;
    });
    return { ...part, incremental, hasNext };
  };
}

type Path = readonly (string | number)[];

/** Data that went out, and where it belongs. */
interface Sent {
  readonly path: Path;
  readonly data: unknown;
}

/** Whether there is an object at a path, in what was sent at another. */
function leadsTo({ path: from, data }: Sent, path: Path): boolean {
  if (!from.every((step, at) => path[at] === step)) return false;
  let value = data;
  for (const step of path.slice(from.length)) {
    value = isObject(value) ? Reflect.get(value, step) : undefined;
  }
  return isObject(value);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
