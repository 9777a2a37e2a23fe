import { readFileSync } from 'node:fs';
import { describeSettings } from '../src/config/describe.ts';

/** Where the table stands. */
export const SETTINGS_FILE = new URL('../docs/settings.md', import.meta.url);

/** The page of settings with its table printed from `src/config/config.ts`; what stands around the table is kept. */
export function settingsPage(): string {
  const rows = describeSettings().map(
    ({ name, fallback, text, production }) => `| \`${name}\` | ${fallback} | ${text} | ${production} |`,
  );
  const table = ['| setting | default | meaning | in production |', '|---|---|---|---|', ...rows].join('\n');
  return readFileSync(SETTINGS_FILE, 'utf8').replace(
    /(<!-- settings -->\n)[\s\S]*?(\n<!-- \/settings -->)/,
    (_all, open: string, close: string) => `${open}${table}${close}`,
  );
}
