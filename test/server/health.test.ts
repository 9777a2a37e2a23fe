import { afterEach, expect, test } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
afterEach(() => world.close());

async function look(path: string) {
  const response = await world.fetch(new Request(`http://gateway.test${path}`));
  return { status: response.status, body: await response.json() };
}

test('a gateway whose upstream is there lives and is ready', async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  expect(await look('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await look('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
});

test('readiness looks at the upstream once in a while, not each time', async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await Promise.all([look('/readyz'), look('/readyz'), look('/readyz')]);
  expect(await world.admin.calls()).toBe(1);
});

test('one whose upstream is gone lives and is not ready', async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await world.sandbox.close();
  expect(await look('/healthz')).toMatchObject({ status: 200 });
  expect(await look('/readyz')).toEqual({ status: 503, body: { status: 'upstream unreachable' } });
});

test('an upstream that only answers errors is there', async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await world.admin.habits({ fail: [{ path: '*', status: 503 }] });
  expect(await look('/readyz')).toMatchObject({ status: 200 });
});
