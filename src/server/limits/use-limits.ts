import { type DocumentNode, GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ID_PARAMETERS } from '../../documents/document-request.ts';
import { GraphError } from '../../graphql/errors.ts';
import { isDeeperThan, MAX_CHARACTERS, MAX_JSON_DEPTH, MAX_TOKENS, overLimit } from './document-size.ts';

/** Members of a request's body, after an id has become its text. */
const PARAMETERS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName', 'extensions']);

/**
 * Rejects operations over a limit: by their text before parsing, by their tokens during it, and by their shape before
 * validation, of which some rules take far longer than parsing.
 */
export function useLimits(): Plugin {
  const judged = new WeakMap<DocumentNode, string | null>();
  const judge = (document: DocumentNode): string | null => {
    let over = judged.get(document);
    if (over === undefined) {
      over = overLimit(document);
      judged.set(document, over);
    }
    return over;
  };
  return {
    onParams({ params }) {
      if (Object.keys(params).some((name) => !PARAMETERS.has(name))) {
        const all = [...PARAMETERS, ...ID_PARAMETERS].join(', ');
        throw new GraphError('BAD_REQUEST', `Send nothing but ${all}.`);
      }
      if (
        isDeeperThan(MAX_JSON_DEPTH - 1, params.variables) ||
        isDeeperThan(MAX_JSON_DEPTH - 1, params.extensions)
      ) {
        throw new GraphError('QUERY_TOO_COMPLEX', `At most ${MAX_JSON_DEPTH} levels of JSON are allowed.`);
      }
      if (typeof params.query === 'string' && params.query.length > MAX_CHARACTERS) {
        throw new GraphError('QUERY_TOO_COMPLEX', `At most ${MAX_CHARACTERS} characters are allowed.`);
      }
    },
    onParse({ setParseFn }) {
      setParseFn(parseWithin);
      return ({ result }) => {
        if (result === null || result instanceof Error) return;
        // @NOTE without an error, the result of parsing is a document; Yoga types it as any.
        const over = judge(result as DocumentNode);
        if (over !== null) throw new GraphError('QUERY_TOO_COMPLEX', over);
      };
    },
  };
}

/** @throws GraphQLError for a syntax fault, QUERY_TOO_COMPLEX for too many tokens */
function parseWithin(
  source: Parameters<typeof parse>[0],
  options?: Parameters<typeof parse>[1],
): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes(`more that ${MAX_TOKENS} tokens`)) {
      throw new GraphError('QUERY_TOO_COMPLEX', `At most ${MAX_TOKENS} tokens are allowed.`);
    }
    throw error;
  }
}
