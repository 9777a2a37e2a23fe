/** What is measured: the gateway and its peers, how each is started, and which dialect it speaks. */
import { fileURLToPath } from 'node:url';
import type { Dialect } from './workloads.ts';

/** One server to measure. */
export interface Target {
  readonly name: string;
  readonly dialect: Dialect;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The folder of this package. */
export const BENCH = fileURLToPath(new URL('..', import.meta.url));
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The Node that runs everything: the one that runs this. */
const NODE = process.execPath;

/** Peers by name. */
export const PEERS = ['limit', 'naive', 'mercurius', 'apollo', 'tailcall'] as const;

const peer = (name: string): Target => ({
  name,
  dialect: 'peer',
  command: [NODE, `peers/${name}.ts`],
  cwd: BENCH,
  env: {},
});

/**
 * The gateway as it runs in production, with every feature on and the default settings but for the rate limit: the mock has none.
 * @param directory a checkout of the project; default this one
 * @param env settings to add, such as `CACHE_BYTES=0` to measure cold requests
 */
export const gateway = (
  env: Readonly<Record<string, string>> = {},
  { name = 'gateway', directory = PROJECT, nodeArgs = [] as readonly string[] } = {},
): Target => ({
  name,
  dialect: 'gateway',
  command: [NODE, ...nodeArgs, 'bin/ticket-gateway.mjs', 'gateway'],
  cwd: directory,
  env: {
    UPSTREAM_RATE_LIMIT: '0',
    CURSOR_KEYS: 'a-key-for-the-benchmark',
    LOG_LEVEL: 'silent',
    ...env,
  },
});

/** A target by its name: a peer, `gateway` (cache off), `gateway-cached`, or `NAME=DIRECTORY` for another checkout (cache off). */
export function targetOf(name: string): Target {
  const [label = '', directory] = name.split('=');
  if (directory !== undefined) return gateway({ CACHE_BYTES: '0' }, { name: label, directory });
  if (name === 'gateway') return gateway({ CACHE_BYTES: '0' });
  if (name === 'gateway-cached') return gateway({}, { name });
  if (PEERS.some((known) => known === name)) return peer(name);
  throw new TypeError(
    `Unknown target ${name}: use gateway, gateway-cached, NAME=DIRECTORY, ${PEERS.join(', ')}.`,
  );
}
