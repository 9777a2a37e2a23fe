/** What a client takes, by its `Accept`. Pure: nothing in here knows how it is answered. */

/** The format of deferred parts that Apollo's clients ask for by name, and others by none. */
export const DEFER_SPEC = '20220824';

/** One media range. */
interface Range {
  readonly type: string;
  /** By name, in small letters; without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Ranges that one of our forms of an answer fits. */
const ANSWERED: ReadonlySet<string> = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/graphql-response+json',
  'multipart/*',
  'multipart/mixed',
  'text/*',
  'text/event-stream',
]);

/** Whether an answer in any of our forms would be taken. Without a header anything is. */
export function acceptsAnswer(accept: string | null): boolean {
  if (accept === null || accept.trim() === '') return true;
  return rangesOf(accept).some(
    ({ type, parameters }) => ANSWERED.has(type) && /^utf-?8$/.test(parameters.get('charset') ?? 'utf-8'),
  );
}

/**
 * Whether an answer in parts would be understood: only if `multipart/mixed` is named, and for no other format than ours.
 * A wildcard does not count: whoever sends it mostly reads one JSON.
 */
export function acceptsParts(accept: string | null): boolean {
  return rangesOf(accept ?? '').some(({ type, parameters }) => {
    if (type !== 'multipart/mixed' || Number(parameters.get('q') ?? 1) === 0) return false;
    const spec = parameters.get('deferspec');
    return spec === undefined
      ? ![...parameters.keys()].some((name) => name.endsWith('spec'))
      : spec === DEFER_SPEC;
  });
}

function rangesOf(accept: string): Range[] {
  return accept
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [type = '', ...rest] = range.split(';').map((one) => one.trim());
      const parameters = rest.map((one): [string, string] => {
        const [name = '', value = ''] = one.split('=');
        return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')];
      });
      return { type, parameters: new Map(parameters) };
    });
}
