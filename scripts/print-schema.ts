import { writeFileSync } from 'node:fs';
import { printSubgraphSchema } from '../src/federation/subgraph.ts';
import { printClientSchema } from '../src/schema.ts';

/** Writes `schema.graphql`, what clients see, and `subgraph.graphql`, what a federation router composes; both sorted. */
writeFileSync(new URL('../schema.graphql', import.meta.url), printClientSchema());
writeFileSync(new URL('../subgraph.graphql', import.meta.url), printSubgraphSchema());
