import { SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { endPrograms, run } from '../../test/helpers/child-process.ts';

afterEach(endPrograms);

/** Starting takes a second or two, and longer where the machine is busy. */
const SLOW = { timeout: 60_000 };

/** Starts a sandbox as docs/sandbox.md has it, on a free port, and asks it as an admin. */
async function started(settings: Record<string, string>) {
  const env = { SANDBOX_PORT: '0', SANDBOX_DB: ':memory:', SANDBOX_TICKETS: '60', ...settings };
  const program = run(['npx', '.', 'sandbox'], { env });
  const [url] = await program.says(/http:\/\/[\w.:]+\/api\/v3/);
  const headers = { authorization: 'Bearer sandbox-dana' };
  const me = async (token: string) => {
    const answer = await fetch(`${url}/users/me`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    me,
    /** What the jwt-bearer grant answers to a JWT that says it is bob. */
    async grant(secret: string) {
      const jwt = new SignJWT({ sub: 'bob' })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('5 minutes');
      const assertion = await jwt.sign(new TextEncoder().encode(secret));
      const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      const body = new URLSearchParams({ grant_type, assertion });
      const answer = await fetch(`${url}/token`, { method: 'POST', body });
      return { status: answer.status, body: await answer.json() };
    },
    port: Number(new URL(url).port),
    tickets: async () => {
      const answer = await fetch(`${url}/tickets?user=all&orderby=id&limit=20`, { headers });
      const { data } = await answer.json();
      return data.map(({ id, subject, created }: Record<string, unknown>) => [id, subject, created]);
    },
    admin: async () => (await fetch(`${new URL(url).origin}/_sandbox/calls`)).status,
  };
}

test(
  'npx starts it with the port, the seed and the admin path that the environment names',
  SLOW,
  async () => {
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
  },
);

test('it is filled with as many tickets as the environment says', SLOW, async () => {
  const few = await started({ SANDBOX_TICKETS: '7' });
  expect(await few.tickets()).toHaveLength(7);
  const none = await started({ SANDBOX_TICKETS: '0' });
  expect(await none.tickets()).toEqual([]);
});

test('each user has as many calls a minute as the environment says', SLOW, async () => {
  const { me } = await started({ SANDBOX_RATE_LIMIT: '3' });
  const statuses = [];
  for (let call = 1; call <= 4; call += 1) statuses.push((await me('sandbox-alice')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await me('sandbox-bob')).status).toBe(200);
});

test(
  'JWTs buy a token if they are signed with the secret of the environment, and no other',
  SLOW,
  async () => {
    const secret = 'of this environment alone';
    const { grant, me } = await started({ SANDBOX_JWT_SECRET: secret });
    const { status, body } = await grant(secret);
    expect(status).toBe(200);
    expect((await me(body.access_token)).body).toMatchObject({ username: 'bob' });
    expect((await grant('sandbox-secret-for-development')).status).toBe(401);
    expect((await grant('of some other environment')).status).toBe(401);
  },
);
