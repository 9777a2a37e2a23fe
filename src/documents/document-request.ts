import { GraphError } from '../graphql/errors.ts';
import { documentId, isJsonObject, type JsonObject } from './document-id.ts';

/** The document that a request names by its text, by an id, or by both. */
export interface DocumentRequest {
  /** Normalised. */
  readonly id: string | null;
  readonly text: string | null;
  /** Whether the request registers the text under its hash. */
  readonly registers: boolean;
}

/** Parameters that may hold an id besides `extensions.persistedQuery`: of the GraphQL-over-HTTP draft, Relay, Meta. */
export const ID_PARAMETERS = ['documentId', 'id', 'doc_id'] as const;

/**
 * Reads the document of a request. Null counts as absent, and so does an empty text beside an id.
 *
 * @param ids values of {@link ID_PARAMETERS}
 * @throws GraphError BAD_REQUEST for invalid or contradictory ids, and for another version of persisted queries
 */
export function readDocumentRequest(
  { query, extensions }: JsonObject,
  ids: readonly unknown[],
): DocumentRequest {
  const hash = persistedHash(extensions);
  const [id = null, ...others] = new Set([hash, ...ids].filter((given) => given != null).map(requireId));
  if (others.length > 0) throw badRequest('The ids of the document are not the same.');
  if (id !== null && query != null && typeof query !== 'string') {
    throw badRequest('The query must be a string.');
  }
  const text = typeof query === 'string' && (query !== '' || id === null) ? query : null;
  return { id, text, registers: hash !== null && text !== null };
}

/** The hash of `extensions.persistedQuery`, to which clients add members of their own; null without one. */
function persistedHash(extensions: unknown): unknown {
  const persisted = isJsonObject(extensions) ? extensions['persistedQuery'] : null;
  if (persisted == null) return null;
  if (!isJsonObject(persisted) || persisted['version'] !== 1) {
    throw badRequest('Unsupported persisted query version');
  }
  const hash = persisted['sha256Hash'];
  if (hash == null) throw badRequest('A persisted query needs its sha256Hash.');
  return hash;
}

/** Numbers are refused: the ids of Meta's servers are too long for a number and would arrive changed. */
function requireId(given: unknown): string {
  const id = typeof given === 'string' ? documentId(given) : null;
  if (id === null) throw badRequest('The id of a document is a string of 1 to 256 visible ASCII characters.');
  return id;
}

const badRequest = (message: string) => new GraphError('BAD_REQUEST', message);
