import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ApolloManifest } from '../../scripts/codegen/manifest.ts';

/** Where the operations of a mobile app are, as people write them, and as an app sends them. */
const FOLDER = new URL('../../examples/mobile/operations/', import.meta.url);
const MANIFEST = new URL('../../examples/mobile/generated/persisted-query-manifest.json', import.meta.url);

/** The answers so far, by the name of what was asked. */
export type Answers = ReadonlyMap<string, unknown>;

/** One operation of an app. */
export interface AppOperation {
  /** As its file is named: the number of the acceptance case, and what it is. */
  readonly name: string;
  /** As the document calls it. */
  readonly operationName: string;
  /** Whole, with its fragments, as an app sends it. */
  readonly document: string;
  readonly token: string;
  /** Its variables as they are written down: see `filled`. */
  readonly template: Record<string, unknown>;
  /** Its variables, with what comes from earlier answers filled in. */
  variables(answers: Answers): Record<string, unknown>;
}

/** The operations in the order of their numbers. */
export function appOperations(): AppOperation[] {
  const { variables, tokens } = JSON.parse(readFileSync(new URL('variables.json', FOLDER), 'utf8'));
  const { operations }: ApolloManifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  return readdirSync(FOLDER)
    .filter((file) => /^\d\d-.*\.graphql$/.test(file))
    .sort()
    .map((file) => {
      const name = file.replace('.graphql', '');
      const written = readFileSync(new URL(file, FOLDER), 'utf8');
      const operationName = /^(?:query|mutation) (\w+)/m.exec(written)?.[1] ?? '';
      const document = operations.find((one) => one.name === operationName)?.body;
      if (document === undefined) throw new Error(`${file} is not in the manifest: npm run codegen`);
      return {
        name,
        operationName,
        document,
        token: tokens[name] ?? 'sandbox-alice',
        template: variables[name],
        variables: (answers) => filled(variables[name], answers),
      };
    });
}

/**
 * Variables with their references followed: `{from, path}` into an earlier answer, `count` of them, `{newKey}`.
 * @throws Error for a reference that leads nowhere
 */
export function filled(template: object, answers: Answers): Record<string, unknown> {
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, follow(value, answers)]));
}

function follow(value: unknown, answers: Answers): unknown {
  if (Array.isArray(value)) return value.map((one) => follow(one, answers));
  if (!(value instanceof Object)) return value;
  if ('newKey' in value) return randomUUID();
  if (!('from' in value && 'path' in value)) return filled(value, answers);
  const found = at(answers.get(String(value.from)), String(value.path).split('.'));
  if (found === undefined) throw new Error(`no ${String(value.path)} in the answer of ${String(value.from)}`);
  return 'count' in value ? repeated(found, Number(value.count)) : found;
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
