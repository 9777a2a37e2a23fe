import { readdirSync, readFileSync } from 'node:fs';
import type { GraphiQLOptions } from 'graphql-yoga';

/** Where the queries live that people find in their tabs; a test runs each of them. */
const EXAMPLES = new URL('../../examples/queries/', import.meta.url);

/** The examples in the order of their numbers. */
export function exampleQueries(): { name: string; query: string }[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, query: readFileSync(new URL(name, EXAMPLES), 'utf8') }));
}

/**
 * What GraphiQL opens with: a tab per example, and the headers. `token` is filled in where the sandbox is embedded; else
 * the header is there to be completed. Nothing is persisted.
 */
export function graphiqlOptions(token: string | null): GraphiQLOptions {
  const headers = JSON.stringify({ Authorization: `Bearer ${token ?? '<your token>'}` }, null, 2);
  return {
    title: 'Ticket Gateway',
    headers,
    defaultTabs: exampleQueries().map(({ query }) => ({ query, headers })),
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
  };
}
