/** Tailcall, a gateway in Rust: writes its configuration and becomes its process's parent. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UPSTREAM } from '../src/contract.ts';
import { sdl } from '../src/sdl.ts';

const BINARY = createRequire(import.meta.url).resolve('@tailcallhq/core-linux-x64-gnu/bin/tailcall');
const tickets = `${UPSTREAM}/api/v3/tickets`;
const query =
  ', query: [{key: "limit", value: "{{.args.limit}}"}, {key: "offset", value: "{{.args.offset}}"}]';

const config = `schema
  @server(port: ${process.env['PORT']}, hostname: "127.0.0.1", workers: 1, headers: {cacheControl: false})
  @upstream(poolMaxIdlePerHost: 64, tcpKeepAlive: 60) { query: Query }
${sdl({
  ticket: `@http(url: "${tickets}/{{.args.id}}")`,
  tickets: `@http(url: "${tickets}"${query})`,
  medias: `@http(url: "${tickets}/{{.value.id}}/medias"${query})`,
  events: `@http(url: "${tickets}/{{.value.id}}/events")`,
})}`;
const file = join(mkdtempSync(join(tmpdir(), 'tailcall-')), 'config.graphql');
writeFileSync(file, config);
const child = spawn(BINARY, ['start', file], {
  stdio: 'inherit',
  env: { ...process.env, TAILCALL_TRACKER: 'false', TAILCALL_LOG_LEVEL: 'error' },
});
process.on('SIGTERM', () => child.kill());
