/** The limit: no GraphQL at all. The same upstream calls through one tuned pool, the selected fields picked by hand, JSON out. */
import { createServer } from 'node:http';
import { paths } from '../src/contract.ts';
import type { event, media, ticket } from '../src/data.ts';
import { pooledGet } from '../src/upstream-client.ts';

type Ticket = ReturnType<typeof ticket>;
interface Page<Row> {
  readonly data: readonly Row[];
  readonly total: number;
}

const get = pooledGet();
const read = async <T>(path: string): Promise<T> => JSON.parse(await get(path));

const ticketFields = (row: Ticket) => ({
  id: row.id,
  reference: row.reference,
  subject: row.subject,
  state: row.state,
  language: row.language,
  duration: row.duration,
  created: row.created,
  modified: row.modified,
  requestor: { name: row.requestor.name },
  agent: { name: row.agent.name },
});
const mediaFields = ({ id, media_type, title, size, url }: ReturnType<typeof media>) => ({
  id,
  media_type,
  title,
  size,
  url,
});
const eventFields = ({ id, eventName, source, timestamp, agent }: ReturnType<typeof event>) => ({
  id,
  eventName,
  source,
  timestamp,
  agent: { name: agent.name },
});

async function withChildren(row: Ticket) {
  const [medias, events] = await Promise.all([
    read<Page<ReturnType<typeof media>>>(paths.medias(row.id, 10)),
    read<Page<ReturnType<typeof event>>>(paths.events(row.id)),
  ]);
  return {
    ...ticketFields(row),
    medias: { data: medias.data.map(mediaFields) },
    events: { data: events.data.map(eventFields) },
  };
}

interface Query {
  readonly operationName: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, number>>;
}

async function answer({ operationName, query, variables }: Query): Promise<object> {
  const { id = 0, limit = 0, offset = 0 } = variables ?? {};
  if (operationName === 'W1') return { ticket: ticketFields(await read<Ticket>(paths.one(id))) };
  if (operationName === 'W2' || operationName === 'W3') {
    const { data, total } = await read<Page<Ticket>>(paths.list(limit, offset));
    const rows = operationName === 'W2' ? data.map(ticketFields) : await Promise.all(data.map(withChildren));
    return { tickets: { data: rows, total } };
  }
  if (!operationName?.startsWith('U')) return { __typename: 'Query' };
  const row = await read<Readonly<Record<string, unknown>>>(paths.one(Number(/id: (\d+)/.exec(query)?.[1])));
  const fields = [...query.matchAll(/(f\d): (\w+)/g)].map(([, alias = '', name = '']) => [alias, row[name]]);
  return { ticket: { id: row['id'], ...Object.fromEntries(fields) } };
}

createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', async () => {
    const data = await answer(JSON.parse(body));
    const text = `{"data":${JSON.stringify(data)}}`;
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
