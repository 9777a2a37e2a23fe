import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Running, startProgram } from '../gateway.ts';

const HIVE = fileURLToPath(new URL('../hive/', import.meta.url));
const PROGRAM = join(HIVE, 'node_modules/@graphql-hive/gateway/dist/bin.js');

/**
 * Hive Gateway in front of a composed graph, in a process of its own.
 * @throws Error if its package is not installed: it has half a gigabyte, so it is a package apart
 */
export async function startHive(supergraphSdl: string, port: number): Promise<Running> {
  if (!existsSync(PROGRAM))
    throw new Error('Hive Gateway is not installed: npm ci --prefix examples/federation/hive');
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphSdl);
  const config = join(HIVE, 'gateway.config.ts');
  const listen = ['--host', '127.0.0.1', '--port', String(port === 0 ? await freePort() : port)];
  const args = [PROGRAM, 'supergraph', supergraph, '--config-path', config, '--fork', '1', ...listen];
  const running = await startProgram(
    args,
    process.env,
    /(?:Listening on|Serving local supergraph.*at|ready at)\s+(http\S+)/i,
  );
  return {
    url: `${running.url.replace(/\/$/, '')}/graphql`,
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that is free now: this router says nothing of the one it takes by itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
