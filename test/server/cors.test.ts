import { afterEach, describe, expect, test } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
const open = async (origins: string) => {
  world = await createTestGateway({ sandbox: { tickets: 0 }, env: { CORS_ORIGINS: origins } });
};
afterEach(() => world.close());

/** What the clients of apps in a web view send along. */
const WANTED =
  'authorization,content-type,apollo-require-preflight,x-apollo-operation-name,apollographql-client-name,if-none-match,idempotency-key,x-timeout-ms';

/** What a browser would see: before a request, and with it. */
async function from(origin: string) {
  const url = 'http://gateway.test/graphql';
  const preflight = await world.fetch(
    new Request(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': WANTED,
      },
    }),
  );
  const answer = await world.fetch(
    new Request(url, {
      method: 'POST',
      headers: { origin, authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }),
  );
  return { preflight, answer };
}

const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin');

describe('without origins', () => {
  test('no other site may read an answer, and a preflight is refused', async () => {
    await open('');
    const { preflight, answer } = await from('https://app.example.com');
    expect(preflight.status).toBe(405);
    expect(allowed(preflight)).toBeNull();
    expect(allowed(answer)).toBeNull();
  });
});

describe('with origins', () => {
  test('each of them may ask with a token, and read the request id, the tag and when to come back', async () => {
    await open('https://app.example.com,http://localhost:3000');
    for (const origin of ['https://app.example.com', 'http://localhost:3000']) {
      const { preflight, answer } = await from(origin);
      expect(preflight.status).toBe(204);
      expect(allowed(preflight)).toBe(origin);
      expect(preflight.headers.get('access-control-allow-headers')).toBe(WANTED);
      expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST');
      expect(allowed(answer)).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toBe('X-Request-Id, Retry-After, ETag');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test.each([
    'https://evil.example',
    'null',
    'https://app.example.com.evil.example',
    'http://app.example.com',
  ])('%s is told nothing', async (origin) => {
    await open('https://app.example.com');
    const { preflight, answer } = await from(origin);
    expect(allowed(preflight)).toBeNull();
    expect(allowed(answer)).toBeNull();
  });

  test('* is every origin', async () => {
    await open('*');
    expect(allowed((await from('https://any.example')).answer)).toBe('https://any.example');
  });
});
