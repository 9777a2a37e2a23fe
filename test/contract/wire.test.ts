import { describe, expect, test } from 'vitest';
import { API } from '../../src/app/api.ts';
import type { Endpoint } from '../../src/upstream/endpoint/declare.ts';
import { type ContractOperation, contractOperations } from './document.ts';

const operations = contractOperations();
const rows: [string, Endpoint][] = API.map((endpoint) => [endpoint.name, endpoint]);

const rowOf = ({ method, path }: ContractOperation) =>
  rows.find(([, row]) => row.method === method && row.path === path);

/** What the contract says of a parameter, in the words of the table. */
const typesFor = ({ schema }: ContractOperation['parameters'][number]): string[] => {
  if (schema.format === 'date-time') return ['datetime'];
  if (schema.type === 'boolean') return ['boolean'];
  if (schema.type === 'integer') return ['integer', 'id'];
  if (schema.enum?.includes('0') && schema.enum.includes('1')) return ['bit'];
  return ['string', 'list', 'id'];
};

describe('the wire table and the contract', () => {
  test('have the same operations, by verb and path', () => {
    const contract = operations.map(({ method, path }) => `${method} ${path}`);
    const table = rows.map(([, { method, path }]) => `${method} ${path}`);
    expect(table.toSorted()).toEqual(contract.toSorted());
    expect(contract).toHaveLength(10);
  });

  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s: every parameter, with its name, place, type and provenance',
    (_, operation) => {
      const [, row] = rowOf(operation) ?? [];
      const inTable = Object.values(row?.params ?? {}).filter(({ name }) => name !== null);
      expect(inTable.map(({ name }) => name).toSorted()).toEqual(
        operation.parameters.map(({ name }) => name).toSorted(),
      );
      for (const parameter of operation.parameters) {
        const found = inTable.find(({ name }) => name === parameter.name);
        expect(typesFor(parameter)).toContain(found?.type);
        expect({
          name: found?.name,
          place: found?.place ?? row?.place,
          provenance: found?.source,
          nameProvenance: found?.nameSource,
          otherNames: found?.otherNames,
        }).toEqual({
          name: parameter.name,
          place: parameter.in,
          provenance: parameter['x-provenance'],
          nameProvenance: parameter['x-name-provenance'],
          otherNames: parameter['x-other-names'],
        });
      }
    },
  );

  test('what the prose promises without a name stands in the table without one', () => {
    const unbound = rows.flatMap(([operation, { params }]) =>
      Object.entries(params)
        .filter(([, { name }]) => name === null)
        .map(([parameter]) => `${operation}.${parameter}`),
    );
    expect(unbound).toEqual([
      'createTicket.state',
      'createTicket.metadata',
      'createTicket.enterprise',
      'listTickets.state',
      'listTickets.enterprise',
    ]);
  });
});
