import { readFileSync } from 'node:fs';
import { compose } from './supergraph.ts';

/** Prints the supergraph of this example from the committed SDLs, for routers that want it as a file. */
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const { sdl } = compose([
  { name: 'tickets', url: 'http://127.0.0.1:4000/graphql', sdl: read('../../subgraph.graphql') },
  { name: 'crm', url: 'http://127.0.0.1:4002/', sdl: read('subgraphs/crm.graphql') },
  { name: 'billing', url: 'http://127.0.0.1:4003/', sdl: read('subgraphs/billing.graphql') },
]);
process.stdout.write(sdl);
