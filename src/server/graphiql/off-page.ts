/** What a browser gets from an endpoint where GraphiQL is off: a sentence instead of nothing. */
export const OFF_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ticket Gateway</title>
<p>This is a GraphQL endpoint. Send it a <code>POST</code> with <code>{"query": "…"}</code> as JSON, and a token of the
ticket API.</p>
<p>GraphiQL is off here; the setting <code>GRAPHIQL=true</code> switches it on.</p>
</html>
`;

/** Nothing at all may be loaded or run by it. */
export const OFF_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
