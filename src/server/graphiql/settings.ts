import { readdirSync, readFileSync } from 'node:fs';

/** Where the queries live that people find in their tabs; a test runs each of them. */
const EXAMPLES = new URL('../../../examples/queries/', import.meta.url);

/** What GraphiQL needs to know of the gateway it stands in front of. */
export interface GraphiqlSettings {
  /** Path of the endpoint. */
  readonly endpoint: string;
  /** Filled in where the sandbox is embedded; null leaves a hint in its place. */
  readonly token: string | null;
  /** Header that carries the token, in any case. */
  readonly tokenHeader: string;
}

/** What GraphiQL opens with. It goes to the browser as JSON. */
export interface InitialState {
  readonly endpoint: string;
  readonly tokenHeader: string;
  /** Text of the headers editor. */
  readonly headers: string;
  readonly tabs: readonly { readonly query: string; readonly headers: string }[];
}

/** The examples in the order of their numbers. */
export function exampleQueries(): { name: string; query: string }[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, query: readFileSync(new URL(name, EXAMPLES), 'utf8') }));
}

/** A tab for each example, which GraphiQL names by its operation, and the headers that each needs. */
export function openingOf({ endpoint, token, tokenHeader }: GraphiqlSettings): InitialState {
  const name = tokenHeader.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
  const headers = JSON.stringify({ [name]: `Bearer ${token ?? '<your token>'}` }, null, 2);
  return { endpoint, tokenHeader, headers, tabs: exampleQueries().map(({ query }) => ({ query, headers })) };
}
