/** Who sends another token with each request, good or bad, must not fill the memory with what is remembered of them. */
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createCallerRegistry } from '../../src/upstream/caller-registry.ts';
import { createRateLimiter } from '../../src/upstream/rate-limit/create-limiter.ts';
import { createTestGateway } from '../helpers/test-gateway.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const KB = 1024;
const MB = 1024 * KB;

/** Bytes that are in use after everything that may go has gone. */
async function held(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const newToken = (): string => randomBytes(32).toString('hex');

test('the budget of 20,000 tokens takes no more memory than that of 10,000: the bound is what counts', {
  timeout: 60_000,
}, async () => {
  const store = createMemoryStore();
  const rateLimiter = createRateLimiter({
    space: store.space('budget', { maxBytes: MB }),
    callerRegistry: createCallerRegistry(store.space('identities', { maxBytes: MB }), 5_000),
    setting: 'auto',
    concurrency: 64,
  });
  const { signal } = new AbortController();
  const seen = { status: 401, rate: { limit: 10, remaining: 9, resetAt: null }, retryAfter: null };
  const spend = async (tokens: number): Promise<number> => {
    for (let at = 0; at < tokens; at += 1) {
      const turn = await rateLimiter.acquire({
        credential: newToken(),
        kind: 'read',
        cause: 'field',
        operation: 'currentUser',
        callLog: new CallLog(),
        deadline: { at: Date.now() + 1_000, signal },
      });
      turn.end(seen);
    }
    return held();
  };
  const first = await spend(10_000);
  expect(((await spend(10_000)) - first) / MB).toBeLessThan(1);
});

test('a token that the API does not take leaves less than 3 KB behind', { timeout: 60_000 }, async () => {
  const world = await createTestGateway({ sandbox: { tickets: 0 }, env: { UPSTREAM_RATE_LIMIT: 'auto' } });
  const knock = async (tokens: number): Promise<number> => {
    for (let at = 0; at < tokens; at += 1) {
      const response = await world.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${newToken()}` },
          body: '{"query":"{ viewer { user { id } } }"}',
        }),
      );
      expect((await response.json()).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    world.logs.length = 0;
    return held();
  };
  const before = await knock(400);
  expect(((await knock(800)) - before) / KB / 800).toBeLessThan(3);
  await world.close();
});
