import { createTestGateway, type TestGateway, type WorldOptions } from '../helpers/test-gateway.ts';
import { type ChaosProxy, createProxy } from './proxy.ts';

/** A world whose gateway reaches the sandbox through a proxy only. Nothing is kept, since that would hide faults. */
export async function openChaos(
  options: WorldOptions = {},
): Promise<{ world: TestGateway; proxy: ChaosProxy }> {
  let proxy: ChaosProxy | undefined;
  const opened = await createTestGateway({
    ...options,
    sandbox: { tickets: 60, ...options.sandbox },
    env: { CACHE: 'false', ...options.env },
    through: async (url) => {
      proxy = await createProxy(url);
      return proxy.url;
    },
  });
  if (proxy === undefined) throw new Error('there is no proxy');
  const between = proxy;
  return {
    world: {
      ...opened,
      close: async () => {
        await opened.close();
        await between.close();
      },
    },
    proxy: between,
  };
}
