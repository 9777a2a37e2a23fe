import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request as it goes over a socket. */
export interface WireRequest {
  method: 'GET' | 'POST';
  /** Path and query. */
  target: string;
  /** In their order, as they are spelt. `Host` and `Content-Length` are given empty, and filled in. */
  headers: readonly (readonly [name: string, value: string])[];
  body?: string;
}

/** An answer as it came over a socket. */
export interface WireAnswer {
  status: number;
  /** By their names in small letters. */
  headers: ReadonlyMap<string, string>;
  /** Unchunked and unpacked. */
  body: Buffer;
  /** When each chunk was there, in milliseconds. */
  arrivals: readonly number[];
}

/** How long before the last chunk the first was there, in milliseconds. */
export const lead = ({ arrivals }: WireAnswer): number => (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);

const BLANK = Buffer.from('\r\n\r\n');

/** Sends those bytes over a socket of their own and reads one answer. @throws if it is no HTTP/1.1, or breaks off */
export async function exchange(
  url: string,
  { method, target, headers, body }: WireRequest,
): Promise<WireAnswer> {
  const { host, hostname, port } = new URL(url);
  const own: Record<string, string> = {
    host,
    'content-length': String(Buffer.byteLength(body ?? '')),
  };
  const head = headers
    .map(([name, value]) => `${name}: ${value || (own[name.toLowerCase()] ?? '')}\r\n`)
    .join('');
  const socket = connect(Number(port), hostname);
  try {
    socket.write(`${method} ${target} HTTP/1.1\r\n${head}\r\n${body ?? ''}`);
    const reader = new AnswerReader();
    for await (const bytes of socket) {
      reader.take(bytes);
      const answer = reader.answer();
      if (answer !== undefined) return answer;
    }
    throw new Error('The connection ended before the answer did.');
  } finally {
    socket.destroy();
  }
}

/** Reads an answer as its bytes come. */
class AnswerReader {
  readonly #arrivals: number[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #head: { status: number; headers: Map<string, string> } | undefined;
  #body: Buffer = Buffer.alloc(0);
  #ended = false;

  take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    this.#head ??= this.#readHead();
    if (this.#head === undefined) return;
    if (this.#head.status === 304) {
      this.#add(Buffer.alloc(0), true);
      return;
    }
    const { headers } = this.#head;
    if (headers.get('transfer-encoding') === 'chunked') {
      while (this.#readChunk());
      return;
    }
    const length = Number(headers.get('content-length'));
    if (this.#rest.length >= length) this.#add(this.#rest.subarray(0, length), true);
  }

  /** The answer, once it is whole. */
  answer(): WireAnswer | undefined {
    if (!this.#ended || this.#head === undefined) return undefined;
    const packed = this.#head.headers.get('content-encoding') === 'gzip';
    return { ...this.#head, body: packed ? gunzipSync(this.#body) : this.#body, arrivals: this.#arrivals };
  }

  #readHead() {
    const end = this.#rest.indexOf(BLANK);
    if (end === -1) return undefined;
    const [first = '', ...lines] = this.#rest.subarray(0, end).toString('latin1').split('\r\n');
    this.#rest = this.#rest.subarray(end + BLANK.length);
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
    if (status === undefined) throw new Error(`Not HTTP/1.1: ${first}`);
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    return { status: Number(status), headers: new Map(headers) };
  }

  #readChunk(): boolean {
    const line = this.#rest.indexOf('\r\n');
    if (line === -1) return false;
    const size = Number.parseInt(this.#rest.subarray(0, line).toString('latin1'), 16);
    const from = line + 2;
    if (this.#rest.length < from + size + 2) return false;
    this.#add(this.#rest.subarray(from, from + size), size === 0);
    this.#rest = this.#rest.subarray(from + size + 2);
    return size > 0;
  }

  #add(bytes: Buffer, ended: boolean): void {
    this.#body = Buffer.concat([this.#body, bytes]);
    this.#arrivals.push(performance.now());
    this.#ended = ended;
  }
}
