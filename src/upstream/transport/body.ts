/** Bodies of answers: JSON where it is due, and what an error body may tell. Status was judged before. */

import type { TimeLimit } from '../deadline.ts';
import type { OperationRow } from '../endpoint/endpoint.ts';
import { parameterBlamed } from './error-body.ts';
import { discardBody, type RawResponse, readBody, TransportError } from './exchange.ts';
import { isJson } from './headers.ts';

/** An error body is read for so many bytes and milliseconds: all it can tell is a parameter's name. */
const ERROR_BODY = { bytes: 64 * 1024, ms: 1_000 };

/**
 * The JSON of a success.
 * @throws ExchangeFault `empty` (204 too), `type`, `too-large`, `cut`, `invalid`; or what `limit` throws
 */
export async function readJson(incoming: RawResponse, maxBytes: number, limit: TimeLimit): Promise<unknown> {
  const fault = incoming.status === 204 ? 'empty' : isJson(incoming.headers) ? null : 'type';
  if (fault !== null) {
    discardBody(incoming.body);
    throw new TransportError(fault);
  }
  const bytes = await readBody(incoming, maxBytes, limit);
  if (bytes === null) throw new TransportError('empty');
  const body = parse(bytes);
  if (body === undefined) throw new TransportError('invalid');
  return body;
}

/** Logical name of the parameter that an error body blames, or null. Never worth more than a moment or an error. */
export async function readBlamedParameter(
  incoming: RawResponse,
  row: OperationRow,
  limit: TimeLimit,
): Promise<string | null> {
  if ((incoming.status !== 400 && incoming.status !== 422) || !isJson(incoming.headers)) {
    discardBody(incoming.body);
    return null;
  }
  limit.shorten(ERROR_BODY.ms);
  const bytes = await readBody(incoming, ERROR_BODY.bytes, limit).catch(() => null);
  return bytes === null ? null : parameterBlamed(parse(bytes), row);
}

/** JSON, or undefined for what is none (JSON has no undefined). Ill-formed UTF-8 costs a character, not the answer. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
