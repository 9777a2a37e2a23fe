/**
 * Overrides of what the API declares, from a JSON file: `UPSTREAM_WIRE`. A wrong name needs no release:
 * `{ "updateThing": { "method": "PATCH", "params": { "group": { "name": "team" } } },
 *    "records": { "thing": { "createdAt": "created_at" } }, "envelope": { "data": "items" } }`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Endpoint, Param, Params, RecordType } from './declare.ts';
import { ENVELOPE } from './decode.ts';
import { type ResolvedEndpoint, resolveEndpoint } from './resolve.ts';
import type { Renames } from './type.ts';

const wireName = z.string().regex(/^[\w.[\]-]{1,64}$/, 'must be 1 to 64 letters, digits or _ . - [ ]');
const place = z.enum(['query', 'form', 'json']);

const paramOverride = z
  .strictObject({
    /** Null takes the name away: the parameter can't be sent then. */
    name: wireName.nullable(),
    place,
    type: z.enum(['string', 'id', 'integer', 'bit', 'boolean', 'datetime', 'list']),
    /** Other spellings of values on the wire. */
    values: z.record(z.string(), z.string()),
  })
  .partial();

const endpointOverride = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string().regex(/^(\/[\w.{}-]+)+$/, 'must be a relative path such as /things/{id}'),
    place,
    params: z.record(z.string(), paramOverride),
  })
  .partial();

const names = z.record(z.string(), z.union([wireName, z.array(wireName).min(1)]));

const overridesSchema = z
  .object({ records: z.record(z.string(), names), envelope: z.record(z.string(), wireName) })
  .partial()
  .catchall(endpointOverride);

type EndpointOverride = z.output<typeof endpointOverride>;

/** An override file that can't be used. Its message has a line for each fault. */
export class WireFileError extends Error {
  constructor(faults: readonly string[]) {
    super(['The wire file can not be used:', ...faults].join('\n  '));
    this.name = 'WireFileError';
  }
}

/** The endpoints of an API with all overrides, by name. */
export type ResolvedApi = Readonly<Record<string, ResolvedEndpoint>>;

/**
 * Resolves endpoints with the overrides of a file.
 * @param file path of a JSON file; undefined: no overrides
 * @throws WireFileError
 */
export const loadApi = (endpoints: readonly Endpoint[], file: string | undefined): ResolvedApi =>
  resolveApi(endpoints, file === undefined ? {} : readJson(file));

/**
 * Resolves endpoints with overrides.
 * @param overrides as in the file; an unknown name is a fault that lists the known ones
 * @throws WireFileError
 */
export function resolveApi(endpoints: readonly Endpoint[], overrides: unknown = {}): ResolvedApi {
  const read = overridesSchema.safeParse(overrides);
  if (!read.success) {
    throw new WireFileError(
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`),
    );
  }
  const { records = {}, envelope = {}, ...changes } = read.data;
  const known = Object.fromEntries(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const faults = [
    ...unknownNames('', changes, { ...known, records, envelope }),
    ...unknownNames('envelope.', envelope, ENVELOPE),
    ...recordFaults(records, endpoints),
  ];
  const renames: Renames = (record, field) => {
    const renamed = record === 'envelope' ? envelope[field] : records[record]?.[field];
    return typeof renamed === 'string' ? [renamed] : renamed;
  };
  const resolved = endpoints.map((declared) => {
    const given = changes[declared.name];
    const changed = given === undefined ? declared : override(declared, given);
    if (given !== undefined) faults.push(...faultsOf(given, declared, changed));
    return [declared.name, resolveEndpoint(changed, renames)] as const;
  });
  if (faults.length > 0) throw new WireFileError(faults);
  return Object.fromEntries(resolved);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WireFileError([error instanceof SyntaxError ? 'it is no JSON' : 'it can not be read']);
  }
}

function override(declared: Endpoint, { params = {}, ...own }: EndpointOverride): Endpoint {
  const changed = Object.entries(declared.params).map(([name, param]): [string, Param] => {
    const { values, ...changes } = params[name] ?? {};
    const spellings = values === undefined ? {} : { values: { ...param.values, ...values } };
    return [name, { ...param, ...defined(changes), ...spellings }];
  });
  return { ...declared, ...defined(own), params: Object.fromEntries(changed) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const defined = <T extends object>(given: T): Defined<T> =>
  // @NOTE the undefined members are gone.
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;

/** Contradictions in an override. */
function faultsOf({ params = {} }: EndpointOverride, before: Endpoint, after: Endpoint): string[] {
  const { name } = before;
  const faults = unknownNames(`${name}.params.`, params, before.params);
  for (const param of Object.keys(params)) {
    if (before.params[param]?.place !== 'path') continue;
    faults.push(`${name}.params.${param}: stands in the path and has nothing to override`);
  }
  if (placeholders(after.path) !== placeholders(before.path)) {
    faults.push(`${name}.path: must hold ${placeholders(before.path) || 'no {id}'}`);
  }
  return [...faults, ...sentFaults(name, after)];
}

function sentFaults(endpoint: string, { method, place, params }: Endpoint<Params>): string[] {
  const faults: string[] = [];
  const sent = Object.values(params).filter((param) => param.place !== 'path');
  const places = new Set(sent.map((param) => param.place ?? place));
  if (method === 'GET' && (places.has('form') || places.has('json'))) {
    faults.push(`${endpoint}: a GET has no body`);
  }
  if (places.has('form') && places.has('json'))
    faults.push(`${endpoint}: a body is a form or JSON, not both`);
  const used = sent.map((param) => param.name).filter((name) => name !== null);
  for (const name of new Set(used.filter((name, at) => used.indexOf(name) !== at))) {
    faults.push(`${endpoint}: two parameters are named ${name}`);
  }
  return faults;
}

function recordFaults(given: Readonly<Record<string, object>>, endpoints: readonly Endpoint[]): string[] {
  const known = new Map(endpoints.flatMap(({ returns }) => recordsIn(returns.record)));
  return [
    ...unknownNames('records.', given, Object.fromEntries(known)),
    ...Object.entries(given).flatMap(([record, fields]) =>
      unknownNames(`records.${record}.`, fields, known.get(record) ?? fields),
    ),
  ];
}

/** A record and all records in it, with their fields by name. */
export function recordsIn(record: RecordType<unknown> | null): [string, RecordType<unknown>['fields']][] {
  if (record === null) return [];
  const nested = Object.values(record.fields).flatMap(({ type }) => recordsIn(recordOf(type)));
  return [[record.recordName, record.fields], ...nested];
}

// @NOTE records, and lists of them, carry a name and fields; only these are read here.
const recordOf = (type: object): RecordType<unknown> | null =>
  'recordName' in type && 'fields' in type ? (type as RecordType<unknown>) : null;

function unknownNames(prefix: string, given: object, known: object): string[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prefix}${name}: unknown; known are ${Object.keys(known).join(', ')}`);
}

function placeholders(path: string): string {
  return [...path.matchAll(/\{\w+\}/g)].toSorted().join(' ');
}
