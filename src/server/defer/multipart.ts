import type { FetchAPI } from 'graphql-yoga';
import { DEFER_SPEC } from '../http/accept.ts';
import type { Part } from './parts.ts';

/** Stands between parts. */
const DELIMITER = '\r\n---';

/**
 * In small letters and without a charset, since that is what Apollo iOS 1 compares it with; and no other header, since it
 * takes the rest of the head for a part of the type.
 */
const PART_HEAD = '\r\ncontent-type: application/json\r\n\r\n';

/** Proxies must not buffer the response. */
const HEADERS = {
  'Content-Type': `multipart/mixed; boundary="-"; deferSpec=${DEFER_SPEC}`,
  'X-Accel-Buffering': 'no',
};

/** For whom parts are written. */
export interface PartsReader {
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
  /** Whether a line break follows the last delimiter: some clients wait for it, others take it for a part. */
  readonly lastBreak: boolean;
}

/**
 * An answer in parts, as it goes over the wire. Waits for the first part, so that headers can still tell of it. Each part
 * leaves together with the delimiter behind it, since clients read a part when they see that one. A body that ends without
 * `hasNext: false` was broken off.
 */
export async function multipartResponse(
  parts: AsyncIterable<Part>,
  { signal, lastBreak }: PartsReader,
  { Response, ReadableStream, TextEncoder }: FetchAPI,
): Promise<Response> {
  const iterator = parts[Symbol.asyncIterator]();
  // A client that leaves before the first part never gets the body below, so that nothing would cancel it.
  const leave = () => void iterator.return?.();
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  const encoder = new TextEncoder();
  const end = lastBreak ? '--\r\n' : '--';
  let first: Promise<IteratorResult<Part>> | null = iterator.next();
  await first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const isFirst = first !== null;
      const { done, value } = await (first ?? iterator.next()).catch(() => ENDED);
      first = null;
      const send = (text: string) => controller.enqueue(encoder.encode(`${isFirst ? DELIMITER : ''}${text}`));
      if (done !== true && value.hasNext === true) {
        send(`${PART_HEAD}${jsonOf(value)}${DELIMITER}`);
        return;
      }
      // Before the end is sent, so that the log is complete when the client sees it.
      await iterator.return?.();
      send(done === true ? end : `${PART_HEAD}${jsonOf(value)}${DELIMITER}${end}`);
      controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: HEADERS });
}

const ENDED = { done: true, value: undefined } as const;

/** Texts may hold the delimiter, which some clients find without the line break before it. */
const jsonOf = (part: Part): string => JSON.stringify(part).replaceAll('--', '-\\u002d');
