import { Pool } from 'undici';
import { UPSTREAM } from './contract.ts';

/** A GET through one pool of undici, by its lowest-level API: the cheapest client that a hand-written handler would use. */
export function pooledGet(): (path: string) => Promise<string> {
  const pool = new Pool(UPSTREAM, { connections: 16, pipelining: 1 });
  return (path) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      pool.dispatch(
        { path, method: 'GET' },
        {
          onRequestStart() {},
          onResponseStart(_controller, code) {
            status = code;
          },
          onResponseData(_controller, chunk) {
            chunks.push(chunk);
          },
          onResponseEnd() {
            if (status === 200) resolve(Buffer.concat(chunks).toString());
            else reject(new Error(`upstream ${status}`));
          },
          onResponseError(_controller, error) {
            reject(error);
          },
        },
      );
    });
}
