import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Where the operations of a mobile app are. */
const FOLDER = new URL('../../examples/mobile/operations/', import.meta.url);

/** One operation of an app. */
export interface AppOperation {
  /** As its file is named: the number of the acceptance case, and what it is. */
  readonly name: string;
  readonly document: string;
  readonly token: string;
  /** Its variables, with what comes from earlier answers filled in. */
  variables(answers: ReadonlyMap<string, unknown>): Record<string, unknown>;
}

/** The operations in the order of their numbers. */
export function appOperations(): AppOperation[] {
  const { variables, tokens } = JSON.parse(readFileSync(new URL('variables.json', FOLDER), 'utf8'));
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const name = file.replace('.graphql', '');
      return {
        name,
        document: readFileSync(new URL(file, FOLDER), 'utf8'),
        token: tokens[name] ?? 'sandbox-alice',
        variables: (answers) => filled(variables[name], answers) as Record<string, unknown>,
      };
    });
}

/** A value with its references followed. */
function filled(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, answers));
  if (!(value instanceof Object)) return value;
  if ('newKey' in value) return randomUUID();
  if ('from' in value && 'path' in value) {
    const found = at(answers.get(String(value.from)), String(value.path).split('.'));
    if (found === undefined)
      throw new Error(`no ${String(value.path)} in the answer of ${String(value.from)}`);
    return 'count' in value ? repeated(found, Number(value.count)) : found;
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, answers)]));
}

function at(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(value) ? value.map((one) => at(one, rest)) : undefined;
  return value instanceof Object
    ? at(Object.entries(value).find(([name]) => name === step)?.[1], rest)
    : undefined;
}

/** As many as are wanted: what is there, and then ids that are nobody's. */
function repeated(found: unknown, count: number): unknown[] {
  const all = Array.isArray(found) ? found : [found];
  const gone = (n: number) => Buffer.from(`Ticket:99${n}`).toString('base64url');
  return Array.from({ length: count }, (_, n) => all[n] ?? gone(n));
}
