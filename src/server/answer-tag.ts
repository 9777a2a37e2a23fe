import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Scalars that may hold a link which opens something to whoever has it. */
const SECRETS: ReadonlySet<string> = new Set(['URL', 'JSONObject']);

/** Cursors, as Relay names them. One that was sealed a second later names the same place. */
const CURSORS = /^(?:PageInfo\.(?:startCursor|endCursor)|\w+Edge\.cursor)$/;

/** What a document says of its answers. */
export interface Selected {
  /** Asks for a field that may hold a secret link. */
  readonly secrets: boolean;
  /** The names under which cursors answer, and nothing else does. */
  readonly cursors: ReadonlySet<string>;
}

const known = new WeakMap<DocumentNode, Selected>();

/** Looks through a document, once for each. It must be valid. */
export function selectedIn(document: DocumentNode, schema: GraphQLSchema): Selected {
  let selected = known.get(document);
  if (selected === undefined) {
    selected = lookThrough(document, new TypeInfo(schema));
    known.set(document, selected);
  }
  return selected;
}

function lookThrough(document: DocumentNode, types: TypeInfo): Selected {
  const [cursors, others] = [new Set<string>(), new Set<string>()];
  let secrets = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name, alias }) {
        secrets ||= SECRETS.has(getNamedType(types.getType())?.name ?? '');
        const isCursor = CURSORS.test(`${types.getParentType()?.name}.${name.value}`);
        (isCursor ? cursors : others).add((alias ?? name).value);
      },
    }),
  );
  return { secrets, cursors: new Set([...cursors].filter((name) => !others.has(name))) };
}

/** A text that is the same for the same data, whatever its cursors were sealed with. */
export function tagOf(data: unknown, { cursors }: Pick<Selected, 'cursors'>): string {
  const text = JSON.stringify(data, (name, value: unknown) =>
    cursors.has(name) && typeof value === 'string' ? '' : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
