/**
 * Serialises plain data as JSON with the members of every object in the order of their names, so equal data gives equal
 * text. Members that are undefined are left out, dates are ISO 8601, and undefined itself gives an empty text.
 *
 * @param objects `pairs` writes an object as a list of `[name, value]`
 */
export function stableJson(value: unknown, objects: 'members' | 'pairs' = 'members'): string {
  const sort = (_: string, member: unknown): unknown => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const pairs = Object.entries(member)
      .filter(([, given]) => given !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return objects === 'pairs' ? pairs : Object.fromEntries(pairs);
  };
  return JSON.stringify(value, sort) ?? '';
}
