import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { type Executable, executables } from './executable.ts';

/** A manifest as Apollo's tools write and read it: `apollo-persisted-query-manifest`, version 1. */
export interface ApolloManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly ApolloOperation[];
}

/** One operation of it; `id` is the SHA-256 of `body` in hex. */
export interface ApolloOperation {
  readonly id: string;
  readonly name: string;
  readonly type: Executable['type'];
  readonly body: string;
}

/** The id of a document in every manifest. */
export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What each form of a manifest is made of. */
const FORMS = {
  apollo: (all: readonly Executable[]): ApolloManifest => ({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: all.map(({ name, type, text }) => ({ id: idOf(text), name, type, body: text })),
  }),
  relay: (all: readonly Executable[]): Record<string, string> =>
    Object.fromEntries(all.map(({ text }) => [idOf(text), text])),
};

/** A plugin of GraphQL Code Generator: the operations as a manifest, in Apollo's or in Relay's form. */
export const plugin = (
  _schema: unknown,
  documents: readonly { document?: DocumentNode }[],
  { form }: { form: keyof typeof FORMS },
): string => {
  const all = executables(documents.flatMap(({ document }) => document ?? []));
  return `${JSON.stringify(FORMS[form](all), null, 2)}\n`;
};
