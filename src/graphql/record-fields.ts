import type { Context } from '../context.ts';
import type { GraphTypes } from './builder.ts';
import type { OpenEnum } from './open-enum.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>;
type FieldBuilder<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;
type ReadRecord<Parent, Row> = (parent: Parent, context: Context) => Row | Promise<Row>;

/** The scalars that can show a value. */
type ScalarFor<Value> = {
  [Name in keyof Types['Scalars']]: Value extends Types['Scalars'][Name]['Output'] | null ? Name : never;
}[keyof Types['Scalars']];

/** Names of the fields of a record that hold a value of a type. */
type KeysOf<Row, Value> = { [Name in keyof Row]: Row[Name] extends Value ? Name : never }[keyof Row] & string;

/** Nullable fields that show a field of a record unchanged: its scalar and its description. */
export function recordFields<Parent, Row extends object>(
  t: FieldBuilder<Parent>,
  read: ReadRecord<Parent, Row>,
  table: {
    readonly [Name in keyof NoInfer<Row>]?: readonly [
      scalar: ScalarFor<NoInfer<Row>[Name]>,
      description: string,
    ];
  },
  extensions: Readonly<Record<string, unknown>> = {},
) {
  // @NOTE Object.entries forgets the types of keys and values; the signature has checked each pair.
  const rows = Object.entries(table) as [keyof Row & string, readonly ['String', string]][];
  return Object.fromEntries(
    rows.map(([name, [type, description]]) => [
      name,
      t.field({
        type,
        nullable: true,
        description,
        extensions,
        resolve: (parent, _args, context) => {
          const row = read(parent, context);
          const value = (from: Row) => from[name] as string | null;
          return row instanceof Promise ? row.then(value) : value(row);
        },
      }),
    ]),
  );
}

/** An open list as two nullable fields: `status`, the member of its enum, and `statusRaw`, the text of the API. */
export function openEnumFields<Parent, Row extends object>(
  t: FieldBuilder<Parent>,
  read: (parent: Parent) => Row,
  table: Record<
    string,
    readonly [list: OpenEnum, key: KeysOf<Row, string | null>, description: string, rawDescription: string]
  >,
) {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, [list, key, description, rawDescription]]) => {
      // @NOTE the signature has checked that the field holds a text or null.
      const raw = (parent: Parent) => read(parent)[key] as string | null;
      const options = { nullable: true, description } as const;
      return [
        [name, t.field({ ...options, type: list.type, resolve: (parent) => list.from(raw(parent)) })],
        [`${name}Raw`, t.string({ ...options, description: rawDescription, resolve: raw })],
      ];
    }),
  );
}
