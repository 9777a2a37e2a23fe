import { badUserInput } from './errors.ts';

/** A decoded global id: the type of the node and the id within the type. */
export interface GlobalId {
  typename: string;
  id: string;
}

/** Encodes a type and an id as one opaque, URL-safe id. */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');
}

/**
 * Decodes a global id. Accepts plain base64 too.
 * @throws BAD_USER_INPUT for anything that `encodeGlobalId` did not write
 */
export function decodeGlobalId(globalId: string): GlobalId {
  const [, typename = '', id = ''] =
    /^([A-Za-z]{1,40}):(.+)$/s.exec(Buffer.from(globalId, 'base64').toString('utf8')) ?? [];
  if (id === '' || encodeGlobalId(typename, id) !== canonical(globalId)) {
    throw badUserInput('This is not a global id. Send the `id` of an earlier response, unchanged.', ['id']);
  }
  return { typename, id };
}

const canonical = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * Decodes a global id of one type.
 * @throws BAD_USER_INPUT for the id of another type
 */
export function decodeIdOf(typename: string, globalId: string, path: readonly string[]): string {
  const decoded = decodeGlobalId(globalId);
  if (decoded.typename !== typename) {
    throw badUserInput(`This is the id of a ${decoded.typename}. Send the id of a ${typename}.`, path);
  }
  return decoded.id;
}
