import { createServices, type ServiceOptions } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';
import { type ChaosProxy, createProxy } from './proxy.ts';

/** What came back, as far as it is judged. */
export interface Seen {
  data: unknown;
  errors?: { path?: (string | number)[]; extensions: { code: string; retryable: boolean } }[];
}

/** A gateway that has seen nothing yet, with a proxy of its own in front of a sandbox that others share. */
export interface Door {
  readonly proxy: ChaosProxy;
  ask(query: string, token?: string): Promise<Seen>;
  close(): Promise<void>;
}

/** Opens one: no cache and a closed breaker, so that faults that were played before change nothing. */
export async function openDoor(sandboxUrl: string, options: ServiceOptions = {}): Promise<Door> {
  const proxy = await createProxy(sandboxUrl);
  const settings = readConfig({
    UPSTREAM_RATE_LIMIT: '0',
    STORE: 'memory',
    CACHE: 'off',
    CURSOR_KEYS: 'the-key-of-these-tests',
  });
  const services = createServices(settings, proxy.url, options);
  const gateway = bareGateway(services);
  return {
    proxy,
    async ask(query, token = 'sandbox-dana') {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query });
      const request = new Request('http://gateway.test/graphql', { method: 'POST', headers, body });
      return (await gateway.fetch(request)).json();
    },
    async close() {
      await gateway.close();
      await services.upstream.close();
      await proxy.close();
    },
  };
}
