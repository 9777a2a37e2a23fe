import { writeFileSync } from 'node:fs';
import { ARCHITECTURE_FILE, architecturePage } from './architecture-page.ts';

/** Prints the picture of the rooms into docs/architecture.md. */
writeFileSync(ARCHITECTURE_FILE, architecturePage());
