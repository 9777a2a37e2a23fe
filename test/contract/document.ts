/** The contract, as far as these tests look at it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ContractParameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string; readonly format?: string; readonly enum?: readonly string[] };
  readonly 'x-provenance': string;
  readonly 'x-name-provenance': string;
  readonly 'x-other-names'?: readonly string[];
}

export interface ContractOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ContractParameter[];
  /** Bodies of its 2xx examples. */
  readonly examples: readonly unknown[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly parameters?: readonly ContractParameter[];
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly content?: Readonly<
          Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
        >;
      }
    >
  >;
}

/** Not reached by the gateway: tokens are the caller's business, reports are out. */
const OUT = new Set(['createToken', 'revokeToken', 'getTicketsReport']);

/** Every operation of the contract that the gateway has to reach. */
export function contractOperations(): ContractOperation[] {
  const file = new URL('../../docs/contract/ticket-api.openapi.yaml', import.meta.url);
  const { paths }: Document = parse(readFileSync(file, 'utf8'));
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        examples: Object.entries(operation.responses)
          .filter(([status]) => status.startsWith('2'))
          .flatMap(([, { content = {} }]) => Object.values(content['application/json']?.examples ?? {}))
          .map(({ value }) => value),
      })),
    )
    .filter(({ operationId }) => !OUT.has(operationId));
}
