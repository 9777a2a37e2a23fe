import {
  applyDefaults,
  readConfig,
  type Settings,
  settingDocs,
  settingsSchema,
  withoutEmpty,
} from './config.ts';

/** One row of the settings table. `fallback` is the default as a reader sees it. */
export interface SettingRow {
  name: string;
  fallback: string;
  text: string;
  production: string;
}

/** Every setting, in the order of `config.ts`; the table in the docs is printed from it. */
export function describeSettings(): SettingRow[] {
  const defaults: Readonly<Record<string, unknown>> = settingsSchema.parse({});
  return Object.entries(settingsSchema.shape).map(([name, type]) => {
    const meaning = settingDocs.get(type);
    return {
      name,
      fallback: meaning?.shown ?? `\`${String(defaults[name])}\``,
      text: meaning?.text ?? '',
      production: meaning?.production ?? '',
    };
  });
}

/** Settings whose values are not for a screen. */
const SECRET: ReadonlySet<string> = new Set([
  'CURSOR_KEYS',
  'IDEMPOTENCY_SECRET',
  'RECIPIENT_ALLOWLIST',
  'ROUTER_SECRET',
  'SANDBOX_JWT_SECRET',
  'STORE',
]);

/**
 * The settings that differ from what they would be if they were not set, as `NAME=value`; secrets only by the fact that
 * they are set. The environment must be one that `readConfig` takes.
 */
export function changedSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const now: Readonly<Record<string, unknown>> = readConfig(environment);
  const differs = (name: string) => {
    const without: Readonly<Record<string, unknown>> = withoutSetting(environment, name);
    return JSON.stringify(now[name]) !== JSON.stringify(without[name]);
  };
  return Object.keys(settingsSchema.shape)
    .filter((name) => environment[name] && differs(name))
    .map((name) => (SECRET.has(name) ? `${name} (set)` : `${name}=${environment[name]}`));
}

function withoutSetting(environment: Readonly<Record<string, string | undefined>>, name: string): Settings {
  return applyDefaults(settingsSchema.parse(withoutEmpty({ ...environment, [name]: undefined })));
}
