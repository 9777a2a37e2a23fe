import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** A subgraph by its name and address. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
}

/** A composed graph, and what the composer has to say about it. */
export interface Supergraph {
  readonly sdl: string;
  readonly hints: readonly string[];
}

/** Composes subgraphs. @throws Error with what does not compose */
export function compose(subgraphs: readonly (Subgraph & { readonly sdl: string })[]): Supergraph {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, hints, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    throw new Error(
      `The subgraphs do not compose:\n${(errors ?? []).map(({ message }) => message).join('\n')}`,
    );
  }
  return { sdl: supergraphSdl, hints: hints.map(({ message }) => message) };
}

/**
 * Reads the SDL of a subgraph as a router does. The secret opens the schema of the ticket gateway, which else needs a token.
 * @throws Error if it gives none
 */
export async function sdlOf(url: string, secret: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-router-secret': secret },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data?: { _service: { sdl: string } } };
  if (data === undefined) throw new Error(`${url} gives no SDL: HTTP ${response.status}`);
  return data._service.sdl;
}
