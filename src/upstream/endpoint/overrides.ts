/**
 * Overrides of the wire table from a JSON file, so that a wrong guess of ours is mended without a release:
 * `{ "updateTicket": { "method": "PATCH", "place": "form", "params": { "group": { "name": "user_group" } } } }`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OperationRow, ParameterRow } from './endpoint.ts';
import { type ResolvedWire, WIRE } from './endpoints.ts';

const place = z.enum(['query', 'form', 'json']);

const parameterOverride = z
  .strictObject({
    /** Null takes the name away: the parameter can't be sent then. */
    name: z
      .string()
      .regex(/^[\w.[\]-]{1,64}$/, 'must be 1 to 64 letters, digits or _ . - [ ]')
      .nullable(),
    place,
    type: z.enum(['string', 'id', 'integer', 'bit', 'boolean', 'datetime', 'list']),
    /** Spellings of values, added to those of the table. */
    values: z.record(z.string(), z.string()),
  })
  .partial();

const operationOverride = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string().regex(/^(\/[\w.{}-]+)+$/, 'must be a relative path such as /tickets/{ticketId}'),
    place,
    params: z.record(z.string(), parameterOverride),
  })
  .partial();

const overridesSchema = z.record(z.string(), operationOverride);

type Override = z.output<typeof operationOverride>;

/** A wire file that can't be used. The message has a line for each fault. */
export class WireFileError extends Error {
  constructor(faults: readonly string[]) {
    super(['The wire file can not be used:', ...faults].join('\n  '));
    this.name = 'WireFileError';
  }
}

/**
 * The wire table by which to speak.
 * @param file path of a JSON file with overrides; undefined: the table as it is
 * @throws WireFileError
 */
export function loadWire(file: string | undefined): ResolvedWire {
  return file === undefined ? WIRE : resolveWire(readJson(file));
}

/**
 * The table with overrides put over it.
 * @param overrides as in the file; unknown names are faults that name the known ones
 * @throws WireFileError
 */
export function resolveWire(overrides: unknown): ResolvedWire {
  const read = overridesSchema.safeParse(overrides);
  if (!read.success) {
    throw new WireFileError(
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`),
    );
  }
  const faults = unknownNames('', read.data, WIRE);
  const wire = everyRow((operation, row) => {
    const given = read.data[operation];
    if (given === undefined) return row;
    const changed = override(row, given);
    faults.push(...faultsOf(operation, given, row, changed));
    return changed;
  });
  if (faults.length > 0) throw new WireFileError(faults);
  return wire;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WireFileError([error instanceof SyntaxError ? 'it is no JSON' : 'it can not be read']);
  }
}

function everyRow(change: (operation: string, row: OperationRow) => OperationRow): ResolvedWire {
  const rows = Object.entries(WIRE).map(([operation, row]) => [operation, change(operation, row)]);
  // @NOTE the keys are those of WIRE, which entries forget
  return Object.fromEntries(rows) as ResolvedWire;
}

function override(row: OperationRow, { params = {}, method, path, place }: Override): OperationRow {
  const rows = Object.entries(row.params).map(([name, parameter]): [string, ParameterRow] => {
    const { name: wireName, type, place: own, values } = params[name] ?? {};
    return [
      name,
      {
        ...parameter,
        ...(wireName === undefined ? {} : { name: wireName }),
        ...(type === undefined ? {} : { type }),
        ...(own === undefined ? {} : { place: own }),
        ...(values === undefined ? {} : { values: { ...parameter.values, ...values } }),
      },
    ];
  });
  return {
    ...row,
    method: method ?? row.method,
    path: path ?? row.path,
    place: place ?? row.place,
    params: Object.fromEntries(rows),
  };
}

/** What an override says that can't be meant. */
function faultsOf(operation: string, given: Override, before: OperationRow, after: OperationRow): string[] {
  const params = given.params ?? {};
  const faults = unknownNames(`${operation}.params.`, params, before.params);
  for (const name of Object.keys(params)) {
    if (before.params[name]?.place !== 'path') continue;
    faults.push(`${operation}.params.${name}: stands in the path and has nothing to override`);
  }
  if (placeholders(after.path) !== placeholders(before.path)) {
    faults.push(`${operation}.path: must hold ${placeholders(before.path) || 'no {id}'}`);
  }
  const sent = Object.values(after.params).filter((parameter) => parameter.place !== 'path');
  const places = new Set(sent.map((parameter) => parameter.place ?? after.place));
  if (after.method === 'GET' && (places.has('form') || places.has('json'))) {
    faults.push(`${operation}: a GET has no body`);
  }
  if (places.has('form') && places.has('json')) {
    faults.push(`${operation}: a body is a form or JSON, not both`);
  }
  const names = sent.map((parameter) => parameter.name).filter((name) => name !== null);
  for (const name of new Set(names.filter((name, at) => names.indexOf(name) !== at))) {
    faults.push(`${operation}: two parameters are named ${name}`);
  }
  return faults;
}

function unknownNames(prefix: string, given: object, known: object): string[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prefix}${name}: unknown; known are ${Object.keys(known).join(', ')}`);
}

function placeholders(path: string): string {
  return [...path.matchAll(/\{\w+\}/g)].toSorted().join(' ');
}
