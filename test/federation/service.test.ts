import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const SDL = readFileSync(new URL('../../subgraph.graphql', import.meta.url), 'utf8');
const SERVICE = '{ _service { sdl } }';
const SECRET = { 'x-router-secret': 'a-secret-of-the-router' };

let world: TestGateway;
const open = async (env: Record<string, string>) => {
  world = await createTestGateway({ sandbox: { tickets: 0 }, env: { FEDERATION: '1', ...env } });
};
afterEach(() => world.close());

interface Service {
  _service: { sdl: string };
}

describe('what a router composes', () => {
  it('is the committed SDL, to whoever has a token', async () => {
    await open({});
    const answer = await world.ask<Service, object>(SERVICE);
    expect(answer.data._service.sdl).toBe(SDL);
    expect(answer.calls).toBe(0);
  });

  it('is readable where introspection is closed, which stays closed', async () => {
    await open({ INTROSPECTION: '0' });
    expect((await world.ask<Service, object>(SERVICE)).data._service.sdl).toBe(SDL);
    const closed = await world.ask('{ __schema { queryType { name } } }');
    expect(closed.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is readable by the secret of a router, which opens nothing else', async () => {
    await open({ INTROSPECTION: '0', ROUTER_SECRET: SECRET['x-router-secret'] });
    const asking = { token: null, headers: SECRET };
    expect((await world.ask<Service, object>(SERVICE, {}, asking)).data._service.sdl).toBe(SDL);
    const more = await world.ask('{ _service { sdl } viewer { user { userId } } }', {}, asking);
    expect([more.status, more.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each([
    ['nothing', {}],
    ['a wrong secret', { 'x-router-secret': 'a-secret-of-somebody!!' }],
    ['a browser’s wishes', { accept: 'text/html, application/json;q=0.9' }],
  ])('is refused in JSON to whoever comes with %s', async (_case, headers) => {
    await open({ ROUTER_SECRET: SECRET['x-router-secret'] });
    const answer = await world.ask(SERVICE, {}, { token: null, headers });
    expect(answer.headers.get('content-type')).toMatch(/json/);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(answer.data ?? null).toBeNull();
  });

  it('shows in nobody’s docs', async () => {
    await open({});
    const { data } = await world.ask<
      { __schema: { types: { name: string; fields: { name: string }[] | null }[] } },
      object
    >('{ __schema { types { name fields { name } } } }');
    const names = data.__schema.types.flatMap(({ name, fields }) => [
      name,
      ...(fields ?? []).map((one) => one.name),
    ]);
    expect(names).toContain('tickets');
    expect(names.filter((name) => /^_(?!_)/.test(name))).toEqual([]);
  });

  it('is not there where federation is off', async () => {
    await open({ FEDERATION: '0' });
    for (const query of [SERVICE, '{ _entities(representations: []) { __typename } }']) {
      const answer = await world.ask(query);
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([
        400,
        'GRAPHQL_VALIDATION_FAILED',
      ]);
    }
  });
});
