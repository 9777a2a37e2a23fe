import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { createSandbox } from 'ticket-api-sandbox';

/** How sandboxes are opened here. */
export const OPTIONS = { seed: 1, rateLimit: 0, admin: false, jwtSecret: 'x'.repeat(32) };

/** A server until the parent lets go: the sandbox, or one that does the queries of its list and nothing else. Asked, it tells its processor time. */
export async function serve(kind: string, db: string): Promise<void> {
  const server = kind === 'bare' ? await bareServer(db) : await sandboxServer(db);
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.send?.({ port: server.port });
  process.once('disconnect', () => void server.close());
}

async function sandboxServer(db: string) {
  const sandbox = await createSandbox({ ...OPTIONS, db, tickets: 0 });
  const { port } = await sandbox.listen(0);
  return { port, close: () => sandbox.close() };
}

/** It spares itself what the sandbox does too: statements are prepared once, and a total is counted once, as nobody writes here. */
async function bareServer(db: string) {
  const file = new DatabaseSync(db);
  file.exec('pragma cache_size = -32768');
  const statements = new Map<string, StatementSync>();
  const totals = new Map<string, number>();
  const statement = (sql: string) => {
    const kept = statements.get(sql) ?? file.prepare(sql);
    statements.set(sql, kept);
    return kept;
  };
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://bare.test').searchParams;
    const [key, order] = [query.get('orderby') ?? 'start_time', query.get('order') ?? 'desc'];
    const since = query.has('since') ? `and +created >= ${Date.parse(query.get('since') ?? '') / 1000}` : '';
    const reference = query.has('reference') ? `and reference = '${query.get('reference')}'` : '';
    const from = `from tickets where service = 401 and owner = 1201 ${since} ${reference}`;
    const limits = `limit ${query.get('limit')} offset ${query.get('offset') ?? 0}`;
    const counting = `select count(*) as n ${from.replace('+created', 'created')}`;
    const total = totals.get(counting) ?? Number(statement(counting).get()?.['n']);
    totals.set(counting, total);
    const sorted = total > 500 ? key : `+${key}`;
    const rows = statement(`select * ${from} order by ${sorted} ${order}, id ${limits}`).all();
    const of = rows.map(() => '?').join(',');
    const ids = rows.map(({ id }) => Number(id));
    const people = statement(`select * from participants where ticket in (${of}) order by id`).all(...ids);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: rows, total, people }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // @NOTE a server that listens on a host and a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.closeAllConnections();
      server.close();
      file.close();
    },
  };
}
