/** The filters of a list as a table: its rows give the input type, the query, the check of rows and the input paths. */
import type { InputFieldRef } from '@pothos/core';
import type { builder } from '../graphql/builder.ts';
import type { ParamToInput } from './input-path.ts';

type SchemaTypes = typeof builder.$inferSchemaTypes;
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<SchemaTypes, 'InputObject'>;

/** One filter of a list. */
export interface FilterField<Row, T> {
  /** The field of the GraphQL input. */
  readonly input: (t: InputBuilder) => InputFieldRef<SchemaTypes, T>;
  /** The parameter of the endpoint; absent: none of its own. */
  readonly param?: string;
  /** Paging sends the parameter itself, as a bound of its windows. */
  readonly isBound?: true;
  /** The value of the parameter. Default: that of the input. */
  encode?(value: NonNullable<T>): unknown;
  /** Whether a row matches, as far as the row shows. Default: it does. */
  matches?(row: Row, value: NonNullable<T>): boolean;
}

type Filters<Row> = Readonly<Record<string, FilterField<Row, unknown>>>;
type Values = Readonly<Record<string, unknown>>;

/** Defines a filter over rows of one type. */
export const filterOf =
  <Row>() =>
  <T>(field: FilterField<Row, T>): FilterField<Row, T> =>
    field;

type InputFields<F> = {
  [K in keyof F]: F[K] extends FilterField<never, infer T> ? InputFieldRef<SchemaTypes, T> : never;
};

/** The fields of the GraphQL input. */
export const inputFields = <F extends Filters<never>>(filters: F, t: InputBuilder): InputFields<F> =>
  // @NOTE entries forget which field is whose.
  Object.fromEntries(Object.entries(filters).map(([name, { input }]) => [name, input(t)])) as InputFields<F>;

/** The filters that have a value, with it. */
function given<Row>(filters: Filters<Row>, values: Values): [FilterField<Row, unknown>, object][] {
  return Object.entries(filters).flatMap(([name, filter]): [FilterField<Row, unknown>, object][] => {
    const value = values[name];
    // @NOTE only handed on to functions of the same filter.
    return value == null ? [] : [[filter, value as object]];
  });
}

/** The parameters of the endpoint for a filter. */
export const filterQuery = <Row>(filters: Filters<Row>, values: Values): Record<string, unknown> =>
  Object.fromEntries(
    given(filters, values).flatMap(([{ param, isBound, encode = (same: unknown) => same }, value]) =>
      param === undefined || isBound === true ? [] : [[param, encode(value)]],
    ),
  );

/** Whether a row matches a filter, as far as the row shows. */
export const matchesFilter = <Row>(filters: Filters<Row>, row: Row, values: Values): boolean =>
  given(filters, values).every(([{ matches }, value]) => matches?.(row, value) ?? true);

/** The input path behind each parameter of a list. */
export const filterPaths = (filters: Filters<never>): ParamToInput => ({
  orderBy: ['orderBy', 'field'],
  order: ['orderBy', 'direction'],
  ...Object.fromEntries(
    Object.entries(filters).flatMap(([name, { param }]) =>
      param === undefined ? [] : [[param, ['filter', name]]],
    ),
  ),
});
