import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests with the clients of phones, from a package of its own; where it is not installed, test/mobile says so. */
const clients = fileURLToPath(new URL('examples/mobile/clients/', import.meta.url));
const clientTests = existsSync(`${clients}node_modules`) ? ['examples/mobile/clients/*/*.test.ts'] : [];

export default defineConfig({
  resolve: {
    // One copy of graphql: without this, CommonJS and ESM entries load side by side ("Duplicate graphql modules").
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    include: ['test/**/*.test.ts', 'sandbox/test/**/*.test.ts', ...clientTests],
    globalSetup: ['test/helpers/redis-setup.ts'],
    // Files share a worker: loading the graph anew for each of them took two thirds of the time. Nothing is mocked.
    isolate: false,
    // Left to itself vitest leaves a core to others, which on two cores is one of two. Most tests wait for something.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
