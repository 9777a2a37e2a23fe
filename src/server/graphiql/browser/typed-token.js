/** What stands for a token that nobody has typed yet; `graphiql.ts` writes it. */
const PLACEHOLDER = '<your token>';

/**
 * Remembers the token that was typed last, in this page alone, and fills it in where a tab still shows the placeholder: each
 * tab has headers of its own, and typing it once is enough.
 * @param {string} header  The header that carries it.
 * @returns {(headers: Headers) => Headers}
 */
export function typedToken(header) {
  /** @type {string | null} */
  let typed = null;
  return (headers) => {
    const value = headers.get(header);
    if (value !== null && !value.includes(PLACEHOLDER)) typed = value;
    else if (value !== null && typed !== null) headers.set(header, typed);
    return headers;
  };
}
