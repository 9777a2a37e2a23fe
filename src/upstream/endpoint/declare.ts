/** How an API is declared: records and their fields, endpoints and their parameters. Everything else is derived from these. */
import type { CachePolicy, Tags } from '../cache/policy.ts';
import type { UpstreamResponse } from '../response.ts';
import type { Decode, Renames, Type } from './type.ts';

/** Where a fact is known from: a public page, the vendor's prose without a name, or our own choice. */
export type Source = 'documented' | 'seed' | 'inferred';

/** One field of a record. With several wire names, the first that has a value counts. */
export interface Field<T> {
  readonly wire: readonly string[];
  readonly type: Type<T>;
  readonly source: Source;
  /** Without this field there is no record. */
  readonly required: boolean;
}

/** The fields of a record by their names in this gateway. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The row of a record with these fields. */
export type Row<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A record of the API: a type like any other, so records nest. A value that is none decodes to null. */
export interface RecordType<T> extends Type<T | null> {
  readonly recordName: string;
  readonly fields: Fields;
}

/** The rows of a record type. */
export type RowOf<R> = R extends RecordType<infer T> ? T : never;

/** Declares a field. */
export const field = <T>(wire: string | readonly string[], type: Type<T>, source: Source): Field<T> => ({
  wire: typeof wire === 'string' ? [wire] : wire,
  type,
  source,
  required: false,
});

/** Declares a field without which there is no record. */
export const requiredField = <T>(wire: string, type: Type<T>, source: Source): Field<NonNullable<T>> => ({
  wire: [wire],
  // @NOTE the record is null where the value would be.
  type: type as Type<NonNullable<T>>,
  source,
  required: true,
});

/** Declares a record. */
export function record<F extends Fields>(recordName: string, fields: F): RecordType<Row<F>> {
  const compile = (renames: Renames): Decode<Row<F> | null> => {
    const readers = Object.entries(fields).map(([name, { wire, type, required }]) => {
      return { name, wire: renames(recordName, name) ?? wire, decode: type(renames), required };
    });
    return (raw) => {
      if (!isObject(raw)) return null;
      const row: Record<string, unknown> = {};
      for (const { name, wire, decode, required } of readers) {
        let value: unknown = null;
        for (let at = 0; at < wire.length && value === null; at += 1) value = decode(raw[wire[at] ?? '']);
        if (required && value === null) return null;
        row[name] = value;
      }
      // @NOTE each value has the type of its field.
      return row as Row<F>;
    };
  };
  return Object.assign(compile, { recordName, fields });
}

/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record, or a shorthand for it that is no object, such as a bare id. */
export const orShorthand = <T>(type: RecordType<T>, expand: Decode<T | null>): RecordType<T> =>
  sameFields(type, (renames) => {
    const decode = type(renames);
    return (value) => (isObject(value) ? decode(value) : expand(value));
  });

/** A list of records. Entries that are none are left out; a value that is no list is an empty one. */
export const listOf = <T>(type: RecordType<T>): Type<readonly T[]> =>
  sameFields(type, (renames) => {
    const decode = type(renames);
    return (value) => (Array.isArray(value) ? value.map(decode).filter((entry) => entry !== null) : []);
  });

const sameFields = <T>({ recordName, fields }: RecordType<unknown>, type: Type<T>) =>
  Object.assign(type, { recordName, fields });

/** The HTTP methods of endpoints. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where a parameter travels. */
export type Place = 'path' | 'query' | 'form' | 'json';

/**
 * The types of parameters and their values. On the wire an `id` is a safe path segment, a `bit` is `1` or `0`, a `datetime`
 * is UTC with `Z` in whole seconds, and a `list` has commas between its entries.
 */
export interface ParamTypes {
  string: string;
  id: string;
  integer: number;
  bit: boolean;
  boolean: boolean;
  datetime: Date;
  list: readonly string[];
}

/** One parameter of an endpoint. */
export interface Param<K extends keyof ParamTypes = keyof ParamTypes> {
  readonly type: K;
  /** Name on the wire. Null: not known, so it can't be sent until an override names it. */
  readonly name: string | null;
  /** Where the parameter is known from, and where its name is. */
  readonly source: Source;
  readonly nameSource: Source;
  /** Default: the place of its endpoint. */
  readonly place?: Place;
  /** Other names that the API may use instead. */
  readonly otherNames?: readonly string[];
  /** Other spellings of values on the wire. */
  readonly values?: Readonly<Record<string, string>>;
  /** Makes the API answer with a file, so the gateway never sends it. */
  readonly forFilesOnly?: true;
}

/** The parameters of an endpoint by their names in this gateway. */
export type Params = Readonly<Record<string, Param>>;

/** Values for parameters. Undefined is not sent; an empty string is, and clears the field. */
export type Values<P extends Params> = {
  readonly [K in keyof P]?: ParamTypes[P[K]['type']] | undefined;
};

/** Declares a parameter. */
export const param = <K extends keyof ParamTypes>(
  type: K,
  name: string,
  source: Source,
  nameSource: Source = source,
  options: Partial<Omit<Param, 'type'>> = {},
): Param<K> => ({ type, name, source, nameSource, ...options });

/** Declares a parameter that the vendor describes without a name: the common case of this API. */
export const inferred = <K extends keyof ParamTypes>(
  type: K,
  name: string | null,
  options: Partial<Omit<Param, 'type'>> = {},
): Param<K> => ({ type, name, source: 'seed', nameSource: 'inferred', ...options });

/** What an endpoint returns: `R`. */
export interface Returns<R> {
  readonly shape: 'nothing' | 'one' | 'page';
  readonly record: RecordType<unknown> | null;
  /** Decodes a response; null if it is not of this shape. */
  readonly compile: (renames: Renames) => (response: UpstreamResponse) => R | null;
}

/** One endpoint. */
export interface Endpoint<P extends Params = Params, R = unknown> {
  readonly name: string;
  readonly method: HttpMethod;
  /** Relative template with `{params}`. */
  readonly path: string;
  /** A write that was sent and got no clear response may have happened, so it is never repeated. */
  readonly kind: 'read' | 'write';
  readonly place: Exclude<Place, 'path'>;
  readonly params: P;
  readonly returns: Returns<R>;
  /** Endpoints with the same key share a circuit breaker. */
  readonly circuit: string;
  /** Absent: responses are not cached. */
  readonly cache?: CachePolicy;
  /** Absent: no write affects its responses. */
  readonly about?: Tags;
}

/** Declares an endpoint, with its parameters in the query string unless it says otherwise. */
export const endpoint = <const P extends Params, R>(
  declared: Omit<Endpoint<P, R>, 'place'>,
): Endpoint<P, R> => ({ place: 'query', ...declared });
