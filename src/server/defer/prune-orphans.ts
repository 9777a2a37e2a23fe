import type { Part } from './parts.ts';

type Path = readonly (string | number)[];

/**
 * Brings parts into the form that every client reads: the first has `data`, all others `incremental`, be it empty (iOS
 * takes nothing else). A fragment within one that failed has nothing to be merged into, which ends some clients; it is
 * left out.
 */
export function reachableParts(): (part: Part) => Part {
  const sent = new Sent();
  return (part) => {
    const hasNext = part.hasNext ?? false;
    if (part.data !== undefined) {
      sent.add([], part.data);
      return { ...part, hasNext };
    }
    const incremental = (part.incremental ?? []).filter(({ path = [], data }) => {
      const reached = sent.leadsTo(path);
      if (reached) sent.add(path, data);
      return reached;
    });
    return { ...part, incremental, hasNext };
  };
}

/** Data that went out, by where it belongs: a row of a long list is found as fast as one of a short one. */
class Sent {
  readonly #byPath = new Map<string, unknown[]>();

  add(path: Path, data: unknown): void {
    const key = path.join('.');
    const beside = this.#byPath.get(key);
    if (beside === undefined) this.#byPath.set(key, [data]);
    else beside.push(data);
  }

  /** Whether an object went out at this place, in any part. */
  leadsTo(path: Path): boolean {
    return [...path, null].some((_, length) => {
      const rest = path.slice(length);
      const from = this.#byPath.get(path.slice(0, length).join('.')) ?? [];
      return from.some((data) => isObject(rest.reduce(step, data)));
    });
  }
}

const step = (value: unknown, name: string | number): unknown =>
  isObject(value) ? Reflect.get(value, name) : undefined;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
