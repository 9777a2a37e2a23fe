import type { TestProject } from 'vitest/node';
import { startOwnRedis } from '../store/own-redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Redis of this run; null where there is none. */
    redisUrl: string | null;
  }
}

/** Gives the tests of a run a Redis: that of `TEST_REDIS_URL`, or one of its own that ends with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_REDIS_URL'];
  const own = given === undefined ? await startOwnRedis() : null;
  project.provide('redisUrl', given ?? own?.url ?? null);
  return async () => {
    await own?.kill();
  };
}
