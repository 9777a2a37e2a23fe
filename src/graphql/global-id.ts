import { badUserInput } from './errors.ts';

/** A global id, opened: the type of the node and the id within the type. */
export interface GlobalId {
  typename: string;
  id: string;
}

/** Seals a type and an id into one opaque, URL-safe global id. */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');
}

/**
 * Opens a global id. Plain base64 is accepted as well.
 * @throws BAD_USER_INPUT for anything this gateway did not write.
 */
export function decodeGlobalId(globalId: string): GlobalId {
  const text = Buffer.from(globalId, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const typename = text.slice(0, Math.max(colon, 0));
  const id = text.slice(colon + 1);
  if (
    !/^[A-Za-z]{1,40}$/.test(typename) ||
    id === '' ||
    encodeGlobalId(typename, id) !== canonical(globalId)
  ) {
    throw badUserInput('This is not a global id: take the `id` of an earlier answer, unchanged.', ['id']);
  }
  return { typename, id };
}

const canonical = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * Opens a global id that must be of one type.
 * @throws BAD_USER_INPUT naming the type that was expected.
 */
export function decodeIdOf(typename: string, globalId: string, path: readonly string[]): string {
  const opened = decodeGlobalId(globalId);
  if (opened.typename !== typename) {
    throw badUserInput(`This is the id of a ${opened.typename}; a ${typename} is needed here.`, path);
  }
  return opened.id;
}
