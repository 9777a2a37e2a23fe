import { GraphError } from '../graphql/errors.ts';
import { documentId } from './document-id.ts';

/** Which document a request names, by its text, by an id, or by both. */
export interface DocumentRequest {
  /** In its one spelling. */
  readonly id: string | null;
  readonly text: string | null;
  /** Whether it asks for its text to be kept under its hash. */
  readonly registers: boolean;
}

/** Where an id may stand beside `extensions.persistedQuery`: the GraphQL-over-HTTP draft's, Relay's, Meta's. */
export const ID_PARAMETERS = ['documentId', 'id', 'doc_id'] as const;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Reads the document of a request off its parameters. Null counts as absent, and so does an empty text beside an id.
 * @param ids what stands in ID_PARAMETERS
 * @throws GraphError BAD_REQUEST for ids that are none or that disagree, or for another version of persisted queries
 */
export function readDocumentRequest(
  { query, extensions }: Parameters,
  ids: readonly unknown[],
): DocumentRequest {
  const persisted = persistedQuery(extensions);
  const [id = null, ...others] = new Set([persisted, ...ids].filter((one) => one != null).map(idOf));
  if (others.length > 0) throw new GraphError('BAD_REQUEST', 'The ids of the document are not the same.');
  if (id !== null && query != null && typeof query !== 'string') {
    throw new GraphError('BAD_REQUEST', 'The query must be a text.');
  }
  const text = typeof query === 'string' && (query !== '' || id === null) ? query : null;
  return { id, text, registers: persisted !== null && text !== null };
}

/** The hash of `extensions.persistedQuery`; null without one. Clients add members of their own to it. */
function persistedQuery(extensions: unknown): unknown {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : null;
  if (persisted == null) return null;
  if (!isObject(persisted) || persisted['version'] !== 1) {
    throw new GraphError('BAD_REQUEST', 'Unsupported persisted query version');
  }
  if (persisted['sha256Hash'] == null) {
    throw new GraphError('BAD_REQUEST', 'A persisted query needs its sha256Hash.');
  }
  return persisted['sha256Hash'];
}

/** Numbers are refused: those that Meta's servers give out are too long for one, and would arrive as another. */
function idOf(given: unknown): string {
  const id = typeof given === 'string' ? documentId(given) : null;
  if (id === null) {
    throw new GraphError(
      'BAD_REQUEST',
      'The id of a document is a text of 1 to 256 visible ASCII characters.',
    );
  }
  return id;
}

const isObject = (value: unknown): value is Parameters =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
