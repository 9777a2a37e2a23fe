import { writeFileSync } from 'node:fs';
import { WIRE_FILE, wirePage } from './wire-page.ts';

/** Writes `docs/wire.md`. */
writeFileSync(WIRE_FILE, wirePage());
