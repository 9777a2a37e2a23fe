import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Most characters of cached documents. A parsed document takes about a hundred times its text. */
const KEPT_CHARACTERS = 200_000;

/** Yoga's caches of parsed and validated documents. */
export interface DocumentCaches {
  readonly documentCache: LRUCache<string, DocumentNode>;
  readonly errorCache: LRUCache<string, Error>;
}

/** Creates caches bounded by the size of the texts: a client that never repeats a document fills no memory. */
export function createDocumentCaches(): DocumentCaches {
  const sizeCalculation = (_: unknown, text: string) => text.length + 1;
  return {
    documentCache: new LRUCache<string, DocumentNode>({ maxSize: KEPT_CHARACTERS, sizeCalculation }),
    errorCache: new LRUCache<string, Error>({ maxSize: KEPT_CHARACTERS, sizeCalculation }),
  };
}
