import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import { ROOT } from '../helpers/child-process.ts';

/** The package of the clients that apps use, which has tests of its own; it is installed apart. */
const CLIENTS = 'examples/mobile/clients';

/** Whether that is there. Says so aloud if not, and fails where every test has to run (`REQUIRE_ALL=1`). */
function clientsAreInstalled(): boolean {
  const there = existsSync(`${ROOT}/${CLIENTS}/node_modules/@apollo/client`);
  const how = `npm ci --prefix ${CLIENTS}`;
  if (!there && process.env['REQUIRE_ALL'] === '1') throw new Error(`REQUIRE_ALL is set, so first: ${how}`);
  if (!there) process.stderr.write(`\n*** Without ${how}, Apollo Client, urql and Relay are NOT ASKED ***\n`);
  return there;
}

test.skipIf(!clientsAreInstalled())(
  'Apollo Client, urql and Relay are asked along with all other tests',
  () => {
    const included = config.test?.include?.flatMap((pattern) => globSync(pattern, { cwd: ROOT })) ?? [];
    const written = globSync(`${CLIENTS}/**/*.test.ts`, { cwd: ROOT, exclude: [`${CLIENTS}/node_modules`] });
    expect(written.length).toBeGreaterThan(8);
    expect(included).toEqual(expect.arrayContaining(written));
  },
);
