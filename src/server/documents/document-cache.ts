import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of the documents that are kept parsed. A parsed document takes about a hundred times its text. */
const KEPT_CHARACTERS = 200_000;

/** What Yoga keeps of documents, so that one that comes again is neither parsed nor validated again. */
export interface DocumentCaches {
  readonly documentCache: LRUCache<string, DocumentNode>;
  readonly errorCache: LRUCache<string, Error>;
}

/** Caches bounded by the texts they hold: a client that never sends the same document twice fills no memory. */
export function createDocumentCaches(): DocumentCaches {
  const sizeCalculation = (_: unknown, text: string) => text.length + 1;
  return {
    documentCache: new LRUCache<string, DocumentNode>({ maxSize: KEPT_CHARACTERS, sizeCalculation }),
    errorCache: new LRUCache<string, Error>({ maxSize: KEPT_CHARACTERS, sizeCalculation }),
  };
}
