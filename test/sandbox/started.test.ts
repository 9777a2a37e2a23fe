import { afterEach, expect, test } from 'vitest';
import { endPrograms, run } from '../helpers/program.ts';

afterEach(endPrograms);

/** Starts a sandbox as docs/sandbox.md has it, on a free port, and asks it as an admin. */
async function started(settings: Record<string, string>) {
  const env = { SANDBOX_PORT: '0', SANDBOX_DB: ':memory:', SANDBOX_TICKETS: '60', ...settings };
  const program = run(['npx', '.', 'sandbox'], { env });
  const [url] = await program.says(/http:\/\/[\w.:]+\/api\/v3/);
  const headers = { authorization: 'Bearer sandbox-dana' };
  return {
    port: Number(new URL(url).port),
    tickets: async () => {
      const answer = await fetch(`${url}/tickets?user=all&orderby=id&limit=20`, { headers });
      const { data } = await answer.json();
      return data.map(({ id, subject, created }: Record<string, unknown>) => [id, subject, created]);
    },
    admin: async () => (await fetch(`${new URL(url).origin}/_sandbox/calls`)).status,
  };
}

test('npx starts it with the port, the seed and the admin path that the environment names', {
  timeout: 60_000,
}, async () => {
  const [one, same, other] = [
    await started({ SANDBOX_SEED: '7', SANDBOX_ADMIN: '1' }),
    await started({ SANDBOX_SEED: '7', SANDBOX_ADMIN: '0' }),
    await started({ SANDBOX_SEED: '8', SANDBOX_ADMIN: '0' }),
  ];
  expect(new Set([one.port, same.port, other.port]).size).toBe(3);
  expect(await one.tickets()).toHaveLength(20);
  expect(await same.tickets()).toEqual(await one.tickets());
  expect(await other.tickets()).not.toEqual(await one.tickets());
  expect([await one.admin(), await same.admin()]).toEqual([200, 404]);
});
