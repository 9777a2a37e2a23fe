import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
}

const file = new URL('../../docs/contract/ticket-api.openapi.yaml', import.meta.url);
// @NOTE the contract is ours and committed; these are the only parts of it that are read here.
const contract = parse(readFileSync(file, 'utf8')) as Contract;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');
const validators = new Map<string, ValidateFunction>();

/** The operation a call belongs to, or undefined where the contract has none. `path` is below `/api/v3`, without a query. */
export function operationOf(method: string, path: string): string | undefined {
  const fits = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const templates = Object.keys(contract.paths).filter(fits);
  // A path of its own goes before one with a parameter.
  const [template] = templates.sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')));
  return template === undefined ? undefined : contract.paths[template]?.[method.toLowerCase()]?.operationId;
}

/**
 * Checks an answer against the contract.
 * @throws if the operation has no such status (nor a default), or the body does not fit its schema
 */
export function validate(operationId: string, status: number, body: unknown): void {
  const pointer = schemaPointer(operationId, status);
  if (pointer === undefined) {
    if (body !== undefined) throw new Error(`${operationId} ${status} must have no body`);
    return;
  }
  const validator = validators.get(pointer) ?? ajv.compile({ $ref: `contract#${pointer}` });
  validators.set(pointer, validator);
  if (!validator(body)) throw new Error(`${operationId} ${status}: ${ajv.errorsText(validator.errors)}`);
}

/** Where the schema of an answer stands; undefined when it has no JSON body. */
function schemaPointer(operationId: string, status: number): string | undefined {
  for (const [path, verbs] of Object.entries(contract.paths)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      if (operation.operationId !== operationId) continue;
      const key = String(status) in operation.responses ? String(status) : 'default';
      const answer = operation.responses[key];
      if (answer === undefined) throw new Error(`${operationId} knows no ${status}`);
      const rest = '/content/application~1json/schema';
      if (answer.$ref !== undefined) return answer.$ref.slice(1) + rest;
      if (answer.content === undefined) return undefined;
      return `/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${verb}/responses/${key}${rest}`;
    }
  }
  throw new Error(`No operation ${operationId}`);
}

/** Names of an operation's parameters, those of its path left out. */
export function parametersOf(operationId: string): string[] {
  const operations = Object.values(contract.paths).flatMap((verbs) => Object.values(verbs));
  const found = operations.find((operation) => operation.operationId === operationId);
  return (found?.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name);
}
