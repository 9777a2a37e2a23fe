import { writeFileSync } from 'node:fs';
import { SETTINGS_FILE, settingsPage } from './settings-table.ts';

/** Writes the table of settings into `docs/settings.md`. */
writeFileSync(SETTINGS_FILE, settingsPage());
