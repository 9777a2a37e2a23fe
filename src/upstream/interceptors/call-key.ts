import { stableJson } from '../../stable-json.ts';
import type { Call } from './interceptor.ts';

/** The key of a read: equal keys have equal responses. Holds values of parameters, so the store needs a hash of it. */
export const readKey = ({ operation, params }: Pick<Call, 'operation' | 'params'>): string =>
  stableJson([operation, params]);

/** The key of a list without its window. */
export const listKey = ({ operation, params }: Pick<Call, 'operation' | 'params'>): string =>
  stableJson([operation, { ...params, offset: undefined, limit: undefined }]);

const CALLER = '{caller}';

/** The tags of a call: what it is about, or what it may change. `{caller}` is left as it is. */
export const tagsOf = ({ endpoint, params }: Pick<Call, 'endpoint' | 'params'>): string[] => {
  const values = new Map(Object.entries(params));
  return (endpoint.about?.tags ?? []).map((tag) =>
    tag.replace(/\{(\w+)\}/g, (name, param) => (name === CALLER ? name : String(values.get(param)))),
  );
};

/** A tag for one caller. */
export const tagOfCaller = (tag: string, caller: string): string => tag.replace(CALLER, () => caller);

/** Whether a write may change the response of a read: they have a tag in common. */
export function invalidates(write: Call, read: Call): boolean {
  const tags = tagsOf(read);
  return tagsOf(write).some((tag) => tags.includes(tag));
}

/** Whether a write may change rows of lists. Others only add to what belongs to a row, such as an export. */
export const changesRows = (write: Call): boolean => tagsOf(write).some((tag) => tag.includes(CALLER));
