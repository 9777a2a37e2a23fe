/**
 * The shape of an answer: for each place, which types stand there. A list adds `[]` to the place of what it holds; all that
 * it holds is one place. Values are no part of it.
 */
export type Shape = Readonly<Record<string, string>>;

/** The shape of some data. */
export function shapeOf(data: unknown): Shape {
  const types = new Map<string, Set<string>>();
  const look = (value: unknown, place: string): void => {
    const known = types.get(place) ?? new Set();
    types.set(place, known.add(typeName(value)));
    if (Array.isArray(value)) for (const one of value) look(one, `${place}[]`);
    else if (value instanceof Object)
      for (const [key, one] of Object.entries(value)) look(one, place === '' ? key : `${place}.${key}`);
  };
  look(data, '');
  return Object.fromEntries([...types].map(([place, names]) => [place, [...names].sort().join('|')]));
}

/** What a client that was written for one shape would stumble over in another, in sentences. */
export function misfits(shipped: Shape, now: Shape): string[] {
  const missing = Object.keys(shipped)
    .filter((place) => !(place in now))
    .map((place) => `${place} is missing`);
  const others = Object.entries(now).flatMap(([place, types]) => {
    const known = shipped[place]?.split('|');
    if (known === undefined) return `${place} was never there`;
    const strange = types.split('|').filter((type) => !known.includes(type));
    return strange.map((type) => `${place} was ${known.join(' or ')}, and is ${type}`);
  });
  return [...missing, ...others];
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
}
