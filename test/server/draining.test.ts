/** What a gateway that is being stopped says to those who ask whether it may be given work. */
import { Agent, get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type ChaosProxy, createProxy } from '../chaos/proxy.ts';
import { warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway } from '../helpers/test-gateway.ts';
import { gate } from '../idempotency/fake-operation.ts';

test('a gateway that closes is not ready, and what it was asked before is answered', async () => {
  const between = Promise.withResolvers<ChaosProxy>();
  const world = await createTestGateway({
    sandbox: { tickets: 5 },
    through: async (url) => {
      const made = await createProxy(url);
      between.resolve(made);
      return made.url;
    },
  });
  const proxy = await between.promise;
  onTestFinished(() => proxy.close());
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= world.close();
    return closed;
  };
  onTestFinished(close);
  await warmUpCallers(world, 'alice');
  const url = await world.listen();
  const probe = prober(new URL('/readyz', url));
  expect(await probe()).toEqual({ status: 200, body: { status: 'ready' }, sameSocket: false });

  const [asked, held] = [gate(), gate()];
  onTestFinished(held.open);
  proxy.play(({ path }) =>
    path.endsWith('/tickets')
      ? async ({ socket, forward }) => {
          asked.open();
          await held.opened;
          socket.write(await forward());
        }
      : null,
  );
  const answer = fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ tickets(first: 1) { nodes { __typename } } }' }),
  });
  await asked.opened;
  const closing = close();
  expect(await probe()).toEqual({ status: 503, body: { status: 'draining' }, sameSocket: true });

  held.open();
  const { data } = await (await answer).json();
  expect(data).toEqual({ tickets: { nodes: [{ __typename: 'Ticket' }] } });
  await closing;
});

/** Asks on one socket that is kept open between two looks, as a load balancer does. */
function prober(url: URL) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return async () => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const request = get(url, { agent }, resolve).on('error', reject);
    const response = await promise;
    return { status: response.statusCode, body: await json(response), sameSocket: request.reusedSocket };
  };
}
