import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // One copy of graphql: without this, CommonJS and ESM entries load side by side ("Duplicate graphql modules").
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Files share a worker: loading the graph anew for each of them took two thirds of the time. Nothing is mocked.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
