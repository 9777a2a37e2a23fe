import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for the tests and the examples, from the committed schema. `npm run codegen` writes them anew. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['examples/queries/*.graphql', 'test/operations/*.graphql'],
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
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
      },
    },
  },
};

export default config;
