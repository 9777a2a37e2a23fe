import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** How the client preset writes types. */
const typed = {
  documentMode: 'string',
  importExtension: '.ts',
  useTypeImports: true,
  enumsAsTypes: true,
  strictScalars: true,
  scalars: {
    DateTime: 'string',
    EmailAddress: 'string',
    PhoneNumber: 'string',
    CountryCode: 'string',
    URL: 'string',
    JSONObject: 'Record<string, unknown>',
  },
};

/** What an app sends; with `__typename` everywhere, which normalised caches live on. */
const app = {
  documents: ['examples/mobile/operations/*.graphql'],
  documentTransforms: [addTypenameSelectionDocumentTransform],
};
const folder = 'examples/mobile/generated';

/**
 * `npm run codegen` writes from the committed schema, anew: typed documents for the tests, and the folder of what apps
 * take: the schema in two forms, cache keys, typed documents, and manifests of them in three forms.
 */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'test/generated/': {
      preset: 'client',
      documents: ['examples/queries/*.graphql', 'test/operations/*.graphql'],
      presetConfig: { fragmentMasking: false },
      config: typed,
    },
    [`${folder}/documents/`]: {
      ...app,
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: typed,
    },
    [`${folder}/schema.json`]: {
      plugins: ['introspection'],
      config: { minify: true, specifiedByUrl: true, schemaDescription: true, inputValueDeprecation: true },
    },
    [`${folder}/schema.graphqls`]: { plugins: ['schema-ast'] },
    [`${folder}/extra.graphqls`]: { plugins: [{ './scripts/codegen/cache-keys.ts': { client: 'kotlin' } }] },
    [`${folder}/cacheKeys.graphqls`]: { plugins: [{ './scripts/codegen/cache-keys.ts': { client: 'ios' } }] },
    [`${folder}/persisted-query-manifest.json`]: {
      ...app,
      plugins: [{ './scripts/codegen/manifest.ts': { form: 'apollo' } }],
    },
    [`${folder}/persisted_queries.json`]: {
      ...app,
      plugins: [{ './scripts/codegen/manifest.ts': { form: 'relay' } }],
    },
  },
};

export default config;
