import { writeFileSync } from 'node:fs';
import { printClientSchema } from '../src/schema.ts';

/** Writes `schema.graphql`: what clients see, sorted. */
writeFileSync(new URL('../schema.graphql', import.meta.url), printClientSchema());
