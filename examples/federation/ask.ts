/** An answer of the router. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each check knows what it asked for, and fails where it is not so.
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks the router. */
export type Ask = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Asks as alice, unless other headers are given. */
export const ask =
  (url: string): Ask =>
  async (query, variables = {}, headers = { authorization: 'Bearer sandbox-alice' }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
