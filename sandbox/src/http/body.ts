import type { Context } from 'hono';
import { ApiError } from '../errors.ts';

/**
 * The body, read to its end. hono's own limit makes a new Request of the server's, which fails for a body without a length.
 * @param most bytes that are taken
 * @throws ApiError 413 as soon as it is too long, whatever length was announced
 */
export async function wholeBody(c: Context, most: number): Promise<Response> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw new ApiError(413, 10, 'The body is too large.');
    chunks.push(chunk);
  }
  return new Response(new Blob(chunks), { headers: { 'content-type': c.req.header('content-type') ?? '' } });
}
